"""Files of Unicode CLDR, fetched by npm at fixed versions, and names that they hold in English and Chinese."""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

VERSION = "48.2.0"
NAMES = (
    ("cldr-localenames-full", "main/{}/territories.json"),
    ("cldr-localenames-full", "main/{}/languages.json"),
    ("cldr-localenames-full", "main/{}/scripts.json"),
    ("cldr-dates-full", "main/{}/timeZoneNames.json"),
)


@cache
def _files(package: str) -> dict[str, Any]:
    """The English and Chinese files of a package, by path."""
    with tempfile.TemporaryDirectory() as place:
        command = ["npm", "pack", "--silent", "--pack-destination", place, f"{package}@{VERSION}"]
        subprocess.run(command, check=True, capture_output=True, cwd=place)
        with tarfile.open(next(Path(place).glob("*.tgz"))) as packed:
            found = {}
            for path in packed.getnames():
                if "/en/" in path or "/zh/" in path:
                    with packed.extractfile(path) as member:  # type: ignore[union-attr]  # these are files
                        found[path.removeprefix("package/")] = json.load(member)
            return found


def emoji_names(locale: str) -> dict[str, dict[str, list[str]]]:
    """Emoji to `tts` (short name) and `default` (keywords) in `en` or `zh`."""
    raw = _files("cldr-annotations-full")[f"annotations/{locale}/annotations.json"]
    found: dict[str, dict[str, list[str]]] = raw["annotations"]["annotations"]
    return found


def _leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(tree, str):
        yield tuple(part for part in path if part not in ("en", "zh")), tree


def names() -> list[tuple[str, str]]:
    """English and Chinese names of countries, languages, scripts and cities, in the order of their files."""
    found = []
    for package, path in NAMES:
        chinese = dict(_leaves(_files(package)[path.format("zh")]))
        for key, name in _leaves(_files(package)[path.format("en")]):
            if key in chinese and key[-1] not in ("_type", "_number", "language"):
                found.append((name, chinese[key]))
    return found
