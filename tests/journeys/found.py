"""Fills an empty database with the demo's city and its people, and no document: where the newcomer's run begins."""

from __future__ import annotations

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangda.conf.settings")
    django.setup()
    from django.core.management import call_command

    from shuangda.conf.demo import founding, story

    call_command("migrate", verbosity=0)
    founding.found(story.first_day())


if __name__ == "__main__":
    main()
