"""`shuangda audit` from the shell."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.db import transaction

from shuangda.cli import main
from shuangda.platform.audit import chain
from shuangda.platform.audit.models import AuditEvent, ChainHead
from shuangda.platform.audit.services import record
from shuangda.platform.orgs.actors import system
from shuangda.platform.orgs.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_events() -> None:
    with transaction.atomic():
        for number in range(1, 4):
            record(actor=system("test"), verb="region.changed", subject=Region(pk=number, name=f"第{number}区"))


def test_a_whole_chain() -> None:
    done = CliRunner().invoke(main, ["audit", "verify"])
    assert (done.exit_code, "3 条" in done.output) == (0, True)
    as_json = CliRunner().invoke(main, ["audit", "verify", "--json"])
    assert json.loads(as_json.output) == {"events": 3, "head": ChainHead.objects.get().sha256, "broken": None}


def test_a_broken_chain_names_its_first_break() -> None:
    ChainHead.objects.update(seq=2)
    done = CliRunner().invoke(main, ["audit", "verify"])
    assert done.exit_code == 1
    assert "断裂" in done.output
    as_json = CliRunner().invoke(main, ["audit", "verify", "--json"])
    assert as_json.exit_code == 1
    assert json.loads(as_json.output)["broken"]["seq"] == 2


def test_what_is_exported_can_be_checked_elsewhere() -> None:
    lines = CliRunner().invoke(main, ["audit", "export"]).output.splitlines()
    links = []
    for line in lines:
        payload = json.loads(line)
        previous, sha256, sm3 = (payload.pop(name) for name in ("previous", "sha256", "sm3"))
        links.append(chain.Link(payload["seq"], previous, sha256, sm3, payload))
    assert len(links) == AuditEvent.objects.count()
    assert chain.first_break(links) is None
