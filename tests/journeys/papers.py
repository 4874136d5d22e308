"""The document that the newcomer drops in: annual work points with a responsibility clause after every order."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from shuangda.conf.demo.papers import as_docx, text_of


def work_points(year: int) -> bytes:
    """Work points of one piece, as a Word file: the notice's head, then the points themselves."""
    text = text_of("work_points", year=year)
    head, points = text.split("现将", 1)[0], text[text.index("一、紧盯重点领域") :]
    return as_docx(f"{head}结合我市实际，制定以下工作要点。\n{points}")


def photograph() -> bytes:
    """A picture from the scene."""
    picture = Image.new("RGB", (900, 600), (176, 205, 230))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 900, 600), fill=(128, 128, 132))
    draw.rectangle((140, 150, 480, 450), fill=(214, 196, 160))
    draw.rectangle((140, 180, 480, 235), fill=(178, 44, 38))
    draw.rectangle((560, 210, 820, 450), fill=(150, 178, 150))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG")
    return buffer.getvalue()
