"""Work points of an invented district, as long as wanted: the input of the reader's benchmarks.

Words are drawn from small lists by a seed, so that two runs read the same text. Nothing here is taken from a
real document.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for the builders of the tests

_PLACE = "青禾区"
_UNITS = (
    *("区市场监管局", "区农业农村局", "区公安局", "区法院", "区检察院", "区文旅局", "区卫生健康局", "区教育局"),
    *("区商务局", "区司法局", "区委宣传部", "区交通运输局", "区供销社", "各镇（街道）"),
)
_FIELDS = ("农资", "校园周边食品", "儿童玩具", "汽车配件", "电线电缆", "网络销售", "地理标志", "建筑材料", "保健食品")
_ACTS = ("开展专项检查", "加强日常监管", "严查无证经营", "清理虚假宣传", "规范进货台账", "畅通举报渠道", "强化抽检监测")
_AIMS = ("切实维护消费者合法权益", "推动线上线下一体治理", "形成上下联动的工作合力", "从源头上堵住假冒伪劣商品")
_DUES = ("2021年6月底前完成。", "11月20日前形成专题报告。", "每季度至少开展一次联合检查。", "全年检查不少于{n}家。", "")
_CAMPAIGNS = ("“春风行动”", "“护农”", "“清源”", "")
_NUMBERS = "一二三四五六七八九十"


def numeral(value: int) -> str:
    """1 to 99 as a heading counts."""
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _NUMBERS[tens - 1] + "十")
    return head + (_NUMBERS[ones - 1] if ones else "")


def plan_lines(characters: int, seed: int) -> list[str]:
    """The paragraphs of work points with at least so many characters."""
    draw = random.Random(seed)  # noqa: S311
    lines = [
        f"{_PLACE}2021年打击侵犯知识产权和制售假冒伪劣商品工作要点",
        f"为做好全年工作，结合{_PLACE}实际，制定本要点。",
    ]
    section = 0
    while sum(map(len, lines)) < characters:
        section = section % 99 + 1
        lines.append(f"{numeral(section)}、加强{draw.choice(_FIELDS)}领域治理")
        lines += [_point(index, draw) for index in range(1, draw.randint(3, 6))]
    lines.append("各成员单位于每月25日前向区双打办报送工作信息，每月不少于1篇；12月10日前报送年度总结。")
    return [*lines, f"{_PLACE}打击侵权假冒工作领导小组办公室", "2021年3月8日"]


def _point(index: int, draw: random.Random) -> str:
    campaign = draw.choice(_CAMPAIGNS)
    work = "，".join(draw.sample(_ACTS, 3)) + (f"，组织{campaign}专项行动" if campaign else "")
    lead, *others = draw.sample(_UNITS, draw.randint(2, 4))
    clause = draw.choice((f"（责任单位：{'、'.join((lead, *others))}）", f"（{lead}牵头，{'、'.join(others)}配合）"))
    field, aim, due = draw.choice(_FIELDS), draw.choice(_AIMS), draw.choice(_DUES).format(n=draw.randint(10, 60))
    return f"（{numeral(index)}）整治{field}市场。围绕{field}{work}，{aim}。{due}{clause}"
