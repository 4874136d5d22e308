"""Coarse sounds: what a pinyin syllable is made of, and what Latin letters may be read as.

Both sides are written as short sequences of names. Han phones follow pinyin. Latin units follow the spelling of
English, French, Italian and German brands; a spelling that is read in several ways (`ch`, `j`, soft `c`) stays one
unit, and the table of costs says which phones it may stand for, so that no reading has to be chosen beforehand.
"""

from __future__ import annotations

from functools import cache
from typing import Final

PHONES: Final[tuple[str, ...]] = (
    *("-", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s"),
    *("y", "w", "a", "o", "e", "i", "I", "u", "v", "ai", "ei", "ao", "ou", "er", "N", "G"),
)
"""Phones of Han: initials, glides, vowels (`I` is the vowel of si and shi, `v` is ü), codas n and ng; 0 is nothing."""

UNITS: Final[tuple[str, ...]] = (
    *("-", "b", "p", "m", "f", "v", "d", "t", "n", "ng", "l", "r", "rr", "g", "gs", "j", "k", "h", "cs", "ch", "sh"),
    *("s", "z", "th", "ts", "w", "y", "zh", "a", "e", "i", "o", "u", "ai", "au", "ee", "oo", "ou", "oi", "ew", "ee_"),
)
"""Units of Latin spelling: `rr` is r that closes a syllable, `gs`/`cs` soft g and c, `ee_` an e that may be silent."""

INITIALS: Final = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs")

_FINALS: Final[dict[str, str]] = {
    "a": "a", "o": "o", "e": "e", "i": "i", "u": "u", "v": "v", "ai": "ai", "ei": "ei", "ao": "ao", "ou": "ou",
    "an": "a N", "en": "e N", "ang": "a G", "eng": "e G", "ong": "o G", "er": "er", "ia": "y a", "ie": "y ei",
    "iao": "y ao", "iu": "y ou", "ian": "y a N", "in": "i N", "iang": "y a G", "ing": "i G", "iong": "y o G",
    "ua": "w a", "uo": "w o", "uai": "w ai", "ui": "w ei", "uan": "w a N", "un": "w e N", "uang": "w a G",
    "ve": "v ei", "ue": "v ei", "van": "v a N", "vn": "v N", "io": "y o",
}  # fmt: skip

_WHOLE: Final[dict[str, str]] = {
    "yi": "i", "ya": "y a", "yo": "y o", "ye": "y ei", "yao": "y ao", "you": "y ou", "yan": "y a N", "yin": "i N",
    "yang": "y a G", "ying": "i G", "yong": "y o G", "yu": "v", "yue": "v ei", "yuan": "v a N", "yun": "v N",
    "wu": "u", "wa": "w a", "wo": "w o", "wai": "w ai", "wei": "w ei", "wan": "w a N", "wen": "w e N",
    "wang": "w a G", "weng": "w e G", "yai": "y ai", "m": "m", "n": "n", "ng": "G", "hm": "h m", "hng": "h G",
}  # fmt: skip


@cache
def phones_of(syllable: str) -> tuple[int, ...]:
    """The phones of one toneless pinyin syllable (`v` or `ü` for ü); empty for what is no syllable."""
    syllable = syllable.replace("ü", "v").replace("ê", "e")
    if syllable in _WHOLE:
        return tuple(PHONES.index(name) for name in _WHOLE[syllable].split())
    initial = next((head for head in INITIALS if syllable.startswith(head)), "")
    final = syllable[len(initial) :]
    if initial in ("zh", "ch", "sh", "r", "z", "c", "s") and final == "i":
        final = "I"
    elif initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    names = "I" if final == "I" else _FINALS.get(final)
    if names is None:
        return ()
    return tuple(PHONES.index(name) for name in ([initial] if initial else []) + names.split())


RULES: Final[str] = """
a   : a | aa : a | ae : ai | ai : ai | ay : ai | au : au | aw . : au | aux $ : ou | ah : a
b   : b | bb : b
c   : k | c ~ : cs | cc : k | cc ~ : k cs | ch : ch | cch : k | ck : k | cqu : k w | cz : ch | chr : k r | chl : k l
d   : d | dd : d | dg ~ : gs | dge : gs | dj : j
e   : e | e $ : ee_ | ^ e $ : e | ee : ee | ea : ee | eau : ou | eaux : ou | ei : ai | ey : ai | eu : ew | ew . : ew
es $ : ee_ s | er $ : e rr | eh : e | et $ : e t | ed $ : ee_ d | eo : e o
f   : f | ff : f
g   : g | g ~ : gs | gg : g | gh : g | gn : n y | ^ gn : n | gu ~ : g | gli : l y
h   : h
i   : i | ie : ee | ie $ : ee | igh : ai | ight : ai t | io : y o | ia : y a | iu : y u | ii : ee
j   : j | jj : j
k   : k | kk : k | ^ kn : n | kh : k
l   : l | ll : l | lh : l | lle $ : l ee_
m   : m | mm : m | mb $ : m
n   : n | nn : n | ng : ng | ng @ : ng g | ng ~ : n gs | nk : ng k | nx : ng k s
o   : o | oo : oo | oa : o | oe : o | oi : oi | oy : oi | ou : ou | ow . : ou | oh : o | oeu : e
p   : p | pp : p | ph : f | pph : p | pf : f | ^ ps : s
q   : k | qu : k w | que $ : k | qu ~ : k
r   : r | r ! : rr | r $ : rr | rr : r | rh : r | re $ : rr
s   : s | ss : s | sh : sh | sch : sh | sci : sh i | sc ~ : s | ssi @ : sh | stl : s l | sk : s k
t   : t | tt : t | th : th | tch : ch | ti @ : sh | ^ ti @ : t y | tz : ts | ts : ts | tio : sh o | tte $ : t
u   : u | ue : ew | ui : w ee | uy : ai | uo : w o | uu : u | ue $ : ee_
v   : v | vv : v
w   : w | wh : w | ^ wr : r | ww : w
x   : k s | ^ x : s | x $ : k s
y   : y | y ! : i | y $ : i | ^ y ! : i | yu : y u | you : y oo
z   : z | zz : ts | zh : zh | z $ : z | zs : z
"""
"""Spelling rules, longest first: `pattern condition : units`. Conditions stand where the context does: `^` at the
start, `$` at the end, `~` before e, i, y, `!` before a consonant, `@` before a vowel, `.` unless a vowel follows."""

CLASSES: Final[tuple[str, ...]] = (
    "b|p|m|f|w|d|t|n|l er|r|g|k|h|s|sh x|c z|j zh|q ch|N G|a|ai|i v|ei|o ou ao|u",
    "b p|m|f|w|d t|n|l er r|g k|h|s x sh c z|j q zh ch|N G|a|i ei ai v|o ou ao",
)
"""Phones that keys take for the same, fine for short names and coarse for long ones; the rest is passed over."""
VOWELS: Final = frozenset(("a", "o", "e", "i", "I", "u", "v", "ai", "ei", "ao", "ou"))
CODAS: Final = frozenset(("N", "G"))

CONDITIONS: Final = {"": 0, "$": 1, "~": 2, "!": 3, "@": 4, ".": 5}


def rules() -> list[tuple[str, bool, int, tuple[int, ...]]]:
    """The spelling rules in the order to try: pattern, at the start only, condition on what follows, units."""
    found = []
    for line in RULES.strip().splitlines():
        for rule in line.split("|"):
            left, _, right = rule.partition(":")
            parts = left.split()
            start = "^" in parts
            condition = next((part for part in parts if part in CONDITIONS), "")
            pattern = next(part for part in parts if part.isalpha())
            units = tuple(UNITS.index(name) for name in right.split())
            found.append((pattern, start, CONDITIONS[condition], units))
    return sorted(found, key=lambda rule: (rule[0][0], -len(rule[0]), not rule[1], rule[2] == 0))
