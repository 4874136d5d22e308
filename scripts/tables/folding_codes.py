"""What every code point folds to, from the Unicode Character Database, TR39 and OpenCC."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from opencc import OpenCC

from shuangda.kernel.lookalike.folding.kinds import KINDS

from .alphabet import UNIHAN, characters, is_han, simplified, unihan
from .folding_rare import BLOCK, rare_forms

Step = tuple[str, str]
"""What a code point folds to, and the kind of the step (one of `KINDS`)."""

LAST = 0x10FFFF

STYLED = {
    "α": "a", "β": "b", "γ": "y", "ε": "e", "η": "n", "κ": "k", "λ": "a", "μ": "u", "ξ": "e", "π": "n", "σ": "o",
    "τ": "t", "φ": "o", "χ": "x", "ω": "w", "θ": "o", "Λ": "a", "Ξ": "e", "Σ": "e", "Π": "n", "Ω": "o", "Δ": "a",
    "И": "n", "и": "n", "Й": "n", "й": "n", "Я": "r", "я": "r", "Ш": "w", "ш": "w", "Щ": "w", "щ": "w", "Д": "a",
    "Л": "n", "л": "n", "П": "n", "п": "n", "Ф": "o", "ф": "o", "Ц": "u", "ц": "u", "ь": "b", "Ь": "b", "ъ": "b",
    "Ъ": "b", "в": "b", "к": "k", "м": "m", "н": "h", "т": "t", "Г": "r", "г": "r", "э": "e", "Э": "e", "Є": "e",
    "є": "e", "ß": "ss", "ĸ": "k", "ſ": "s", "∂": "a", "Ø": "o", "ø": "o", "Ł": "l", "ł": "l", "Đ": "d", "đ": "d",
    "€": "e", "£": "l", "¥": "y", "¢": "c", "₩": "w", "₦": "n", "₿": "b", "Ɐ": "a", "Ǝ": "e", "ə": "e", "∀": "a",
    "ー": "一", "∃": "e", "Ɛ": "e", "ɛ": "e", "∑": "e", "Ʃ": "e", "∏": "n", "√": "v",
}  # fmt: skip
"""Letters used for their looks within Latin that TR39 leaves out or sends elsewhere; our own list."""

COMPONENTS = {"𥫗": "竹", "𧾷": "足", "𤣩": "王", "龵": "手", "𦍌": "羊", "𠆢": "人", "𤴔": "疋"}
"""Han outside the alphabet that are but the shape of a character within another."""

WORD_SYMBOLS = "™℠®©"
"""Signs of a registered mark say nothing about the name."""

SPACING = {"Zs", "Zl", "Zp", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So"}
WHITE = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"


def lines(name: str) -> Iterator[list[str]]:
    """Fields of the lines of a file of the database, comments removed."""
    for line in (UNIHAN / name).read_text(encoding="utf-8").splitlines():
        data = line.split("#")[0].strip()
        if data:
            yield [field.strip() for field in data.split(";")]


def span(field: str) -> range:
    """`0041` or `0041..005A` as a range of code points."""
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def text(field: str) -> str:
    """Code points in hexadecimal, parted by spaces, as text."""
    return "".join(chr(int(code, 16)) for code in field.split())


@cache
def database() -> dict[str, list[str]]:
    """The rows of UnicodeData.txt by character (ranges of Han and Hangul are not spelled out)."""
    return {chr(int(row[0], 16)): row for row in lines("UnicodeData.txt")}


@cache
def emoji_properties() -> dict[str, set[str]]:
    """Characters by property of emoji-data.txt."""
    found: dict[str, set[str]] = {}
    for codes, name in lines("emoji/emoji-data.txt"):
        found.setdefault(name, set()).update(map(chr, span(codes)))
    return found


@cache
def kept_emoji() -> frozenset[str]:
    """Emoji that stay in folded text, to be read as words: pictures, not letters, digits, arrows or plain shapes."""
    shapes = [range(0x2190, 0x2300), range(0x25A0, 0x2600), range(0x2934, 0x2936), range(0x2B00, 0x2B50)]
    shapes += [range(0x1F7E0, 0x1F7F0), range(0x1F3FB, 0x1F400), range(0x1F1E6, 0x1F200), range(0x2640, 0x2643)]
    dropped = {chr(code) for part in shapes for code in part} | set("〰〽" + WORD_SYMBOLS)
    plain = {char for char in emoji_properties()["Emoji"] if char < "\u2000" or char in dropped}
    return frozenset(char for char in emoji_properties()["Emoji"] - plain if _by_name(char) is None and not nfkc(char))


@cache
def _folded_compatibility() -> dict[str, str]:
    """NFKC_Casefold of each character that it changes; '' for what is ignorable."""
    found = {}
    for row in lines("DerivedNormalizationProps.txt"):
        if row[1] == "NFKC_CF":
            found.update({chr(code): text(row[2]) for code in span(row[0])})
    return found


def nfkc(char: str) -> str:
    """NFKC_Casefold of a character if that is something else, or ''."""
    return _folded_compatibility().get(char, "")


def _by_name(char: str) -> str | None:
    """Letters that a symbol's name spells: enclosed, small capital, turned, regional indicator."""
    name = database().get(char, ["", ""])[1]
    patterns = (
        r"NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER ([A-Z])$",
        r"(?:RAISED )?(?:NEGATIVE )?SQUARED ([A-Z]{1,4})$",
        r"(?:CROSSED NEGATIVE SQUARED|CIRCLED CAPITAL|OUTLINED) LATIN CAPITAL LETTER ([A-Z])$",
        r"REGIONAL INDICATOR SYMBOL LETTER ([A-Z])$",
        r"LATIN (?:SMALL|CAPITAL|EPIGRAPHIC) LETTER (?:TURNED |REVERSED |SCRIPT |INVERTED |LONG |DOTLESS |INSULAR |"
        r"SIDEWAYS )?([A-Z])(?: WITH .*)?$",
        r"LATIN LETTER SMALL CAPITAL (?:BARRED |REVERSED |TURNED |INVERTED )?([A-Z])(?: WITH .*)?$",
    )
    for pattern in patterns:
        if found := re.match(pattern, name):
            return found[1].lower()
    return None


