"""Two years of an office's work, played through the services with the clock set to each day.

The dice are loaded the same way every time, so that two demos of one day are alike. Nothing happens in the future.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone
from PIL import Image, ImageDraw

from shuangda.domain.plans import services
from shuangda.domain.plans.jobs import read_uploaded_file
from shuangda.domain.plans.models import Assignment, Mention, PolicyDocument, ProgressReport, Upload
from shuangda.domain.plans.services import Figure
from shuangda.domain.plans.states import AssignmentState, MentionState
from shuangda.platform import clock

from .founding import Cast
from .limits import tell_limits
from .papers import as_docx, chinese_date, text_of

WORDS: Final = (
    # (words in the measure, what the unit writes, figures it gives: label, unit, lowest, highest)
    (
        ("检查", "核查", "整治"),
        "组织执法人员分组开展检查，对发现的问题当场责令改正，逐户建立台账。",
        (("检查经营主体", "户次", 20, 400), ("发现问题", "处", 1, 30)),
    ),
    (
        ("查处", "打击", "严查", "侦办"),
        "加大办案力度，对群众举报线索逐条核查，依法立案查处。",
        (("立案", "起", 1, 12), ("涉案货值", "万元", 1, 60)),
    ),
    (
        ("宣传", "普法", "曝光", "解读"),
        "通过政务新媒体、户外屏和现场活动开展宣传，群众反响较好。",
        (("发放资料", "份", 200, 6000), ("接受咨询", "人次", 30, 800)),
    ),
    (("培训",), "举办专题培训，邀请业务骨干授课，参训人员考试合格。", (("参训人员", "人", 30, 180),)),
    (("销毁",), "会同有关单位对涉案物品登记造册，送有资质的单位无害化处理。", (("销毁物品", "件", 500, 9000),)),
    (("公开", "公布", "通报"), "按规定期限公开行政处罚信息，并对迟报单位进行提醒。", (("公开信息", "条", 3, 40),)),
)
OTHERWISE: Final = ("对照任务要求制定了工作安排，明确专人负责，已取得阶段性进展。", ())


class Story:
    """The office clerk, the units, and the dice."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.dice = random.Random(20)  # noqa: S311 - for believable data, not for secrets
        self.now = clock.now()

    def issue(self, name: str, title: str, day: date, **blanks: object) -> PolicyDocument:
        """Take a document in on a day, check all of it, and issue what it orders."""
        documents = self.take_in(name, title, day, **blanks)
        for document in documents:
            with self.at(day, 15):
                self._check(document)
                services.issue_document(actor=self.cast.clerk, document=document)
        return documents[-1]

    def take_in(self, name: str, title: str, day: date, **blanks: object) -> list[PolicyDocument]:
        """Upload a document on a day and let the reader read it."""
        with self.at(day, 9):
            data = as_docx(text_of(name, year=day.year, issued=chinese_date(day), **blanks))
            upload = services.upload_file(actor=self.cast.clerk, name=f"{title}.docx", data=data)
            read_uploaded_file(upload_id=upload.pk)
        return list(Upload.objects.get(pk=upload.pk).documents.order_by("position"))

    def _check(self, document: PolicyDocument) -> None:
        for mention in Mention.objects.filter(measure__document=document, state=MentionState.OPEN):
            mention.refresh_from_db()
            if mention.state == MentionState.OPEN:
                services.decide_mention(actor=self.cast.clerk, mention=mention, units=())
        services.accept_all(actor=self.cast.clerk, document=document)
        services.confirm_document(actor=self.cast.clerk, document=document)

    def work_off(
        self, document: PolicyDocument, *, signed: float, finished: float, pace: tuple[int, int] = (20, 70)
    ) -> None:
        """Let the units sign and finish their work with these likelihoods, reporting every `pace` days."""
        for assignment in Assignment.objects.filter(measure__document=document).order_by("pk"):
            if self.dice.random() < signed:
                self._work_on(assignment, finish=self.dice.random() < finished, pace=pace)

    def _work_on(self, assignment: Assignment, *, finish: bool, pace: tuple[int, int]) -> None:
        day = timezone.localdate(assignment.issued_at) + timedelta(days=self.dice.randint(1, 6))
        liaison = self.cast.liaisons[assignment.unit_id]
        if not self._happens(day):
            return
        with self.at(day, 10):
            services.sign(actor=liaison, assignment=assignment)
        last = timezone.localdate(assignment.due_at or self.now)
        for number in range(1, 3):
            day += timedelta(days=self.dice.randint(*pace))
            completes = finish and number == 2
            if completes:
                day = max(day, min(last - timedelta(days=self.dice.randint(-3, 20)), timezone.localdate(self.now)))
            if not self._happens(day) or not self._report(assignment, day, completes=completes):
                return

    def _report(self, assignment: Assignment, day: date, *, completes: bool) -> bool:
        """Write, approve and judge one report. Says whether it was accepted: the last ones still wait."""
        liaison, head = self.cast.liaisons[assignment.unit_id], self.cast.heads[assignment.unit_id]
        text, figures = self._words(assignment.measure.text)
        proofs = [(f"现场照片{day:%m%d}.jpg", self._photo())] if self.dice.random() < 0.3 else []
        with self.at(day, 11):
            report = services.save_report(
                actor=liaison, assignment=assignment, text=text, figures=figures, proofs=proofs, completes=completes
            )
            services.submit_report(actor=liaison, report=report)
        recent = (timezone.localdate(self.now) - day).days
        if recent < 3:
            return False
        with self.at(day, 16):
            services.approve_report(actor=head, report=report)
        return recent >= 8 and self._judge(report, day + timedelta(days=1))

    def _judge(self, report: ProgressReport, day: date) -> bool:
        cast = self.cast
        judge = cast.head if report.assignment.unit_id == cast.clerk.unit_id else cast.clerk
        if self.dice.random() < 0.06:
            with self.at(day, 9):
                services.return_report(actor=judge, report=report, reason="请补充检查户数和现场照片。")
            day += timedelta(days=2)
            if not self._happens(day):
                return False
            with self.at(day, 10):
                self._hand_in_again(report)
        with self.at(day, 17):
            services.accept_report(actor=judge, report=report)
        return True

    def _hand_in_again(self, report: ProgressReport) -> None:
        unit = report.assignment.unit_id
        report.refresh_from_db()
        services.save_report(
            actor=self.cast.liaisons[unit],
            assignment=report.assignment,
            text=f"{report.text}已补充检查户数和现场照片。",
            figures=[Figure(figure.label, figure.value, figure.unit) for figure in report.figures.all()],
            completes=report.completes,
        )
        services.submit_report(actor=self.cast.liaisons[unit], report=report)
        services.approve_report(actor=self.cast.heads[unit], report=report)

    def object(self, document: PolicyDocument, day: date, reason: str) -> None:
        """Let the first unit that has not signed yet say that this is not its work."""
        unsigned = Assignment.objects.filter(measure__document=document, state=AssignmentState.TO_SIGN).order_by("-pk")
        if assignment := unsigned.first():
            with self.at(day, 14):
                services.object_to(actor=self.cast.liaisons[assignment.unit_id], assignment=assignment, reason=reason)

    def _words(self, measure: str) -> tuple[str, list[Figure]]:
        for words, text, figures in WORDS:
            if any(word in measure for word in words):
                return text, [
                    Figure(what, Decimal(self.dice.randint(low, high)), unit) for what, unit, low, high in figures
                ]
        return OTHERWISE[0], []

    def _photo(self) -> bytes:
        """A drawn street with a shop, since the demo ships no photographs."""
        sky = tuple(self.dice.randint(150, 240) for _ in range(3))
        picture = Image.new("RGB", (640, 420), sky)
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, 320, 640, 420), fill=(120, 120, 125))
        for left in range(40, 600, 190):
            wall = tuple(self.dice.randint(90, 210) for _ in range(3))
            draw.rectangle((left, 130, left + 160, 330), fill=wall)
            draw.rectangle((left, 150, left + 160, 185), fill=(180, 40, 40))
            draw.rectangle((left + 55, 230, left + 105, 330), fill=(70, 60, 50))
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=80)
        return buffer.getvalue()

    def _happens(self, day: date) -> bool:
        return day < timezone.localdate(self.now)

    @contextmanager
    def at(self, day: date, hour: int) -> Iterator[None]:
        """Let it be that day at about that hour."""
        moment = timezone.make_aware(datetime.combine(day, time(hour, self.dice.randint(0, 59))))
        with clock.at(min(moment, self.now)):
            yield


