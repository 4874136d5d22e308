"""A small office with two units, and a document of three measures, made through the services."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from shuangda.conf.demo.founding import seating
from shuangda.domain.plans import services
from shuangda.domain.plans.models import Assignment, PolicyDocument, Upload
from shuangda.platform.orgs import services as orgs
from shuangda.platform.orgs.actors import Actor, system
from shuangda.platform.orgs.models import Unit
from shuangda.platform.orgs.roles import Role
from shuangda.platform.orgs.services.founding import FirstAdmin

TEXT = """临江省打假工作要点
一、重点任务
（一）检查集市。五月底前完成检查。（区市场监管局牵头，区公安局配合）
（二）公开结果。每半年公布一次。（区市场监管局、区市场监管局负责）
（三）开展宣传。组织宣传。（有关部门负责）
"""


def place(words: str) -> list[int]:
    """Where the words stand in TEXT, as a span."""
    start = TEXT.index(words)
    return [start, start + len(words)]


def proposal() -> dict[str, object]:
    """What a reader makes of TEXT, in the shape of the contract."""

    def measure(words: str, section: str, units: list[tuple[str, str]], **more: object) -> dict[str, object]:
        return {
            "section": ["一", section],
            "text": words,
            "span": place(words),
            "units": [{"name": name, "role": role} for name, role in units],
            "due": [],
            "campaigns": [],
            "rule": "clause",
            **more,
        }

    market, police = "区市场监管局", "区公安局"
    return {
        "source": {"name": "要点.txt", "sha256": "0" * 64, "media_type": "text/plain", "characters": len(TEXT)},
        "documents": [
            {
                "title": "临江省打假工作要点",
                "genre": "work_points",
                "span": [0, len(TEXT)],
                "period": {"start": "2026-01-01", "end": "2026-12-31"},
                "sections": [
                    {"level": 1, "number": "一", "heading": "重点任务", "span": place("一、")},
                    {"level": 2, "number": "（一）", "heading": "检查集市", "span": place("（一）")},
                ],
                "measures": [
                    measure(
                        "检查集市。五月底前完成检查。",
                        "（一）",
                        [(market, "lead"), (police, "support")],
                        due=[{"by": "2026-05-31"}],
                    ),
                    measure("公开结果。每半年公布一次。", "（二）", [(market, "responsible"), (market, "support")]),
                    measure("开展宣传。组织宣传。", "（三）", [("有关部门", "responsible")]),
                ],
                "duties": [],
                "targets": [],
                "events": [],
                "facts": [],
                "findings": [
                    {"code": "duplicate_unit", "message": "出现两次", "span": place("区市场监管局、区市场监管局")}
                ],
            }
        ],
    }


@dataclass(frozen=True, slots=True)
class Town:
    """The people of the office and of its two units, and the units themselves."""

    office: Unit
    market: Unit
    police: Unit
    clerk: Actor
    market_liaison: Actor
    market_head: Actor
    police_liaison: Actor
    police_head: Actor
    sysadmin: Actor

    def upload(self) -> Upload:
        """A file read with `proposal`."""
        upload = services.upload_file(actor=self.clerk, name="要点.txt", data=TEXT.encode())
        return services.read_upload(actor=system("reader"), upload=upload, text=TEXT, proposal=proposal())

    def document(self) -> PolicyDocument:
        return self.upload().documents.get()

    def issued(self, document: PolicyDocument | None = None) -> PolicyDocument:
        """The document, checked and issued; 有关部门 means both units."""
        document = document or self.document()
        vague = document.measure_set.get(section=["一", "（三）"]).mentions.get()
        services.decide_mention(actor=self.clerk, mention=vague, units=[self.market, self.police])
        services.accept_all(actor=self.clerk, document=document)
        services.confirm_document(actor=self.clerk, document=document)
        services.issue_document(actor=self.clerk, document=document)
        document.refresh_from_db()
        return document

    def assignment(self, unit: Unit, section: str = "（一）", of: PolicyDocument | None = None) -> Assignment:
        """A unit's assignment of a freshly issued document."""
        return Assignment.objects.get(measure__document=self.issued(of), measure__section=["一", section], unit=unit)


@pytest.fixture
def town(db: None) -> Town:
    founded = orgs.found(
        regions=[("990000", "临江省"), ("990100", "云川市"), ("990102", "青禾区")],
        office_name="青禾区打击侵权假冒工作领导小组办公室",
        office_short_name="区双打办",
        admins={
            role: FirstAdmin(role.value, role.label, "Qinghe-7731")
            for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
        },
    )
    seat = seating(founded)
    admin = founded.actors[Role.SYSTEM_ADMIN]
    market, police = (
        orgs.create_unit(actor=admin, region=founded.region, name=name, short_name=short, can_enforce=True)
        for name, short in (("青禾区市场监督管理局", "区市场监管局"), ("云川市公安局青禾分局", "区公安局"))
    )
    return Town(
        office=founded.office,
        market=market,
        police=police,
        clerk=seat("clerk", "苏明", founded.office, Role.CLERK),
        market_liaison=seat("market", "罗倩", market, Role.LIAISON),
        market_head=seat("market_head", "沈维", market, Role.UNIT_HEAD),
        police_liaison=seat("police", "陆远", police, Role.LIAISON),
        police_head=seat("police_head", "程刚", police, Role.UNIT_HEAD),
        sysadmin=admin,
    )
