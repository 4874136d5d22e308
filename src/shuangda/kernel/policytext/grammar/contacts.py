"""Whom to ask: names, telephone numbers and mail addresses."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..model import Contact, Span
from .lines import GAP

_PHONE = (
    r"(?:\+?86[\-－ ]?)?(?:[（(]?0\d{2,3}[）)]?[\-－—– ]?\d{7,8}(?:[\-－—–转]\d{1,5})?|1\d{10}|[2-9]\d{6,7}|"
    r"(?:400|800)[\-－]?\d{3}[\-－]?\d{4}|0{2,4}-0{6,8})"
)
_NAMED = re.compile(
    rf"(?:联系人|联络人|联络员|经办人|负责人|填报人|咨询人)(?:及(?:联系)?(?:电话|方式))?{GAP}[：:]?{GAP}(?P<name>[\u4e00-\u9fff]{{1}}{GAP}[\u4e00-\u9fff]{{1,3}})(?![\u4e00-\u9fff])"
)
_LABELLED = re.compile(
    rf"(?:电话|手机|热线|联系方式|座机|咨询|举报|投诉){GAP}(?:号码)?(?:为|是)?{GAP}[：:]?{GAP}(?P<list>{_PHONE}(?:{GAP}(?:[、，,；;/]|或){GAP}{_PHONE})*)"
)
_MAIL = re.compile(r"(?<![\w.])[A-Za-z0-9_][\w.\-]{0,40}@[A-Za-z0-9\-]{1,40}(?:\.[A-Za-z0-9\-]{1,20}){1,3}")
_PAIR = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,4}}){GAP}[，,、：:（(]?{GAP}(?P<phone>{_PHONE})")
_EXACT_PHONE = re.compile(_PHONE)


def find_contacts(text: str, span: Span) -> tuple[Contact, ...]:
    """Find the telephone numbers and mail addresses that `text[span]` gives, with the person named before them.

    Placeholders (`（待定）`) are none. A mail address joins the telephone number that stands close before it.
    """
    names = [(match.start(), match.end(), re.sub(r"\s", "", match["name"])) for match in _NAMED.finditer(text, *span)]
    found = _with_mails(text, span, sorted(_phones(text, span, names), key=lambda item: item[0]))
    unique = dict.fromkeys(contact for _, contact in sorted(found, key=lambda item: item[0]))
    return tuple(unique)


def _phones(text: str, span: Span, names: list[tuple[int, int, str]]) -> list[tuple[int, Contact]]:
    found: list[tuple[int, Contact]] = []
    name_ends = [stop for _, stop, _ in names]
    for match in _LABELLED.finditer(text, *span):
        before = bisect_right(name_ends, match.start()) - 1
        near = before >= 0 and match.start() - name_ends[before] <= 30
        name = names[before][2] if near else None
        listed = _EXACT_PHONE.finditer(text, match.start("list"), match.end("list"))
        found.extend((phone.end(), Contact(name, phone[0], None)) for phone in listed)
    phones = {contact.phone for _, contact in found}
    for start, stop, _ in names:
        if (pair := _PAIR.search(text, start, min(span[1], stop + 24))) and pair["phone"] not in phones:
            found.append((pair.end(), Contact(pair["name"], pair["phone"], None)))
            phones.add(pair["phone"])
    return found


def _with_mails(text: str, span: Span, found: list[tuple[int, Contact]]) -> list[tuple[int, Contact]]:
    ends = [at for at, _ in found]
    alone: list[tuple[int, Contact]] = []
    for mail in _MAIL.finditer(text, *span):
        nearest = bisect_right(ends, mail.start()) - 1
        at, contact = found[nearest] if nearest >= 0 else (0, None)
        if contact is not None and contact.email is None and mail.start() - at <= 24:
            found[nearest] = (at, Contact(contact.name, contact.phone, mail[0]))
        else:
            alone.append((mail.end(), Contact(None, None, mail[0])))
    return found + alone
