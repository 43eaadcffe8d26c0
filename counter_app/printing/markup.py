"""The pieces of HTML that the sheets share: Qt's subset, lengths in tenths of a point (px)."""

from __future__ import annotations

import re
from html import escape

from counter_app.domain.wording import typeset
from counter_app.printing.fonts import CODE_FAMILY
from counter_app.printing.page import INK, LINE, MUTED, PRIMARY
from counter_app.printing.pictures import SCHEME

FICTIVE = "FICTIF"  # across each page of an invented person

_SERVICE_NAME = "Mon espace santé"  # never broken over two lines


def text(words: str, *, strong: tuple[str, ...] = ()) -> str:
    """Words as HTML with French spacing; each part named in `strong` stands out in bold."""
    html = escape(printable(words).replace(_SERVICE_NAME, unbroken(_SERVICE_NAME)))
    for part in strong:
        if part:
            html = f"<b>{escape(part)}</b>".join(re.split(_any_blank(escape(part)), html))
    return html


def printable(words: str) -> str:
    """French spacing, with the one non-breaking space that the typefaces hold."""
    return typeset(words).replace("\u202f", "\u00a0")


def unbroken(words: str) -> str:
    """The same words, kept on one line."""
    return words.replace(" ", "\u00a0")


def _any_blank(part: str) -> str:
    return r"[ \u00a0]".join(re.escape(piece) for piece in re.split("[ \u00a0]", part))


def paragraph(
    html: str, *, size: int, line: int, above: int = 0, below: int = 0, style: str = ""
) -> str:
    """A paragraph; sizes in 0.1 pt: of the type, from line to line, white above and below."""
    return (
        f'<p style="font-size:{size}px; line-height:{line}px; -qt-line-height-type:fixed;'
        f' margin:{above}px 0 {below}px 0; {style}">{html}</p>'
    )


def two_columns(left: str, right: str, *, left_percent: int, mirrored: bool = False) -> str:
    """Two texts side by side over the whole width; `mirrored`: for a text from right to left."""
    edge = "left" if mirrored else "right"
    cells = [
        f'<td width="{left_percent}%">{left}</td>',
        f'<td width="{100 - left_percent}%" align="{edge}">{right}</td>',
    ]
    return _table(f"<tr>{_row(cells, mirrored)}</tr>")


def _table(lines: str) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="0">{lines}</table>'


def _row(cells: list[str], mirrored: bool) -> str:
    """Qt lays cells from left to right in any language: they are turned round here."""
    return "".join(reversed(cells) if mirrored else cells)


def office(name: str, address: tuple[str, ...]) -> str:
    """Who gives the paper, at the top of it."""
    return lead(f"<b>{text(name)}</b>") + "".join(small(text(line)) for line in address)


def title(html: str) -> str:
    """The title of the page, on its thick rule."""
    shown = paragraph(html, size=225, line=272, style=f"font-weight:700; color:{INK};")
    cell = f"padding:200px 0 96px 0; border-bottom:32px solid {PRIMARY};"
    return _table(f'<tr><td style="{cell}">{shown}</td></tr>')


def rows(pairs: list[tuple[str, str]], *, mirrored: bool = False) -> str:
    """Lines of label and value (HTML both), each on a thin rule."""
    cell = f"padding:54px 0 46px 0; border-bottom:8px solid {LINE};"

    def cells(label: str, value: str) -> list[str]:
        named = paragraph(label, size=120, line=158, style=f"color:{MUTED};")
        told = paragraph(value, size=120, line=158, style=f"color:{INK};")
        return [
            f'<td width="33%" style="{cell}">{named}</td>',
            f'<td width="67%" style="{cell}">{told}</td>',
        ]

    lines = "".join(f"<tr>{_row(cells(*pair), mirrored)}</tr>" for pair in pairs)
    return (
        '<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:110px;">'
        f"{lines}</table>"
    )


def section(title_of: str, paragraphs: tuple[str, ...], *, size: int = 120) -> str:
    """A heading and its sentences (HTML), one idea a line; `size` of the sentences, in 0.1 pt."""
    return heading(title_of, size=size) + "".join(
        paragraph(
            _no_lone_word(words),
            size=size,
            line=round(1.42 * size),
            below=22,
            style=f"color:{INK};",
        )
        for words in paragraphs
    )


