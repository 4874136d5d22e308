"""Who there is in the invented city of 云川: its counties, units and people."""

from __future__ import annotations

from typing import Final, NamedTuple

PASSWORD: Final = "Yunchuan-2026"  # noqa: S105 - for invented people in a demo on one's own machine
"""The one password of everybody in the demo."""

PROVINCE: Final = ("990000", "临江省")
CITY: Final = ("990100", "云川市")
COUNTIES: Final = (
    ("990102", "青禾区"),
    ("990103", "白鹭区"),
    ("990121", "石桥县"),
    ("990122", "南浦县"),
    ("990123", "松岭县"),
)


class Member(NamedTuple):
    """A member unit: full name, short name, log-in prefix, whether it has enforcement power, its head, its liaison."""

    name: str
    short_name: str
    login: str
    can_enforce: bool
    head: str
    liaison: str
    also: tuple[str, ...] = ()


OFFICE_NAME: Final = "云川市打击侵犯知识产权和制售假冒伪劣商品工作领导小组办公室"
OFFICE_SHORT: Final = "市双打办"
OFFICE_ALSO: Final = ("云川市打击侵权假冒工作领导小组办公室", "市打击侵权假冒工作领导小组办公室")

MEMBERS: Final = (
    Member("云川市市场监督管理局", "市市场监管局", "scjg", True, "沈维", "罗倩", ("云川市知识产权局",)),
    Member("云川市公安局", "市公安局", "gongan", True, "程刚", "陆远"),
    Member("云川市人民检察院", "市检察院", "jiancha", False, "方正平", "叶青"),
    Member("云川市中级人民法院", "市中级法院", "fayuan", False, "何文", "许静"),
    Member("中共云川市委宣传部", "市委宣传部", "xuanchuan", True, "白露", "田野", ("云川市版权局",)),
    Member("云川市文化和旅游局", "市文化和旅游局", "wenlv", True, "高翔", "江帆", ("市文广旅局",)),
    Member("云川市农业农村局", "市农业农村局", "nongye", True, "耿田", "苗雨"),
    Member("云川市商务局", "市商务局", "shangwu", True, "贺通", "简宁"),
    Member("云川市司法局", "市司法局", "sifa", False, "严明", "章序"),
    Member("云川市财政局", "市财政局", "caizheng", False, "金衡", "钱进"),
    Member("云川市生态环境局", "市生态环境局", "huanjing", True, "蓝天", "柳青"),
    Member("云川市卫生健康委员会", "市卫生健康委", "weijian", True, "康宁", "安然"),
    Member("云川市科学技术局", "市科技局", "keji", False, "艾新", "童言"),
    Member("云川市工业和信息化局", "市工业和信息化局", "gongxin", False, "梁工", "邹信"),
    Member("云川市教育局", "市教育局", "jiaoyu", False, "文渊", "书苑"),
    Member("云川市林业和草原局", "市林草局", "lincao", True, "林茂", "曹原"),
    Member("云川市人民政府国有资产监督管理委员会", "市国资委", "guozi", False, "资深", "盛和"),
    Member("国家税务总局云川市税务局", "市税务局", "shuiwu", False, "税明", "计清"),
    Member("中华人民共和国云川海关", "云川海关", "haiguan", True, "关山", "海宁"),
    Member("云川市邮政管理局", "市邮政管理局", "youzheng", True, "驿安", "尤达"),
    Member("云川市发展和改革委员会", "市发展改革委", "fagai", False, "展鹏", "齐规"),
)
