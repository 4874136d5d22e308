"""What the documents' pages add to the frame: menu, search, the first act of an empty work place."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuangda.domain.plans import rules, selectors
from shuangda.platform.desk.menu import Group, MenuEntry, register
from shuangda.platform.desk.search import LIMIT, Hit, excerpt, matching, register_search
from shuangda.platform.desk.worklist import FirstAct, register_first_act
from shuangda.platform.orgs.actors import Actor

PLANS = Group(_("Plans"), order=10)


def register_documents() -> None:
    """Called once, when the app is ready."""
    register(MenuEntry(_("Documents"), "plans:documents", rules.READ_DOCUMENTS, "file-text", PLANS, order=10))
    register(MenuEntry(_("Duties to report"), "plans:duties", rules.READ_DOCUMENTS, "calendar-due", PLANS, order=30))
    register(MenuEntry(_("Targets"), "plans:targets", rules.READ_DOCUMENTS, "target", PLANS, order=40))
    register_search(_("Documents"), find_documents)
    register_search(_("Measures"), find_measures)
    register_first_act(FirstAct(_("Upload a document"), "plans:upload", rules.UPLOAD, "upload"))


def find_documents(actor: Actor, query: str) -> Iterable[Hit]:
    """Documents with the words in title, number, issuer or text."""
    rows = selectors.documents(actor).filter(matching(query, "title", "number", "issuer", "upload__text"))
    return [
        Hit(str(row), reverse("plans:document", args=[row.pk]), excerpt(row.text, query), row.number)
        for row in rows[:LIMIT]
    ]


def find_measures(actor: Actor, query: str) -> Iterable[Hit]:
    """Measures with the words in their text; a hit opens the document at the measure."""
    rows = selectors.all_measures(actor).filter(matching(query, "text")).order_by("-document", "span_start")
    return [
        Hit(
            excerpt(row.text, query),
            f"{reverse('plans:document', args=[row.document_id])}#measure-{row.pk}",
            meta=f"{row.document} {row.label}",
        )
        for row in rows[:LIMIT]
    ]
