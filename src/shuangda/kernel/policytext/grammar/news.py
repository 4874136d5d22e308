"""News: a page that tells what an office did (动态), with a headline in place of a document's title.

A reporter's mark (`本报讯`, `讯（记者 …）`) makes a text news. Else it takes two signs: a headline that tells a deed,
an opening that does (`近日，某局开展了…`), figures of what was done, words of telling; and nothing that binds. A text
with addressees is a letter.
"""

from __future__ import annotations

import re

from ..model import Span
from .lines import SPACES, lines, trim

_REPORTER = re.compile(
    rf"本报讯|(?:^|[\n{SPACES}])[\u4e00-\u9fff]{{2,12}}讯[{SPACES}]*[（(\d]|讯[（(](?:记者|通讯员)|[（(](?:本报|本网)?(?:记者|通讯员)[{SPACES}]|记者[^。；\n]{{0,16}}(?:获悉|了解到)"
)
_OFFICE = (
    "局|委|办|厅|院|处|科|室|队|所|站|中心|政府|单位|公司|协会|学校|银行|海关|专班|小组|部门|"
    "省|市|县|区|州|盟|旗|镇|乡|街道|社区"
)
_DEED = (
    "开展|举办|举行|召开|启动|组织|走进|联合|参加|深入|积极|扎实|多措并举|多举措|全力|大力|持续|严厉|圆满|成功|部署|推进|强化|加强|狠抓|抓好|做好|"
    "查处|查获|查扣|破获|捣毁|检查|督导|督查|调研|约谈|荣获|迎接|完成|筑牢|守护|助力|护航|打响|曝光|公布|发布|印发|出台|立案"
)
_HEADLINE = re.compile(
    rf"^(?!关于)[^\n。；]{{0,40}}?(?:{_OFFICE}|[我本]省|[我本]市)[^\n。；，]{{0,20}}?(?:{_DEED})[^\n。；]{{2,}}$"
)
_OPENING = re.compile(
    rf"(?:近日|日前|近期|近来|连日来|(?:(?:19|20)\d\d年)?\d{{1,2}}月\d{{1,2}}日(?:(?:上|下)午|晚|[至到、—\-]\d{{1,2}}日)?|为了?[^。；\n]{{4,80}}，)[，,]?"
    rf"[^。；\n：]{{0,70}}?(?:(?:{_DEED}|来到|前往|赴|进行)(?!的)|(?:召开|举行|启动)。)"
)
_COUNTED = re.compile(
    r"(?:共|累计|先后|总共|现场)(?:计|有)?(?:出动|发放|检查|查处|查获|立案|受理|悬挂|接受|接待|解答|培训|召开|开展|举办|张贴|走访|抽检|设置|印发|动用|排查|制作)"
    r"|(?:出动|发放|检查|查处|悬挂|接受|解答|张贴|走访|设置|摆放|组织|开展|召开|举办)了?[^。，；\n]{0,14}?\d+余?[人份户家条件次块个]"
)
_TELLING = re.compile(
    r"活动(?:期间|现场|当天|中)[，,]|截[至止](?:目前|今|\d)|一年来|今年以来|据(?:不完全)?统计|[此本]次(?:活动|行动|检查|会议|宣传|培训)|下一步[，,]|责任编辑"
    r"|会议(?:强调|指出|要求)"
)
_BINDS = re.compile(
    r"(?:责任|牵头|配合)单位[：:]|(?:通知|意见|总结|汇报|报告)如下|特制[定订]|制[定订]本|特此通知|(?<![求调出][，,])各[^，。；\n]{1,20}(?:要|应当|须|必须)"
)
_LONGEST = 4000
"""A longer text is no piece of news unless a reporter signs it."""
_HEAD = 500
"""Where a reporter's mark stands."""
_OFFICIAL = re.compile(r"关于|(?:通知|意见|办法|细则|规定|制度|函|总结|汇报|报告|简报)$")


def tells_deed(line: str) -> bool:
    """Does a line say, as a headline does, which office did what?"""
    return _HEADLINE.match(line) is not None


def is_news(text: str, span: Span, title: str | None, headline: str | None, addressed: bool) -> bool:
    """Is the document `text[span]` a piece of news?

    `title` is what looks like a document's title in its head, `headline` the first line there that is no page
    furniture; `addressed` says that it opens with addressees. Reads 4,000 characters at most.
    """
    start, end = trim(text, *span)
    if addressed or (title and _OFFICIAL.search(title)):
        return False
    if _REPORTER.search(text, start, min(end, start + _HEAD)) and (title is None or tells_deed(title)):
        return True
    if title or end - start > _LONGEST:
        return False
    story = text[start:end]
    headed = headline is not None and tells_deed(headline)
    opened = any(_OPENING.match(story, *line) for line in lines(story, 0, len(story)))
    signs = headed + opened + (_COUNTED.search(story) is not None) + (_TELLING.search(story) is not None)
    return signs >= 2 and _BINDS.search(story) is None
