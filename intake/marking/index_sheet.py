"""Export: the two sheets that a marked copy has more: the list of problems with links, and its hidden memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.grids import column_letters
from intake.marking.cell_styles import Stylesheet
from intake.marking.marks import (
    ANSWER_PIECE,
    ANSWERS_ROW,
    FIRST_PAIR_ROW,
    MARKED_ID,
    MOST_LINES,
    Mark,
    Words,
)
from intake.marking.xml_places import cell_text, quoted

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WIDTHS = (11, 22, 9, 26, 62, 62)
_MOST_LETTERS = 1_000
_TAB = "FFE08A1E"
_FILLS = {"error": "FFFDD9A1", "warning": "FFFFF4A1"}


@dataclass(frozen=True)
class IndexStyles:
    """The styles of the list's own cells."""

    plain: int
    line: int
    title: int
    head: int
    link: int
    levels: Mapping[str, int]

    @staticmethod
    def added_to(styles: Stylesheet) -> IndexStyles:
        """These styles in a stylesheet."""
        face = '<{0}name val="Calibri"/>'
        return IndexStyles(
            plain=styles.add(font=f'<{{0}}sz val="11"/>{face}'),
            line=styles.add(font=f'<{{0}}sz val="11"/>{face}', wraps=False),
            title=styles.add(font=f'<{{0}}b/><{{0}}sz val="14"/>{face}', wraps=False),
            head=styles.add(font=f'<{{0}}b/><{{0}}sz val="11"/>{face}', fill="FFF5F3EF"),
            link=styles.add(font=f'<{{0}}b/><{{0}}u/><{{0}}sz val="11"/><{{0}}color rgb="FF1F5A8C"/>{face}'),
            levels={
                level: styles.add(font=f'<{{0}}b/><{{0}}sz val="11"/>{face}', fill=fill)
                for level, fill in _FILLS.items()
            },
        )


def index_xml(namespace: str, words: Words, marks: Sequence[Mark], styles: IndexStyles) -> bytes:
    """The list: what is wrong, where, what stands there, why, and what to do; each cell can be jumped to."""
    rows = [f'<row r="1" hidden="1">{_cell("A1", MARKED_ID, 0)}</row>', _row(2, [(words.title, styles.title)])]
    for line in words.lines:
        rows.append(_row(len(rows) + 1, [(line, styles.line)]))
    rows.append(_row(len(rows) + 1, []))
    head = len(rows) + 1
    rows.append(_row(head, [(word, styles.head) for word in words.heads]))
    links = []
    for mark in marks[:MOST_LINES]:
        row = len(rows) + 1
        rows.append(_row(row, _line(mark, styles)))
        if mark.sheet:
            links.append(_link(f"C{row}", mark))
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, start=1)
    )
    frozen = f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
    joined = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'{_HEAD}<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="{_TAB}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>{joined}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _line(mark: Mark, styles: IndexStyles) -> list[tuple[str, int]]:
    cells = ", ".join(mark.cells[:8]) + (" …" if len(mark.cells) > 8 else "")
    return [
        (mark.level_word, styles.levels.get(mark.level, styles.plain)),
        (mark.sheet, styles.plain),
        (cells or "→" * bool(mark.sheet), styles.link),
        *((said, styles.plain) for said in (mark.found, mark.reason, mark.suggestion)),
    ]


def _link(cell: str, mark: Mark) -> str:
    sheet, first = mark.sheet.replace("'", "''"), (mark.cells or ("A1",))[0]
    place = quoted(f"'{sheet}'!{first}")
    return f'<hyperlink ref="{cell}" location="{place}"/>'


def _row(number: int, cells: Sequence[tuple[str, int]]) -> str:
    made = (_cell(f"{column_letters(n)}{number}", said, style) for n, (said, style) in enumerate(cells, start=1))
    return f'<row r="{number}">{"".join(made)}</row>'


def _cell(cell: str, text: str, style: int) -> str:
    shown = cell_text(text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…")
    if not shown:
        return f'<c r="{cell}" s="{style}"/>'
    return f'<c r="{cell}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def memory_xml(namespace: str, answers: str, pairs: Mapping[int, tuple[int, int]]) -> bytes:
    """The hidden sheet: what was answered, and each style beside the marked ones made of it (Excel renumbers styles)."""
    pieces = [answers[at : at + ANSWER_PIECE] for at in range(0, len(answers), ANSWER_PIECE)]
    told = "".join(_long_cell(f"{column_letters(n)}{ANSWERS_ROW}", piece) for n, piece in enumerate(pieces, start=1))
    rows = [f'<row r="1" hidden="1">{_cell("A1", MARKED_ID, 0)}</row><row r="{ANSWERS_ROW}">{told}</row>']
    for number, (style, (error, warning)) in enumerate(pairs.items(), start=FIRST_PAIR_ROW):
        worn = "".join(
            f'<c r="{letter}{number}" s="{s}"/>' for letter, s in zip("ABC", (style, error, warning), strict=True)
        )
        rows.append(f'<row r="{number}">{worn}</row>')
    return f'{_HEAD}<worksheet xmlns="{namespace}"><sheetData>{"".join(rows)}</sheetData></worksheet>'.encode()


def _long_cell(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{cell_text(text)}</t></is></c>'