@cache
def confusables() -> dict[str, str]:
    """TR39: character to the character or letters that it is taken for.

    The table names both directions; what has a single counterpart is the confusable one, prototypes have many.
    """
    raw = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8"))
    return {char: found[0]["c"].replace("\u200e", "") for char, found in raw.items() if len(found) == 1}


def _is_latin(meant: str) -> bool:
    return bool(meant) and meant.isascii() and meant.isalnum()


def _bare(meant: str) -> str:
    return "".join(char for char in meant if not _category(char).startswith("M"))


def _category(char: str) -> str:
    row = database().get(char)
    return row[2] if row else "Lo" if is_han(char) else "Cn"


def _digit(char: str) -> str | None:
    value = database().get(char, [""] * 9)[8]
    if (_category(char) in ("Nd", "No") or "〡" <= char <= "〩") and value.isdecimal() and len(value) <= 2:
        return str(int(value))
    return None


def _han(char: str) -> Step | None:
    """Traditional, variant and Japanese forms to the simplified character in use."""
    meant = simplified(char)
    if meant != char:
        return meant, "traditional"
    if char in COMPONENTS:
        return COMPONENTS[char], "homoglyph"
    if meant := variants_of_han().get(char, ""):
        return meant, "traditional"
    meant = look_alikes().get(char, "")
    return (meant, "homoglyph") if meant else None


@cache
def look_alikes() -> dict[str, str]:
    """`rare_forms` of the Han that nothing else folds."""
    known = {*characters(), *variants_of_han(), *COMPONENTS, *_folded_compatibility()}
    return rare_forms(char for char in map(chr, BLOCK) if char not in known and simplified(char) == char)


@cache
def variants_of_han() -> dict[str, str]:
    """Forms outside the alphabet to the one form in it: Japanese, z-variants and simplified ones that OpenCC lacks."""
    known = set(characters())
    found: dict[str, set[str]] = {}

    def offer(char: str, meant: str) -> None:
        meant = simplified(meant)
        if char not in known and meant in known:
            found.setdefault(char, set()).add(meant)

    for field in ("kSimplifiedVariant", "kZVariant", "kTraditionalVariant"):
        for char, value in unihan("Variants", field):
            for form in re.findall(r"U\+([0-9A-F]+)", value):
                offer(char, chr(int(form, 16)))
    new_forms = OpenCC("jp2t")
    for code in range(0x4E00, 0xA000):
        if (old := new_forms.convert(chr(code))) != chr(code) and len(old) == 1:
            offer(chr(code), old)
    return {char: meant.pop() for char, meant in found.items() if len(meant) == 1}


