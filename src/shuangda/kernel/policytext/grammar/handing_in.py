"""The verbs of handing in: reporting, forwarding, filling in on a platform, making public.

The same words also name things (`报告制度`, `公示栏`) and describe them (`已公布的目录`); only the verb that
orders an act counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span
from ..piece import Piece
from .outline import outline_of

_OFFICE = (
    r"(?=[\u4e00-\u9fff]{1,8}[股科处室](?:$|[，。；、\s]|备案|汇总)"
    r"|[省市县区州局厅我上本同]|国家|自治区|地区|领导小组|工作专班|双打办|[^，。；]{1,14}(?:办公室|备案|审[定核批]))"
)
_SENT_BY = r"(?:传真|电邮|电子邮件|邮件|邮寄|快递|寄)(?:[（(][^（）()\n]{1,40}[）)])?"
REPORT = (
    rf"{_SENT_BY}(?:(?:[、和及或与]|并|同时){_SENT_BY}){{0,3}}(?:发送|发)?[至到给]|补报|续报|报送|上报|呈报|填报|申报|报告|汇报|反馈|汇总[至到]|汇总后报|提交|递交|报备|送交|抄送|抄报|寄送|寄至|送至|送到|报名"
    r"|发送[至到给]|发[至到]|传[至到]|报[至到给]|报回|交[至到]"
    rf"|(?<![举申上通情简预警日周月年季汇填呈海晚播转])报{_OFFICE}|(?<![报输发运寄护赠抄])送{_OFFICE}|(?<![移提送上递转])交{_OFFICE}"
)
FILL_IN = r"录入|填写|填录|上传|推送[至到给]|导入|归集[至到]|报入"
PUBLISH = r"公布|公开|公示|发布|通报|公告"
_VERB = re.compile(f"(?P<report>{REPORT})|(?P<fill>{FILL_IN})|(?P<publish>{PUBLISH})")

_HEADING = re.compile(
    r"(?:信息|材料|简报|稿件|数据|案例|总结|情况)[^，。；：]{0,6}(?:报送|上报|采用|录用|编发)|(?:报送|上报)[^，。；：]{0,6}(?:信息|材料|简报|稿件|数据)"
)
_MAY = re.compile("[报馈汇总提递送寄传录填推导归公发通交]")

_NAMES_A_THING = re.compile(
    r"[”》]|回执|的(?!情况)|时限|制度|机制|系统|平台|渠道|栏|工作(?!情况|信息|总结|进展|动态|开展|小结|报告|计划|材料)|内容|范围|要求|方式|电话|热线|率|会|单位|时间|期(?!货)|后|前(?![一期述三])|之日|与|和|及|、|等|量|数(?!据)|点"
    r"|主体|端口|窗口|处置|质量|格式|流程|程序|标准|事项|批评|表扬|义务|责任|指南|条件|网站|名额|评价|服务|实施|施行|招|审|透明|曝光|宣判|销毁|承诺|竞争|选|征|性|力度|广告|短信|人(?!民)|者|员|表(?!彰)|书(?!面)|编号|号|日期"
)
_NOUN_BEFORE = re.compile(
    r"(?:政务|村务|党务|校务|院务|依申请|此件|此件主动|举报|投诉|拟|已|未|经|被|不|虚假|发现|接到|收到|的|可|可以|鼓励|新闻|转发|印发)$"
)
_REPORT_BEFORE = re.compile(
    r"(?:总结|评估|调研|工作|检测|检验|形势|自查|验收|鉴定|调查|述职|分析|年度|专题|事故|情况|审计|抽检|监测|检查|(?<![内前应须要时日])书面|综合|简要|零"
    r"|(?<!每)(?<!按)[简季月年周日快])$"
)
_HAS_REPORT = ("报告", "公告", "通报", "汇报")
_TAKEN = re.compile(r"[将把][^，。；]{0,60}$")
_HANDED_TO = re.compile(
    r"(?:(?!报送|上报|提交|反馈)[^，。；（(]){2,30}?(?:局|办|处|委|中心|部|邮箱|组|科|室|院|厅|府|公司|平台)"
)


def headed_by_handing_in(piece: Piece, position: int) -> bool:
    """Whether a place stands under a heading that speaks of handing in: `（一）信息报送得分`."""
    return any(_HEADING.search(section.heading[:24]) for section in outline_of(piece).path(position)[1:])


def may_hand_in(text: str, span: Span) -> bool:
    """A cheap look before the careful one: a stretch without any of these characters hands in nothing."""
    return _MAY.search(text, *span) is not None


def hands_in(text: str, span: Span) -> bool:
    """Whether a clause has something handed in, filled in or made public."""
    return next(orders(text, span), None) is not None


def orders(text: str, span: Span) -> Iterator[re.Match[str]]:
    """Every verb of handing in inside `span` that orders an act; its group names tell the kind."""
    for match in _VERB.finditer(text, *span):
        before = text[max(span[0], match.start() - 6) : match.start()]
        names = len(match[0]) > 1 and _NAMES_A_THING.match(text, match.end(), span[1])  # 报质量科 names a receiver
        if names or _NOUN_BEFORE.search(before):
            continue
        if match[0] in _HAS_REPORT and _REPORT_BEFORE.search(before) and not _reports_to(text, span, match):
            continue
        if before.endswith("信息") and not _TAKEN.search(text, span[0], match.start()):
            continue
        if match[0] == "报到" and not _HANDED_TO.match(text, match.end(), span[1]):
            continue
        yield match


def _reports_to(text: str, span: Span, match: re.Match[str]) -> bool:
    """`书面报告区政府` orders, `书面报告` alone names a paper."""
    return _HANDED_TO.match(text, match.end(), span[1]) is not None or "向" in text[span[0] : match.start()]