def latest_year() -> int:
    """The last year whose work points have come out: they come in March."""
    today = clock.today()
    return today.year if today.month > 3 else today.year - 1


def first_day() -> date:
    """When the office opened."""
    return date(latest_year() - 1, 1, 6)


def tell(cast: Cast, progress: Callable[[str], None]) -> None:
    """Play the last two years up to today."""
    story, year = Story(cast), latest_year()
    for past in (year - 1, year):
        progress(f"{past} 年：工作要点、宣传周、分工与进展 A year's work points, publicity week and reports")
        finished = 0.97 if past < year else 0.55
        points = story.issue("work_points", f"云川市{past}年双打工作要点", date(past, 3, 9))
        story.work_off(points, signed=1, finished=finished)
        week = story.issue("publicity_week", f"{past}年知识产权宣传周活动方案", date(past, 4, 2))
        story.work_off(week, signed=1, finished=1)
    progress("近期的文件和时限 Recent documents and time limits")
    tell_recent(story)


def tell_recent(story: Story) -> None:
    """What came in during the last days: one notice being worked on, three documents to be checked."""
    cast, today = story.cast, clock.today()
    notice = story.issue(
        "campaign_notice",
        "节令商品集中整治通知",
        today - timedelta(days=9),
        past=chinese_date(today - timedelta(days=2)),
        soon=chinese_date(today + timedelta(days=3)),
        later=chinese_date(today + timedelta(days=24)),
    )
    story.work_off(notice, signed=0.7, finished=0, pace=(1, 3))
    story.object(notice, today - timedelta(days=1), "该项职责已随机构改革划转，建议由市市场监管局承担。")
    plan = story.take_in(
        "action_plan",
        "知识产权执法保护专项行动方案（征求意见稿）",
        today - timedelta(days=1),
        lastyear=today.year - 1,
        consult=chinese_date(today + timedelta(days=8)),
    )[-1]
    for measure in plan.measure_set.all()[:2]:
        services.accept_measure(actor=cast.clerk, measure=measure)
    story.take_in("publicity_plan", "宣传工作方案", today - timedelta(days=1))
    story.take_in("summary", "青禾区宣传周总结", today, wrongday=wrong_weekday(date(today.year, 4, 20)))
    tell_limits(cast, next(liaison for liaison in cast.liaisons.values() if liaison.unit_name == "市市场监管局"))


def wrong_weekday(day: date) -> str:
    """A weekday that `day` is not: the misprint that the reader should find."""
    return "一二三四五六日"[(day.weekday() + 2) % 7]
