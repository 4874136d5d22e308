"""Titles of official documents: what one looks like, where it ends, what kind of document it names."""

from __future__ import annotations

import re

from ..model import Genre
from .lines import GAP, MARKS, SPACES, squeeze

_FORM = (
    "(?:[督交转催承批拟领阅会]办|[审呈报签]批|[审会汇]签|审核|送审|通知|告知|提示|提醒|反馈|联系|移送|移交|登记|申请|流转|处理|办理|整改|协查|任务)"
    "(?:事项|工作)?单(?!位)|(?:督办|督查|交办|任务|提醒)卡|(?:通知|告知|建议|决定|意见|提醒|申请|确认)书|呈批件"
)
"""Nouns of the forms that offices fill in for each other."""
NOUN = (
    "通知|通告|公告|通报|公示|意见|决定|办法|细则|规定|规则|规程|规范|方案|计划|规划|要点|总结|报告|汇报|措施|制度|机制|标准|"
    "清单|名单|目录|名录|一览表|分解表|分工表|回执|指标|表|函|批复|请示|简报|动态|纪要|倡议书|公开信|须知|指南|指引|"
    "安排|预案|章程|条例|台账|任务书|责任书|承诺书|情况|分工|说明|提纲|口号|标语|要求|工作法|征求意见稿|信息|模板|样表|样式|式样|范本|流程图|专报|快报|汇编|"
    + _FORM
)
_TAIL = (
    r"(?:[（(〔［\[][^（）()\n]{0,14}(?:稿|试行|暂行|修订|修改|年|版|印发|摘要|节选|一|二|三)[^（）()\n]{0,6}"
    r"[）)〕］\]])?"
)
_TITLE_END = re.compile(rf"(?:{NOUN})[”’》]?{_TAIL}$")
_CALL = re.compile(r"(?:第[一二三四五六七八九十\d]{1,3}篇|篇[一二三四五六七八九十]{1,2})[：:、 ]?")

_SERIAL = re.compile(
    rf"(?<=总结|方案|计划|报告|通知|要点|简报)[{SPACES}]*[（(【]?(?:第|篇)?[{SPACES}]*(?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}})[{SPACES}]*篇?[）)】]?[：:]?$"
)
_NOT_IN_TITLE = re.compile(
    r"[。；;！？\t]|^(?:联系|电话|来源|时间|日期|附|抄送|主题词|当前位置|发布|作者|编辑|责任编辑|索引号|信息来源)|"
    r"(?:现将|特制[定订]|如下|请认真|请遵照|通知[：:])"
)


def looks_like_title(line: str) -> bool:
    """Is a line (or lines joined) the title of a document: short, no sentence, ending in a document's noun?"""
    bare = squeeze(line).strip(MARKS + SPACES)
    if not 4 <= len(bare) <= 110 or _NOT_IN_TITLE.search(bare):
        return False
    if bare[-1] in "：:，,、" or re.match(
        r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、])", bare
    ):
        return False
    return _TITLE_END.search(bare) is not None and bare.count("，") + bare.count(",") <= 2


_NAMES_FORM = re.compile(rf"(?:{_FORM}|[审呈报]批表)$")


def names_form(title: str) -> bool:
    """Does a title name a form that is filled in (`督办单`, `审批表`)?"""
    return _NAMES_FORM.search(title) is not None


_ENACTED = re.compile(
    rf"(?:印发|转发|发布|公布|下发|报送|征求|执行|实施)(?:了|给你们)?{GAP}《(?P<quoted>[^《》\n]{{4,90}}(?:《[^《》\n]{{2,60}}》[^《》\n]{{0,30}})?)》"
    rf"|《(?P<quoted2>[^《》\n]{{4,90}}(?:《[^《》\n]{{2,60}}》[^《》\n]{{0,30}})?)》{_TAIL}(?:已|业|印发|予以|的通知|现)"
    rf"|(?:印发|转发|下发)(?P<bare>[^《》。：\n]{{6,70}}?(?:{NOUN}))(?:{_TAIL})的(?:通知|函)"
    rf"|附{GAP}件{GAP}(?:[一二三四五1-9]{GAP})?[：:.．、]?{GAP}(?:1[.．、])?{GAP}(?P<annex>[^。：；\n]{{4,80}}?(?:{NOUN}))(?:{GAP}\n|[{SPACES}]|$|\d)"
)


def announced_titles(text: str, start: int, end: int) -> list[str]:
    """Find the titles of the documents that a notice prints, attaches or asks opinions on."""
    found = []
    for match in _ENACTED.finditer(text, start, end):
        title = match["quoted"] or match["quoted2"] or match["bare"] or match["annex"]
        if title and squeeze(title) not in found:
            found.append(squeeze(title))
    return found


_GENRES: tuple[tuple[str, Genre], ...] = (
    (r"通知$|通告$|公告$|(?:政府|[部委局厅]|委员会|命)令$", "notice"),
    (r"(?:印发|转发|下发).*的函$", "notice"),
    (r"考核|考评|评价(?:办法|细则|标准|方案|指标)|评分|绩效(?:办法|细则|评估)|奖惩办法|计分", "assessment_rules"),
    (r"总结|汇报$|情况(?:的)?(?:报告|汇报|通报)|工作情况$|述职|自查报告|小结", "summary"),
    (r"简报|动态|快报|专报|工作信息|信息专刊|(?:第[一二三四五六七八九十\d]+期)", "bulletin"),
    (r"要点", "work_points"),
    (
        r"(?:宣传|普法|宣教|公益广告|宣讲).*(?:方案|计划|安排|预案)|(?:周|月|日)(?:系列)?(?:主题)?活动.*(?:方案|计划|安排)",
        "publicity_plan",
    ),
    (r"方案|行动计划|计划|工作安排|行动$|专项(?:整治|行动|检查)安排", "action_plan"),
)
_NOTED = r"[（(〔［\[][^（）()\n]*[）)〕］\]]$"


def genre_of(title: str) -> Genre:
    """The kind of document a title names, judged by its last noun (`关于印发…方案的通知` is a notice)."""
    bare = re.sub(_NOTED, "", squeeze(title))
    if re.search(
        r"(?:办法|细则|制度|规定|意见|措施|规则|标准|函|名单|表|清单|目录|回执|倡议书|规划|模板|样表|样式|式样|范本|流程图|说明)$",
        bare,
    ):
        for pattern, genre in _GENRES[1:3]:
            if re.search(pattern, bare):
                return genre
        return "other"
    for pattern, genre in _GENRES:
        if re.search(pattern, bare):
            return genre
    return "other"


def strip_call(line: str) -> str:
    """Drop the mark of a compilation (`第二篇：`) and of Markdown from a title line."""
    bare = line.strip(MARKS + SPACES)
    if match := _CALL.match(bare):
        return bare[match.end() :].strip(SPACES)
    return _SERIAL.sub("", bare)
