"""Whatever the text, reading it ends, never raises, and every span lies where it should."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuangda.kernel.policytext.grammar.read import read_text
from shuangda.kernel.policytext.grammar.rules import RULES
from tests.kernel.policytext.grammar.papers import names, paper

VOCABULARY = (
    "关于印发《 》的通知 第二篇： 附件1 附件： 附： 一、 二、 （一） （二） 1. 2． ⑴ 第一条 责任单位： 牵头单位： "
    "（区公安局） （区市场监管局牵头，区公安局配合） "
    "完成时限： 2026年3月1日 3月1日 每月25日前 每季度 5个工作日内 各单位： "
    "青禾区政府 区市场监管局 方案 计划 开展检查 。 ， ； ： 、 \n \t 　　 （ ） 〔2026〕3号 “铁拳”行动 联系人：甲 "
    "000-0000000 a@b.cc 征求意见 反馈 前 至 序号\t任务\t责任单位\n 总结 特此通知 来源：本站"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.one_of(st.lists(WORDS, max_size=80).map("".join), st.text(max_size=300))


def check(text: str) -> None:
    documents = read_text(text)
    assert documents[0].span[0] == 0
    assert documents[-1].span[1] == len(text)
    for before, after in pairwise(documents):
        assert before.span[1] == after.span[0]
    for index, document in enumerate(documents):
        low, high = document.span
        assert document.duplicate_of is None or document.duplicate_of < index
        for item in (*document.sections, *document.measures, *document.duties, *document.events):
            assert low <= item.span[0] <= item.span[1] <= high
        for measure in document.measures:
            assert measure.text == text[slice(*measure.span)]
            assert measure.rule in RULES


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_shared_out_and_pointed_into(text: str) -> None:
    check(text)


@pytest.mark.parametrize("name", names())
def test_any_cut_of_a_paper_reads(name: str) -> None:
    text = paper(name)
    for at in range(0, len(text), 17):
        check(text[:at])
        check(text[at:])


REPEATED = (
    " |　|\t|\n| \n|（|）|“|《|#|一、|（一）|1.|附件1：|附件1\n|牵头|责任单位：|区公安局、|关于|的通知|关于印发《|每月|"
    "2021年3月4日|区公安局 2021年3月4日\n|〔2021〕1号|a@b.|第一篇：\n|，|字|序号\t任务\t责任单位\n"
)


@pytest.mark.parametrize("unit", REPEATED.split("|"))
def test_the_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    small, large = unit * (4_000 // len(unit)), unit * (32_000 // len(unit))
    times = []
    for text in (small, large):
        start = time.process_time()
        read_text(text)
        times.append(time.process_time() - start)
    assert times[1] < 24 * times[0] + 1.0