def _homoglyph(char: str) -> Step | None:
    """Letters of other scripts, symbols and kana that are taken for a Latin letter, a digit or a Han character."""
    if char in STYLED:
        return STYLED[char], "homoglyph"
    if named := _by_name(char):
        return named, "homoglyph"
    meant = confusables().get(char, "")
    category = _category(char)
    if len(meant) == 1 and is_han(meant) and "\u3040" <= char <= "\u30ff":
        return meant, "homoglyph"
    bare = _bare(meant).lower()
    if not _is_latin(bare) or category.startswith(("M", "P", "Z", "C")):
        return None
    if bare == "l" and category == "Lu":  # a capital I of another script: TR39 has one class for I, l and 1
        return "i", "homoglyph"
    if category.startswith("S") and bare in ("l", "o", "i"):  # bars and rings are separators and bullets
        return None
    return bare, "homoglyph"


def _compatibility(char: str) -> Step | None:
    """NFKC and case folding."""
    if char not in _folded_compatibility():
        return None
    meant = _folded_compatibility()[char]
    decomposed = database().get(char, [""] * 6)[5]
    if not meant:
        return "", "invisible"
    if re.match(r"<(wide|narrow)>", decomposed):
        return meant, "width"
    if decomposed.startswith("<"):
        return meant, "homoglyph"
    lowered = database().get(char, [""] * 14)[13]
    if lowered and chr(int(lowered, 16)) == meant:
        return meant, "case"
    return meant, "traditional" if any(map(is_han, meant)) else "homoglyph"


def _dropped(char: str) -> Step | None:
    category = _category(char)
    if char in WHITE or char in WORD_SYMBOLS or (category in SPACING and char not in kept_emoji()):
        return "", "separator"
    if category in ("Cc", "Cf"):
        return "", "invisible"
    if 0xFE00 <= ord(char) <= 0xFE0F or 0xE0000 <= ord(char) <= 0xE0FFF or ord(char) in (0x034F, 0x20E3):
        return "", "invisible"
    return ("", "accent") if category in ("Mn", "Me") else None


def _decomposed(char: str) -> Step | None:
    """A letter with marks to the letter alone."""
    parts = database().get(char, [""] * 6)[5]
    if not parts or parts.startswith("<") or len(parts.split()) < 2:
        return None
    return _bare(text(parts)), "accent"


def _radical(char: str) -> Step | None:
    meant = radicals().get(char)
    return (meant, "homoglyph") if meant else None


@cache
def radicals() -> dict[str, str]:
    """Radicals and strokes to the ideograph that looks the same."""
    return {
        chr(code): text(meant) for codes, meant, *_ in lines("EquivalentUnifiedIdeograph.txt") for code in span(codes)
    }


def _number(char: str) -> Step | None:
    value = None if char.isascii() or is_han(char) else _digit(char)
    return (value, "homoglyph") if value is not None else None


def one_step(char: str) -> Step | None:
    """The first thing to undo about a character, or None if it stands for itself."""
    if char.isascii() and char.isalnum():
        return (char.lower(), "case") if char != char.lower() else None
    if char in kept_emoji():
        return None
    if char in WORD_SYMBOLS:
        return "", "separator"
    if _is_east_asian_width(char):
        return _compatibility(char)
    rules: tuple[Callable[[str], Step | None], ...] = (
        (_han, _compatibility, _radical)
        if is_han(char)
        else (_radical, _number, _decomposed, _homoglyph, _compatibility, _dropped)
    )
    return next((step for rule in rules if (step := rule(char))), None)


def _is_east_asian_width(char: str) -> bool:
    return bool(re.match(r"<(wide|narrow)>", database().get(char, [""] * 6)[5]))


@cache
def folded(char: str) -> Step:
    """What a character folds to at last, and the weightiest kind of step on the way."""
    if (step := one_step(char)) is None:
        return char, ""
    meant, kind = step
    steps = [folded(one) for one in meant]
    return "".join(one for one, _ in steps), max([kind, *(one for _, one in steps)], key=KINDS.index)


def changed() -> Iterator[tuple[int, str, str]]:
    """Code point, what it folds to, and the kind of the step, for every code point that does not stand for itself."""
    for code in range(LAST + 1):
        if not 0xD800 <= code <= 0xDFFF:
            meant, kind = folded(chr(code))
            if meant != chr(code):
                yield code, meant, kind
