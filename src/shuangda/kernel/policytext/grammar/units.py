"""Names of public bodies in a list: where one ends and the next begins.

`、`, `，` and `；` always part two names; `和`, `及`, `与` only where the words before them are a name already
(`市文化和旅游局` is one body, `市妇联和有关区县政府` are two). Brackets belong to the name before them.
"""

from __future__ import annotations

import re

from .lines import CLOSING, PARTNER, SPACES, squeeze, trim

SUFFIX = (
    "局|委|办|厅|部|院|署|处|科|室|股|站|所|队|社|馆|台|组|庭|中心|分局|分公司|海关|海关缉私分局|关|政府|人民政府|管委会|管委|委员会|"
    "工委|党委|党组|团委|团市委|团区委|团县委|团省委|工会|总工会|妇联|工商联|残联|文联|社科联|科协|侨联|记协|作协|联社|公司|集团|企业|"
    "国企|协会|学会|商会|联合会|联盟|促进会|基金会|研究会|行会|单位|部门|机构|机关|团体|组织|学校|大学|学院|高校|中学|小学|幼儿园|医院|银行|"
    "支行|分行|人行|邮政|法院|检察院|领导小组|专班|指挥部|办公室|科室|处室|股室|支队|大队|中队|总队|街道|街道办|办事处|乡镇|镇街|街镇|镇|乡|"
    "村|社区|区县|县区|县市|市县|市州|州市|地市|区市|县|区|市|州|盟|旗|省|师|团|园区|新区|开发区|高新区|经开区|示范区|试验区|保护区|度假区|景区|"
    "市场|平台|村居|村|居|报社|电视台|电台|日报|晚报|融媒体|新华社|书店|影院|媒体|行|站点|主体|所有方|代表|专家|成员|人员|各方|负责人|牵头人|会|署|网"
)
_SUFFIXED = re.compile(rf"(?:{SUFFIX})(?:等)?$")
_STRONG_SUFFIX = re.compile(
    r"(?:局|委|办|厅|部|院|署|处|科|室|队|中心|海关|政府|管委会|委员会|公司|集团|协会|学会|商会|联|联合会|单位|部门|机构|机关|领导小组|专班|"
    r"街道|乡镇|镇街|办事处|学校|医院|银行|分行|支行|法院|检察院|工会|社|企业|高校|区|县|市|州)$"
)
_BRACKETED = re.compile(r"[（(〔［\[][^（）()〔〕［］\[\]\n]{0,40}[）)〕］\]]")
_JOINT = re.compile("以及|会同|联合|和|及|与|暨")
_BARE_NOUN = re.compile(
    r"(?:人民)?政府|单位|部门|企业|机构|个人|群众|组织|团体|办公室|人员|公司|协会|(?:街道)?办事处|机关"
)
_SINGLE = {*"局委办部厅院处室站所", "单位", "部门", "企业", "机构", "个人", "群众", "组织", "团体", "政府", "人民政府"}
_PLACE = re.compile(
    r"(?:各|全|有关|相关)?(?:设区的?)?(?:省|自治区|直辖市|市|州|地区|县|区|乡|镇|盟|旗|街道|师|团|开发区|园区|省直管县|自治县|自治州|自治旗|市辖区|"
    r"县级市|区县|县区|市县|县市|新区|高新区|经开区)$"
)
_BARE_PLACE = re.compile("省|自治区|直辖市|市|州|地区|县|区|乡|镇|盟|旗|街道|师|团|开发区|园区")
_SHARED_NOUN = re.compile(r"(?:人民政府|政府|管委会|管理委员会|委员会|办事处|党委|法院|检察院|党工委)$")


def bare_name(name: str) -> str:
    """A name without its brackets, for asking what kind of word it ends in."""
    return _BRACKETED.sub("", name).strip(SPACES)


def looks_like_unit(name: str) -> bool:
    """Does a stretch end like the name of a body, and is it short enough to be one?"""
    bare = bare_name(name)
    if not 2 <= len(bare) <= 40 or re.search(r"[。；：:？！“”]", bare):
        return False
    return _SUFFIXED.search(bare) is not None


def is_unit_word(name: str) -> bool:
    """A stricter test, for words before `和`, `及`, `与`: does a name end here for sure?"""
    bare = bare_name(name)
    return len(bare) >= 2 and _STRONG_SUFFIX.search(bare) is not None


