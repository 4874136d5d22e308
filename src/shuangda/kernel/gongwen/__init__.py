"""Official documents (GB/T 9704-2012): one content model, laid out as DOCX, PDF and HTML.

    paper = read_markdown(source)                # or Paper(...) in code; PaperError with one Chinese sentence
    data = docx.write_docx(paper)                # bytes

Pure: no database, no network, no clock. See docs/gongwen.md.
"""

from __future__ import annotations

from .errors import PaperError
from .model import Kind, Paper
from .reading import read_markdown

__all__ = ["Kind", "Paper", "PaperError", "read_markdown"]
