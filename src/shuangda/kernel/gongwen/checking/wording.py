"""What the words of a part look like: the patterns by which parts of somebody's document are known."""

from __future__ import annotations

import re
from typing import Final

ORG_END: Final = re.compile(
    r"(局|委|委员会|办|办公室|部|部门|单位|政府|公司|院|厅|所|会|组|小组|中心|县|区|市|州|旗|街道|乡|镇|支队|大队|机关|处|科|"
    r"协会|联合会|银行|支行|学校|大学|医院|集团|海关|同志|党组|党委|指挥部|总队|分局|机构)$"
)
NUMBER: Final = re.compile(
    r"^(?P<code>[\u3400-\u9fff（）A-Za-z]{1,20})\s*(?P<open>[〔\[［(（﹝【<〈《{]?)(?P<year>\d{2,4})年?(?P<close>[〕\]］)）﹞】>〉》}]?)"
    r"\s*(?P<di>第?)\s*(?P<serial>[0-9０-９]{1,5})\s*号(?=$|\s|[签])"
)
SIGNATORY: Final = re.compile(r"签\s*发\s*人\s*(?P<colon>[:：]?)\s*(?P<names>.*)$", re.DOTALL)
MARK: Final = re.compile(r"(文\s*件|简\s*报|纪\s*要|通\s*报|专\s*报|快\s*报|动\s*态|信\s*息)$")
COPY_NUMBER: Final = re.compile(r"^(?:份号[:：]?|№|No\.?)?\s*([0-9０-９]{1,8})$")
SECRECY: Final = re.compile(r"^(绝密|机密|秘密|内部)(\s*★?\s*([0-9０-９一二三四五六七八九十]+\s*(年|个月|月)|长期)?)?$")
URGENCY: Final = re.compile(r"^(特\s*急|加\s*急|特\s*提|平\s*急|紧\s*急)$")
ISSUE: Final = re.compile(r"^(总?第|（总?第)?\s*[〇零一二三四五六七八九十百0-9０-９ ]+\s*期|^第.{1,6}期")
KIND_END: Final = re.compile(
    r"(通知|函|复函|请示|报告|批复|意见|纪要|通报|方案|办法|决定|决议|公告|通告|公报|议案|命令|令|简报|要点|总结|计划|规定|细则|规则|预案|制度|"
    r"汇报|说明|清单|台账|情况|标准|指南|规划|讲话|倡议书|督办单|审批单|表)(（.{1,12}）|\(.{1,12}\))?$"
)
DATE: Final = re.compile(
    r"^(?P<year>\d{2,4}|[〇○零O一二三四五六七八九]{4})\s*(?P<sep>[年./\-－—])\s*"
    r"(?P<month>\d{1,2}|[〇○零一二三四五六七八九十]{1,3})\s*[月./\-－—]\s*"
    r"(?P<day>\d{1,2}|[〇○零一二三四五六七八九十廿]{1,3})\s*日?$"
)
FULL_WIDTH_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")
ATTACHMENTS: Final = re.compile(
    r"^附\s*件?\s*(?P<early>[0-9０-９一二三四五六七八九十]{0,2})\s*(?P<colon>[:：])\s*(?P<rest>.*)$", re.DOTALL
)
ATTACHMENT_ITEM: Final = re.compile(
    r"^(?P<number>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*(?P<dot>[.．、，,）)])\s*(?P<name>\S.*)$"
)
ATTACHMENT_MARK: Final = re.compile(
    r"^附\s*件\s*(?P<number>[0-9０-９一二三四五六七八九十]{0,3})\s*(?P<colon>[:：.、]?)$"
)
COPIES: Final = re.compile(r"^(抄\s*送|抄\s*报|主\s*送|分\s*送|抄\s*致)\s*([:：]|\s|$)")
CIRCULATION: Final = re.compile(r"^(报|送|发)\s*([:：])")
PRINTED: Final = re.compile(
    r"^(?P<office>.*?)\s*(?P<date>(\d{2,4}|[〇○零一二三四五六七八九]{4})\s*[年./\-]\s*\S{1,3}\s*[月./\-]\s*[0-9〇一二三四五六七八九十]{1,3}\s*日?)\s*(?P<word>印\s*发|印|发)?$",
    re.DOTALL,
)
COPIES_PRINTED: Final = re.compile(r"^[（(]?共?印\s*\d+\s*份[）)]?$")
BRACKETED: Final = re.compile(r"^[（(].*[）)]$", re.DOTALL)
REMARK: Final = re.compile(r"^[（(]?\s*(此件|联系人|联系电话|联系方式|公开方式|信息公开|主动公开|依申请公开|不予公开)")
CAPTION: Final = re.compile(
    r"^(附?[表图]\s*[0-9０-９一二三四五六七八九十]+|续表|单位[:：]|填报|制表|注[:：]|备注[:：]|说明[:：]|来源[:：]|资料来源)"
)
SENTENCE_END: Final = re.compile(r"[。！？；!?;]$")
HEADING: Final = re.compile(
    r"^(?:"
    r"(?P<h1>[一二三四五六七八九十百]{1,4})(?P<p1>[、.．，,：:])|"
    r"(?P<o2>[（(])(?P<h2>[一二三四五六七八九十百]{1,4})(?P<c2>[）)])(?P<p2>[、.．，,]?)|"
    r"(?P<h3>[0-9０-９]{1,2})(?P<p3>[.．、，,])(?![0-9０-９])|"
    r"(?P<o4>[（(])(?P<h4>[0-9０-９]{1,2})(?P<c4>[）)])(?P<p4>[、.．，,]?)|"
    r"(?P<h5>[0-9０-９]{1,2})(?P<c5>[）)])"
    r")\s*(?=\S)"
)
_DIGITS: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0}


def chinese_value(text: str) -> int:
    """一百零五 → 105, 十二 → 12; also plain digits."""
    text = text.translate(FULL_WIDTH_DIGITS)
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit


_PAIR: Final = re.compile(r"^[一二三四五六七八九十]、[一二三四五六七八九十]+(级|类|季度|等|线|期|批|档|、|月|楼|层)")
"""二、三级医院: two numbers, no heading"""


def heading_of(text: str) -> tuple[int, int, re.Match[str]] | None:
    """Level, number and match of a numbered line, None for any other."""
    found = HEADING.match(text)
    if found is None or _PAIR.match(text):
        return None
    for level, name in ((1, "h1"), (2, "h2"), (3, "h3"), (4, "h4"), (4, "h5")):
        if found[name]:
            return level, chinese_value(found[name]), found
    return None


def lead(text: str) -> str:
    """What of a numbered paragraph is the heading: all of a line of its own, or its first sentence."""
    first, stop, _ = text.partition("。")
    return first + stop
