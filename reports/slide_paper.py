"""Export: the paper of a slide show: a widescreen file in our typeface and colours, and how words are put on it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from reports.cell_text import plain
from reports.export_content import About
from reports.theme import LIGHT

WIDE, HIGH = 1280, 720  # every place is in pixels of such a screen
LEFT, RIGHT = 37, 1243
BODY = 18  # points: 24 pixels, read from six metres
BRAND = "#8C1C24"
FOOT = 672
_TITLE_ONLY = "Title Only"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
_FALLBACK = 'pitchFamily="34" charset="0"'  # a sans serif takes the place of a typeface that is not there
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
_FOOT_KINDS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_RULE = (
    f'<p:sp xmlns:p="{_PRESENTATION}" xmlns:a="{_DRAWING}"><p:nvSpPr><p:cNvPr id="20" name="Rule"/><p:cNvSpPr/><p:nvPr '
    f'userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDE * 9525}" cy="{6 * 9525}"/></a:xfrm>'
    f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{BRAND[1:]}"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)
LONGEST_TITLE, _LONG_TITLE = 78, 58  # letters in one line, in small type and in that of a title
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # a file made again of the same figures is the same, byte by byte


def px(pixels: float) -> Emu:
    """Pixels of a 1280 × 720 screen in the file's own measure."""
    return Emu(round(pixels * 9525))


def one_line(words: str) -> str:
    """A text as it stands on a slide: no control characters, no line breaks."""
    return " ".join(plain(words).split())


def short(name: object, longest: int) -> str:
    """A name from the data, not longer than there is room for."""
    words = one_line(str(name))
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


class Paper:
    """A show being written: its slides, each with a title and a foot, and its bytes at the end."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.lang = about.lang
        self._feet: list[str] = []
        self._show = Presentation()
        self._show.slide_width, self._show.slide_height = px(WIDE), px(HIGH)
        self._layout = _prepared(self._show)

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self._feet)

    def slide(self, title: str, notes: str, foot: str) -> Slide:
        """A new slide with its title, what its speaker may say, and what stands at its foot."""
        self._feet.append(foot)
        made = self._show.slides.add_slide(self._layout)
        if made.shapes.title is not None:
            made.shapes.title.text_frame.text = short(title, LONGEST_TITLE)
            _title_look(made.shapes.title.text_frame, self.lang)
        frame = made.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = plain(notes).replace("\r", "")
        return made

    def words(self, slide: Slide, box: tuple[float, float, float, float], words: str, **look: Any) -> Any:
        """Put words into a box (left, top, width, height); look as ``write`` takes it. Gives the text's frame."""
        shape = slide.shapes.add_textbox(*(px(side) for side in box))
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = look.pop("anchor", MSO_ANCHOR.TOP)
        write(frame.paragraphs[0], words, lang=self.lang, **look)
        return frame

    def finish(self, title: str) -> bytes:
        """The bytes of the show; equal content gives equal bytes."""
        look: dict[str, Any] = {"colour": LIGHT.muted}
        for place, (slide, foot) in enumerate(zip(self._show.slides, self._feet, strict=True), start=1):
            if foot:
                self.words(slide, (LEFT, FOOT, 1040, 32), foot, **look)
            count = self.words(slide, (RIGHT - 150, FOOT, 150, 32), f" / {len(self._feet)}", right=True, **look)
            _number_first(count, place)
        _properties(self._show, self.about, title)
        held = io.BytesIO()
        self._show.save(held)
        return _dated(held.getvalue())


def write(
    paragraph: Any,
    words: str,
    *,
    lang: str,
    size: float = BODY,
    colour: str = LIGHT.ink,
    bold: bool = False,
    italic: bool = False,
    right: bool = False,
    centred: bool = False,
) -> None:
    """Add words to a paragraph, as text and as nothing else."""
    run = paragraph.add_run()
    run.text = one_line(words) if words.strip() == words else f" {one_line(words)}"
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    run.font.color.rgb = RGBColor.from_string(colour[1:])
    run.font._element.set("lang", LOCALES[lang])
    if right or centred:
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.CENTER


