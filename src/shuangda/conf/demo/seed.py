"""Fills an empty installation with an invented city and two years of work, through the real services."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .roster import PASSWORD


class Login(NamedTuple):
    """Somebody a visitor of the demo can be."""

    role: str
    username: str
    password: str


LOGINS: tuple[Login, ...] = (
    Login("办公室工作人员 Office clerk", "clerk", PASSWORD),
    Login("办公室主任 Head of the office", "head", PASSWORD),
    Login("市市场监管局联络员 Liaison officer", "scjg", PASSWORD),
    Login("市市场监管局负责人 Head of the unit", "scjg_head", PASSWORD),
    Login("市公安局联络员 Liaison officer", "gongan", PASSWORD),
    Login("系统管理员 System administrator", "sysadmin", PASSWORD),
    Login("安全管理员 Security administrator", "secadmin", PASSWORD),
    Login("审计管理员 Audit administrator", "auditor", PASSWORD),
)


def run(progress: Callable[[str], None]) -> None:
    """Seed the database unless it holds units already; `progress` is told each step in a few words.

    All in one transaction: a demo that was interrupted begins anew.
    """
    from django.db import transaction

    from shuangda.platform.orgs.models import Unit

    if Unit.objects.exists():
        return
    from . import founding, story

    with transaction.atomic():
        progress("建立云川市的单位和人员 Founding the city's units and people")
        cast = founding.found(story.first_day())
        story.tell(cast, progress)
