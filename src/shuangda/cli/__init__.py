"""The `shuangda` command. A subcommand's module is imported when it is called, so that `read` is not slowed
down by the web side, and works where no database is."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import click

from .refusing import usage_in_chinese

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    # name: (module:attribute of a click command, one line for `shuangda --help`)
    "read": ("shuangda.cli.read:read", "读文件：列出任务、报送、指标、活动和存疑之处"),
    "screen": ("shuangda.cli.screen:screen", "比对：在名称或标题中找出仿冒商标的，给出分数和理由"),
    "marks": ("shuangda.cli.marks:marks", "商标索引：由商标表建立"),
    "similar": ("shuangda.cli.similar:similar", "查近似：与一个名称最近似的商标"),
    "clock": ("shuangda.cli.clock:clock", "算时限：法定期限哪天到期，为什么"),
    "gongwen": ("shuangda.cli.gongwen:gongwen", "公文：排成 DOCX、PDF、网页，检查别人的 DOCX 是否合乎 GB/T 9704"),
    "demo": ("shuangda.cli.demo:demo", "演示：带样例数据的完整系统，一条命令启动"),
    "serve": ("shuangda.cli.serve:serve", "网页服务"),
    "audit": ("shuangda.cli.audit:audit", "审计链：核验，导出"),
    "worker": ("shuangda.cli.worker:worker", "后台任务"),
    "manage": ("shuangda.cli.manage:manage", "Django 的管理命令，如 migrate、shell"),
}
"""Every subcommand. To add one, add its line here; nothing else has to know it."""


class LazyGroup(click.Group):
    """A group that looks its commands up in `COMMANDS`, and says wrong usage of any of them in Chinese."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with usage_in_chinese():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with usage_in_chinese():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shuangda")
def main() -> None:
    """双打 Shuangda：从文件到任务。"""