def _prepared(show: Any) -> Any:
    """The one layout of the show: a red rule and a title, with our typeface and colours in the theme."""
    layouts = show.slide_layouts
    kept = next(layout for layout in layouts if layout.name == _TITLE_ONLY)
    for layout in [layout for layout in layouts if layout is not kept]:
        layouts.remove(layout)
    for shape in [*kept.placeholders, *show.slide_master.placeholders]:
        if shape.placeholder_format.type in _FOOT_KINDS:
            shape._element.getparent().remove(shape._element)
    kept.shapes._spTree.insert(2, parse_xml(_RULE))
    _place_title(show.slide_master)
    _themed(show)
    _without(show.part.package, RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    _without(show.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    return kept


def _place_title(master: Any) -> None:
    for shape in master.placeholders:
        if shape.placeholder_format.idx == 0:
            shape.left, shape.top, shape.width, shape.height = px(LEFT), px(16), px(RIGHT - LEFT), px(50)
            body = shape.text_frame
            body.margin_left = body.margin_right = body.margin_top = body.margin_bottom = 0
            body.vertical_anchor = MSO_ANCHOR.MIDDLE
        else:
            shape.left, shape.top, shape.width, shape.height = px(LEFT), px(120), px(RIGHT - LEFT), px(530)
    (style,) = master._element.xpath(".//p:titleStyle/a:lvl1pPr")
    style.set("algn", "l")
    font = style.find(qn("a:defRPr"))
    font.set("sz", "2600")
    font.set("b", "1")


def _themed(show: Any) -> None:
    """Our typeface and colours in the theme, so that what people add to the show looks like the rest."""
    part = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = part.blob.decode("utf-8")
    theme = re.sub(r'<a:font script="[^"]*" typeface="[^"]*"/>', "", theme)
    theme = theme.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="Be Vietnam Pro" {_FALLBACK}/>')
    for name, colour in _theme_colours().items():
        made = f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>'
        theme = re.sub(f"<a:{name}>.*?</a:{name}>", made, theme)
    part.blob = theme.encode("utf-8")


def _theme_colours() -> dict[str, str]:
    looks = {"dk1": LIGHT.ink, "lt1": LIGHT.paper, "dk2": LIGHT.muted, "lt2": LIGHT.panel}
    return looks | {f"accent{place}": colour for place, colour in enumerate((LIGHT.data, *LIGHT.categories), start=1)}


def _without(owner: Any, *kinds: str) -> None:
    """Leave out parts of the empty file that say nothing about this show."""
    for key in [key for key, held in owner._rels.items() if held.reltype in kinds]:
        owner.drop_rel(key)


def _title_look(frame: Any, lang: str) -> None:
    for run in frame.paragraphs[0].runs:
        run.font._element.set("lang", LOCALES[lang])
        if len(run.text) > _LONG_TITLE:
            run.font.size = Pt(20)


def _number_first(frame: Any, number: int) -> None:
    """The slide's own number as a field: it stays right when somebody moves or takes out slides."""
    (run,) = frame.paragraphs[0].runs
    looks = run._r.rPr
    attributes = " ".join(f"{name}={quoteattr(str(value))}" for name, value in looks.attrib.items())
    inside = f'<a:solidFill><a:srgbClr val="{LIGHT.muted[1:]}"/></a:solidFill>'
    field = (
        f'<a:fld xmlns:a="{_DRAWING}" id="{{5BCAD085-E8A6-8845-BD4E-CB4CCA059FC4}}" type="slidenum">'
        f"<a:rPr {attributes}>{inside}</a:rPr><a:t>{number}</a:t></a:fld>"
    )
    run._r.addprevious(parse_xml(field))


def _properties(show: Any, about: About, title: str) -> None:
    moment = about.exported.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    told = show.core_properties
    told.title, told.author, told.last_modified_by = one_line(title)[:200], one_line(about.by_whom)[:200], ""
    told.created = told.modified = moment
    told.language, told.revision = LOCALES[about.lang], 1


def _dated(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            kept = zipfile.ZipInfo(entry.filename, _FIRST_DAY)
            kept.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(kept, before.read(entry))
    return made.getvalue()
