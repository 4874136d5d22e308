"""How much a hostile or broken file may cost. Every number holds 10 s and 512 MiB for a 20 MiB input."""

from __future__ import annotations

from typing import Final

MIB: Final = 1024 * 1024

INPUT_BYTES: Final = 20 * MIB
"""The largest file that is looked at."""
TEXT_CHARACTERS: Final = 300_000
"""The longest text that is read on: a book of 400 pages, some 40 times a long policy document."""

ARCHIVE_MEMBERS: Final = 4_000
"""Members of a DOCX or OFD. A scanned OFD has three or four a page."""
ARCHIVE_BYTES: Final = 256 * MIB
"""All members unpacked, pictures included; they are counted, never unpacked together."""
ARCHIVE_RATIO: Final = 200
"""Unpacked to packed. Text packs 5 to 40 times; deflate cannot do more than 1032."""
ARCHIVE_RATIO_FROM: Final = MIB
"""Small members may pack better than that: a picture of one colour does."""
XML_BYTES: Final = 32 * MIB
"""All XML of a package that is unpacked and parsed together, a member read twice counted twice."""
MARKUP_BYTES: Final = 8 * MIB
"""A web page, pictures inside it not counted."""
MARKUP_TAGS: Final = 800_000
"""Tags of a file: a tree takes up to 400 bytes a tag, and walking it about a microsecond."""

PAGES: Final = 1_000
"""Pages of a PDF or OFD."""
OCR_PAGES: Final = 30
"""Pages of a scan: recognition takes two to four seconds a page on one core."""
OCR_SECONDS: Final = 120.0
OCR_MEBIBYTES: Final = 1536
"""What reading a scan may take where the `ocr` extra is installed: its models alone need most of that."""
IMAGE_PIXELS: Final = 60_000_000
"""One picture: A3 at 300 dpi is 17 million."""

CONVERT_SECONDS: Final = 60.0
"""LibreOffice may take so long; a first start with a fresh profile takes several seconds."""

READ_SECONDS: Final = 10.0
READ_MEBIBYTES: Final = 512
"""What one reading in a child process may take."""
