"""Samples of the addresses of the plans: one document being checked, one issued with an approved report."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from PIL import Image

from shuangda.domain.plans import services
from shuangda.domain.plans.models import Assignment, PolicyDocument, ProgressReport
from shuangda.domain.plans.services import Figure
from shuangda.domain.plans.states import AssignmentState
from shuangda.platform.orgs.actors import Actor, system
from shuangda.platform.orgs.roles import Role
from tests.domain.plans import town
from tests.routes_samples import Home, sample


def _checking(home: Home) -> PolicyDocument:
    """A document that the clerk has just uploaded and that was read."""
    clerk = Actor.in_seat(home.seats[Role.CLERK])
    upload = services.upload_file(actor=clerk, name="要点.txt", data=town.TEXT.encode())
    read = services.read_upload(actor=system("reader"), upload=upload, text=town.TEXT, proposal=_proposal())
    return read.documents.get()


def _proposal() -> dict[str, Any]:
    """What a reader makes of the text, with one item of every kind."""
    found: dict[str, Any] = town.proposal()
    document = found["documents"][0]
    here = {"span": town.place("每半年公布一次。"), "rule": "clause"}
    who = ["区市场监管局"]
    document["duties"] = [{**here, "who": who, "what": "结果", "to": "", "due": [{"rrule": "FREQ=MONTHLY;INTERVAL=6"}]}]
    document["targets"] = [{**here, "who": who, "metric": "公布次数", "op": ">=", "value": 2, "unit": "次"}]
    document["events"] = [{**here, "name": "公布会", "start": "2026-06-30", "end": "2026-06-30"}]
    return found


def _issued(home: Home) -> PolicyDocument:
    """The same document, checked and issued to the unit alone."""
    clerk, document = Actor.in_seat(home.seats[Role.CLERK]), _checking(home)
    for measure in document.measure_set.all():
        for mention in measure.mentions.exclude(name="区市场监管局"):
            services.decide_mention(actor=clerk, mention=mention, units=[home.unit])
    services.accept_all(actor=clerk, document=document)
    services.confirm_document(actor=clerk, document=document)
    services.issue_document(actor=clerk, document=document)
    return document


def _assignment(home: Home) -> Assignment:
    return Assignment.objects.filter(measure__document=_issued(home), unit=home.unit).earliest("pk")


def _report(home: Home) -> ProgressReport:
    """A report with a figure and a photo, approved by the head of the unit, so that the office sees it too."""
    liaison, head = (Actor.in_seat(home.seats[role]) for role in (Role.LIAISON, Role.UNIT_HEAD))
    assignment, picture = _assignment(home), io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "JPEG")
    if assignment.state == AssignmentState.TO_SIGN:
        services.sign(actor=liaison, assignment=assignment)
    report = services.save_report(
        actor=liaison,
        assignment=assignment,
        text="已检查全部集市。",
        figures=[Figure("检查户数", Decimal(120), "户次")],
        proofs=[("现场.jpg", picture.getvalue())],
    )
    services.submit_report(actor=liaison, report=report)
    return services.approve_report(actor=head, report=report)


@sample("plans:document", "plans:task_table", "plans:export_task_table")
def issued(home: Home) -> dict[str, Any]:
    return {"pk": _issued(home).pk}


@sample("plans:issue", "plans:withdraw")
def issuing(home: Home) -> dict[str, Any]:
    return {"pk": _issued(home).pk}


@sample(
    "plans:heading",
    "plans:confirm",
    "plans:reopen",
    "plans:accept_all",
    "plans:undo",
    "plans:add_measure",
)
def checking(home: Home) -> dict[str, Any]:
    return {"pk": _checking(home).pk}


@sample("plans:compare")
def nearly_repeated(home: Home) -> dict[str, Any]:
    first, second = _checking(home), _checking(home)
    PolicyDocument.objects.filter(pk=second.pk).update(duplicate_of=first)
    return {"pk": second.pk}


@sample("plans:reading", "plans:original")
def upload(home: Home) -> dict[str, Any]:
    return {"pk": _checking(home).upload_id}


@sample("plans:measure")
def measure(home: Home) -> dict[str, Any]:
    return {"pk": _issued(home).measure_set.earliest("pk").pk}


@sample(
    "plans:accept_measure", "plans:reject_measure", "plans:merge_measure", "plans:split_measure", "plans:edit_measure"
)
def measure_being_checked(home: Home) -> dict[str, Any]:
    return {"pk": _checking(home).measure_set.earliest("pk").pk}


@sample("plans:decide_mention")
def mention(home: Home) -> dict[str, Any]:
    return {"pk": _checking(home).measure_set.earliest("pk").mentions.earliest("pk").pk}


@sample("plans:decide_duty")
def duty(home: Home) -> dict[str, Any]:
    return {"pk": _checking(home).duty_set.get().pk}


@sample("plans:decide_target")
def target(home: Home) -> dict[str, Any]:
    return {"pk": _checking(home).target_set.get().pk}


@sample("plans:decide_activity")
def activity(home: Home) -> dict[str, Any]:
    return {"pk": _checking(home).activity_set.get().pk}


@sample("plans:decide_finding")
def finding(home: Home) -> dict[str, Any]:
    return {"pk": _checking(home).finding_set.get().pk}


@sample(
    "plans:assignment",
    "plans:assignment_sign",
    "plans:assignment_object",
    "plans:assignment_uphold",
    "plans:assignment_overrule",
    "plans:assignment_reopen",
    "plans:report_save",
)
def assignment(home: Home) -> dict[str, Any]:
    return {"pk": _assignment(home).pk}


@sample(
    "plans:report",
    "plans:report_submit",
    "plans:report_take_back",
    "plans:report_approve",
    "plans:report_return",
    "plans:report_accept",
)
def report(home: Home) -> dict[str, Any]:
    return {"pk": _report(home).pk}


@sample("plans:proof", "plans:proof_preview")
def proof(home: Home) -> dict[str, Any]:
    return {"pk": _report(home).proofs.get().pk}
