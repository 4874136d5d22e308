"""What a run and a paragraph look like in the end, through every layer that Word knows."""

from __future__ import annotations

import pytest
from lxml import etree

from shuangda.kernel.gongwen.checking.formats import Formats, Letters

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
STYLES = f"""
<w:styles xmlns:w="{_W}">
 <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>
 <w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault>
 <w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>
 <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
  <w:pPr><w:jc w:val="both"/></w:pPr></w:style>
 <w:style w:type="paragraph" w:styleId="b"><w:name w:val="Body"/><w:basedOn w:val="a"/><w:pPr>
  <w:ind w:firstLineChars="200" w:firstLine="640"/><w:spacing w:line="560" w:lineRule="exact"/></w:pPr>
  <w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:b/><w:sz w:val="32"/></w:rPr></w:style>
 <w:style w:type="paragraph" w:styleId="c"><w:name w:val="Circle"/><w:basedOn w:val="d"/></w:style>
 <w:style w:type="paragraph" w:styleId="d"><w:name w:val="Ring"/><w:basedOn w:val="c"/>
  <w:rPr><w:sz w:val="30"/></w:rPr></w:style>
 <w:style w:type="paragraph" w:styleId="l"><w:name w:val="Listed"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
 <w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
THEME = f"""
<a:theme xmlns:a="{_A}"><a:themeElements><a:fontScheme><a:majorFont/><a:minorFont><a:latin typeface="Calibri"/>
<a:ea typeface=""/><a:font script="Hans" typeface="宋体"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"""
NUMBERING = f"""
<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
<w:pPr><w:ind w:left="840" w:hanging="420"/>
</w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
FORMATS = Formats(etree.fromstring(STYLES), etree.fromstring(NUMBERING), etree.fromstring(THEME))


def properties(name: str, inner: str) -> etree._Element:
    return etree.fromstring(f'<w:{name} xmlns:w="{_W}">{inner}</w:{name}>')


def letters(paragraph: str = "", run: str = "") -> Letters:
    return FORMATS.letters(properties("pPr", paragraph), properties("rPr", run))


def test_defaults_and_the_theme() -> None:
    """An empty East Asian face of the theme stands for that of the script."""
    found = letters()

    assert (found.east, found.latin, found.size) == ("宋体", "Calibri", 10.5)


def test_a_face_of_the_style_hides_that_of_the_theme() -> None:
    found = letters('<w:pStyle w:val="b"/>')

    assert (found.east, found.latin, found.size) == ("仿宋_GB2312", "Calibri", 16)
    themed = letters('<w:pStyle w:val="b"/>', '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>')
    assert themed.east == "宋体"


@pytest.mark.parametrize(
    ("paragraph", "run", "bold"),
    [
        ("", '<w:rStyle w:val="s"/>', True),
        ('<w:pStyle w:val="b"/>', "", True),
        ('<w:pStyle w:val="b"/>', '<w:rStyle w:val="s"/>', False),  # toggles of two styles cancel one another
        ('<w:pStyle w:val="b"/>', '<w:rStyle w:val="s"/><w:b/>', True),  # the run's own word is final
        ('<w:pStyle w:val="b"/>', '<w:b w:val="0"/>', False),
    ],
)
def test_toggles(paragraph: str, run: str, bold: bool) -> None:
    assert letters(paragraph, run).bold is bold


def test_styles_in_a_circle_end() -> None:
    assert letters('<w:pStyle w:val="c"/>').size == 15


def setting(inner: str, pitch: float = 28.95) -> tuple[float, float, float]:
    found = FORMATS.setting(properties("pPr", inner), None, pitch)
    return round(found.left, 2), round(found.first, 2), found.after


def test_indents_merge_by_attribute() -> None:
    body = '<w:pStyle w:val="b"/>'
    assert setting(body) == (0, 2, 8)
    assert setting(body + '<w:ind w:firstLine="0"/>') == (0, 2, 8)  # characters win over lengths
    assert setting(body + '<w:ind w:firstLineChars="0" w:firstLine="0"/>') == (0, 0, 8)
    assert setting(body + '<w:ind w:hanging="320" w:left="320"/>') == (1, -1, 8)


def test_indents_of_a_list_level() -> None:
    assert setting('<w:pStyle w:val="l"/>')[:2] == (4, -2)
    assert setting('<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="0" w:firstLine="420"/>')[:2] == (0, 2)
    assert setting('<w:pStyle w:val="l"/><w:numPr><w:numId w:val="0"/></w:numPr>')[:2] == (0, 0)


def test_distances_in_lines_and_points() -> None:
    found = FORMATS.setting(
        properties("pPr", '<w:pStyle w:val="b"/><w:spacing w:beforeLines="100" w:before="312"/>'), None, 28.95
    )

    assert found.before == pytest.approx(28.95)
    assert (found.line, found.line_rule, found.align) == (28, "exact", "both")
