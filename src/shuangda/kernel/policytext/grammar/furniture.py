"""What stands on a page and is no part of the paper: labels, breadcrumbs, menus, buttons; and lines of fixed shape."""

from __future__ import annotations

import re

from .lines import GAP, SPACES

FURNITURE = re.compile(
    r"(?:当前位置|您(?:现在)?(?:的)?位置|您所在的位置|首页|时间|发布(?:时间|日期|机构|机关|文号)|发文(?:机关|机构|字号|日期)|成文日期|生成日期|索引号|"
    r"信息来源|来源|作者|(?:督办|交办|任务|流水|来文|收文)?编号[：:]|紧急程度|密级[：:]|份号[：:]|编辑|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:数|率|次数)?|访问量|字号|字体|【?打印|【?关闭|分享到?|微信|微博|QQ空间|"
    r"(?:地址|电话|传真|邮编|邮政编码|网址)[：:]|签发人|会签人|文号|主题(?:词|分类)|公开(?:方式|时间|日期)|有效性|废止日期|关键词|体裁分类|组配分类|内容概述|朗读)"
)
_FURNITURE_LINE = re.compile(rf"[\[【（(]?{FURNITURE.pattern}[^。\n]{{0,60}}$")
_BREADCRUMB = re.compile(r"[^\n。]{1,40}[>＞›»][^\n。]{0,120}$|[>＞›»]")
_MENU = re.compile(
    r"(?:(?:政务|部门|区县|县区|基层|地方|工作|新闻|图片|通知|政策|信息|热点|时政|本地|当前|网站)*"
    r"(?:动态|要闻|公告|公开|信息|公示|法规|新闻|首页|导航|中心|速递|资讯)|[^\s，。：]{2,20}(?:网站|官网))"
)
SHARE = re.compile(
    rf"(?:微信|微博|QQ空间|打印|关闭|[大中小](?=[{SPACES}])|【[大中小 ]+】|"
    rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:{GAP}\d{{1,2}}:\d{{2}}(?::\d\d)?)?|"
    rf"\d{{1,2}}:\d{{2}}(?::\d\d)?(?=[{SPACES}\n])|(?:浏览|阅读|点击)\D{{0,5}}\d*)"
)
RED_HEAD = re.compile(rf"^[\u4e00-\u9fff、{SPACES}]{{0,40}}(?:文{GAP}件|便{GAP}函)$")
HEADING_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章条节]|\d{1,2}[.．、]"
)
DATE_LINE = re.compile(rf"[（(]?[\d一二三四五六七八九〇零○ＯOo]{{4}}{GAP}年[^。，]{{2,16}}日[）)]?$")


def is_furniture(bare: str) -> bool:
    """Does a line belong to the page (a label of it, a breadcrumb, a cell of its frame)?"""
    return bool(_FURNITURE_LINE.match(bare) or _BREADCRUMB.match(bare) or _MENU.fullmatch(bare) or bare.endswith("|"))
