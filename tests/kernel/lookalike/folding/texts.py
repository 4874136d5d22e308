"""Texts to throw at the normaliser: any code points, and the ones that it treats specially."""

from __future__ import annotations

from hypothesis import strategies as st

TRICKY = (
    "aBcvrnlxyzOI019378五三壹拾〇零千而寸氵去木子日月女口力人亻金钅中古草"
    "華師乾兔⼤⺡㇐カーがαСеіßØÉ\u0301\u0308\u200b\u200d\u2060\u202e\ufe0f\u20e3\U000e0061\U000e0101"
    "@$!|+·-_. 【】｜＠！０Ａｶﾞ①❶ⓘ🅰🆗™®○★𝐀ﬃ½Ⅳ㍿🐰🐂🍎🏽👨⚕♂🇨🇳❤\ud800\udfff\u0378\ue000\uffff\U0010ffff한각"
)
"""Code points of every kind that folding knows, and some that it must leave alone."""

any_text = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
tricky_text = st.text(alphabet=st.sampled_from(TRICKY), max_size=24)
texts = any_text | tricky_text

INVISIBLE = (
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069"
    "\ufe00\ufe0f\ufeff\U000e0041\U000e0100"
)