def split_units(text: str, start: int, end: int, marks: str = "、，,；;\n\t/") -> list[tuple[int, int]]:
    """Split `text[start:end]` into the spans of the names it lists; a part too short to be a name joins the last."""
    spans: list[tuple[int, int]] = []
    for low, high in _pieces(text, start, end, marks):
        for part in _at_joints(text, low, high):
            name = squeeze(text[slice(*part)])
            if not name:
                continue
            if spans and (name in _SINGLE or _shares_noun(text, spans[-1], part)):
                spans[-1] = (spans[-1][0], part[1])
            else:
                spans.append(part)
    return spans


def _pieces(text: str, start: int, end: int, marks: str) -> list[tuple[int, int]]:
    """Cut at the separators outside brackets, and at a space between two whole names."""
    depth = 0
    at = start
    cuts: list[tuple[int, int]] = []
    for i in range(start, end):
        char = text[i]
        if char in PARTNER:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and (char in marks or (char in SPACES and _parts_names(text, at, i, end))):
            cuts.append(trim(text, at, i))
            at = i + 1
    cuts.append(trim(text, at, end))
    return [cut for cut in cuts if cut[0] < cut[1]]


def _parts_names(text: str, start: int, at: int, end: int) -> bool:
    """A space parts two names where a name ends before it and Chinese words of two or more follow."""
    after = text[at:end].lstrip(SPACES)
    return is_unit_word(text[start:at]) and re.match(r"[\u4e00-\u9fff]{2}", after) is not None


def _at_joints(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    at = start
    depth = 0
    i = start
    while i < end:
        char = text[i]
        if char in PARTNER:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and (joint := _JOINT.match(text, i, end)) and i > at:
            rest = text[joint.end() : end]
            whole = is_unit_word(text[at:i]) and not _waits_for_noun(squeeze(text[at:i]), rest)
            if whole and looks_like_unit(rest) and not _BARE_NOUN.fullmatch(squeeze(rest)):
                spans.append(trim(text, at, i))
                at = i = joint.end()
                continue
        i += 1
    spans.append(trim(text, at, end))
    return [span for span in spans if span[0] < span[1]]


def _waits_for_noun(name: str, rest: str) -> bool:
    """Is a name before `和`, `及` a mere place that shares the noun behind the next (`各市及县财政局`)?"""
    if _BARE_PLACE.fullmatch(name):
        return True
    return _PLACE.fullmatch(name) is not None and len(name) <= 3 and _PLACE_FIRST.match(rest) is not None


_PLACE_FIRST = re.compile(r"[省市州县区乡镇旗](?![直级属区县市镇])[\u4e00-\u9fff]{2}")


_NAMED_PLACE = re.compile(r"[^省市县区州旗各有相、]{2,3}[市县区旗]")
_NAMED_OFFICE = re.compile(
    r"[^省市县区州旗各有相、]{2,3}[市县区旗][^、，]{2,}(?<!开发)(?:局|委|办|院|中心|人民政府|政府)"
)


def _shares_noun(text: str, before: tuple[int, int], part: tuple[int, int]) -> bool:
    """`各市、州、县人民政府` is one name: places that wait for the noun they share."""
    if text[before[1] : part[0]].strip(SPACES) != "、":
        return False
    head = bare_name(squeeze(text[slice(*before)])).split("、")[-1]
    tail = bare_name(squeeze(text[slice(*part)]))
    if _NAMED_PLACE.fullmatch(head) and _NAMED_OFFICE.fullmatch(tail):
        return True
    if not _PLACE.fullmatch(head) or not (len(head) <= 3 or head[0] in "各全有相设"):
        return False
    if "、" in squeeze(text[slice(*before)]):
        return tail[0] not in "各有相" and not re.match("[省市州县区]直|[省市州县区]级", tail)
    if _PLACE.fullmatch(tail) is not None:
        return tail[0] not in "各全有相"
    return _SHARED_NOUN.search(tail) is not None and tail[0] in "省市州县区乡镇盟旗街师团自开园"


_GLUE = re.compile(r"(?<=[局委办厅部院会司队处社联心])(?=(?:区|市|县|省|州|各|有关|相关|国家)[^、，,；]{2,30})")


def split_glued(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split names that a flattened table runs together (`区经济发展局区行政审批局`) where one surely ends."""
    spans = []
    at = start
    for cut in _GLUE.finditer(text, start, end):
        if is_unit_word(text[at : cut.start()]) and looks_like_unit(text[cut.start() : end]) and cut.start() - at >= 3:
            spans.append((at, cut.start()))
            at = cut.start()
    return [*spans, (at, end)]
