"""Collect the wording of source and templates into both catalogues, and compile them: `make messages`.

Babel reads and writes the catalogues, so that no gettext tools are needed on the machine. The msgids are English;
the English catalogue is filled by itself, the Chinese one is written by people, and a text without a translation is
named at the end. `tests/house/test_translations.py` holds both complete and the compiled files fresh.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "shuangda"
LOCALE = SOURCE / "locale"
LANGUAGES = {"zh_Hans": "zh_Hans_CN", "en": "en"}  # Django's folder: Babel's locale, which knows the plural forms
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # one date in every compiled file, so that equal texts give equal bytes
HEADER = """\
# Wording of Shuangda, collected by `make messages`; the Chinese texts are written here by hand.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "lazy": None,  # gettext_lazy where gettext is called _
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def collect() -> Catalog:
    """All texts to translate in the package, with the files they stand in."""
    catalog = Catalog()
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.*")]):
        for message, context in _texts(path):
            name = path.relative_to(SOURCE).as_posix()
            catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        # Django turns a template into calls of gettext between blanked-out text; indentation means nothing there.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield message, context


def read(language: str) -> Catalog:
    """The catalogue of one language as it is kept, empty when there is none yet."""
    path = _path(language, "po")
    if not path.exists():
        return Catalog(locale=LANGUAGES[language])
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[language])


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the compiled catalogue."""
    catalog.creation_date = catalog.revision_date = EPOCH
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def merged(language: str, found: Catalog) -> Catalog:
    """The kept catalogue with the texts found now: new ones added, gone ones dropped, nothing guessed."""
    catalog = read(language)
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        if language == "en" and message.id:
            message.string = message.id
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """The msgids without a text, or with an empty plural form."""
    empty = (
        message
        for message in catalog
        if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    )
    return [message.id if isinstance(message.id, str) else message.id[0] for message in empty]


def _path(language: str, suffix: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{suffix}"


def main() -> int:
    found = collect()
    missing: list[str] = []
    for language in LANGUAGES:
        catalog = merged(language, found)
        _path(language, "po").parent.mkdir(parents=True, exist_ok=True)
        with _path(language, "po").open("wb") as file:
            file.write(HEADER.format(language=language, plural=catalog.plural_forms).encode())
            write_po(file, catalog, width=110, omit_header=True, sort_output=True, include_lineno=False)
        _path(language, "mo").write_bytes(compiled(read(language)))
        missing += [f"{language}: {text}" for text in untranslated(catalog)]
    print(f"{len(found)} texts", *missing, sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
