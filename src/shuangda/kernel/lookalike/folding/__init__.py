"""Text to explained readings: what somebody did to a name, undone.

`fold` is the cheap base form for everything; `variants` adds readings where there is something to read; `fold_batch`
does the base form of millions of texts and says which of them are worth `variants`.
"""

from __future__ import annotations

from .batch import BatchFold, fold_batch
from .fold import exact_key, fold
from .syllables import PinyinRun, pinyin_runs, segmentations
from .variants import LONGEST, MOST_VARIANTS, variants

__all__ = [
    "LONGEST",
    "MOST_VARIANTS",
    "BatchFold",
    "PinyinRun",
    "exact_key",
    "fold",
    "fold_batch",
    "pinyin_runs",
    "segmentations",
    "variants",
]
