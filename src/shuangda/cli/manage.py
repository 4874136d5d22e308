"""`shuangda manage COMMAND`: Django's own commands, with the database within reach."""

from __future__ import annotations

import click

from .office import office


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django 的管理命令，例如 shuangda manage migrate。"""
    with office():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["shuangda manage", *arguments])