def heading(html: str, *, size: int, above: int = 166) -> str:
    """The heading of a section whose sentences are this large."""
    return paragraph(
        html,
        size=size + 20,
        line=round(1.5 * size),
        above=above,
        below=36,
        style=f"font-weight:700; color:{INK};",
    )


def pictured(
    points: list[tuple[str, tuple[str, ...]]], *, size: int, mirrored: bool = False
) -> str:
    """Lines (HTML) beside a picture each: a name of resources/icons, then one idea a line."""
    side, line = round(1.75 * size), round(1.36 * size)
    gap = round(0.28 * size)

    def cells(icon: str, lines: tuple[str, ...]) -> list[str]:
        cell = f"padding:{gap}px 0 {gap}px 0; vertical-align:middle;"
        drawn = f'<span style="color:{INK};"><img src="{SCHEME}{icon}" width="{side}"></span>'
        told = "".join(
            paragraph(_no_lone_word(each), size=size, line=line, style=f"color:{INK};")
            for each in lines
        )
        return [
            f'<td width="{round(1.65 * side)}" style="{cell}">{drawn}</td>',
            f'<td style="{cell}">{told}</td>',
        ]

    body = "".join(f"<tr>{_row(cells(*point), mirrored)}</tr>" for point in points)
    return _table(body)


def _no_lone_word(html: str) -> str:
    """The last two words are kept together: a line of one short word reads as a slip."""
    return "\u00a0".join(html.rsplit(" ", 1))


def large(html: str) -> str:
    """A number to be read from afar."""
    return paragraph(html, size=560, line=620, style=f"font-weight:700; color:{INK};")


def call_out(left: str, right: str, *, mirrored: bool = False) -> str:
    """Two texts side by side between thin rules, one glance apart from the rest."""
    cell = f"padding:150px 0 110px 0; border-bottom:8px solid {LINE}; vertical-align:middle;"
    cells = [
        f'<td width="36%" style="{cell}">{left}</td>',
        f'<td width="64%" style="{cell}">{right}</td>',
    ]
    return _table(f"<tr>{_row(cells, mirrored)}</tr>")


def lead(html: str) -> str:
    """A line that opens the page."""
    return paragraph(html, size=116, line=158, style=f"color:{INK};")


def lead_in(html: str, *, size: int) -> str:
    """What the page is for, under its title."""
    line = round(1.42 * size)
    return paragraph(_no_lone_word(html), size=size, line=line, above=130, style=f"color:{INK};")


def question(html: str) -> str:
    """Whom to ask, in the foot of the page."""
    return paragraph(_no_lone_word(html), size=116, line=164, below=20, style=f"color:{INK};")


def small(html: str, *, style: str = "") -> str:
    """A line of secondary text."""
    return paragraph(html, size=104, line=158, style=f"color:{MUTED}; {style}")


def faint(html: str) -> str:
    """What a blank is for, in small letters at its side."""
    return f'<span style="font-size:92px; color:{MUTED};">{html}</span>'


def signatures(signers: list[str], lines: list[str], *, mirrored: bool = False) -> str:
    """A box for each signer (HTML), with these lines to fill in; the last one has the most room."""
    cell = f"padding:90px 120px 90px 120px; border:8px solid {LINE};"
    *above, last = (paragraph(line, size=104, line=230, style=f"color:{MUTED};") for line in lines)
    boxes = [
        f'<td width="48%" style="{cell}">'
        + paragraph(signer, size=120, line=180, style=f"font-weight:700; color:{INK};")
        + "".join(above)
        + last
        + paragraph("&nbsp;", size=104, line=420)
        + "</td>"
        for signer in signers
    ]
    boxes.insert(1, '<td width="4%"></td>')
    return (
        '<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:170px;">'
        f"<tr>{_row(boxes, mirrored)}</tr></table>"
    )


def code(html: str, *, size: int) -> str:
    """A number to be compared or spelled, in the typeface made for it."""
    style = f"font-family:'{CODE_FAMILY}'; font-size:{size}px; color:{INK};"
    return f'<span style="{style}">{html}</span>'
