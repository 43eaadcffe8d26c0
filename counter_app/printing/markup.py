"""The pieces of HTML that the sheets share: Qt's subset, lengths in tenths of a point (px)."""

from __future__ import annotations

import re
from html import escape

from counter_app.domain.wording import typeset
from counter_app.printing.fonts import CODE_FAMILY
from counter_app.printing.page import INK, LINE, MUTED, PRIMARY

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


def two_columns(left: str, right: str, *, left_percent: int) -> str:
    """Two texts side by side over the whole width."""
    return (
        '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td width="{left_percent}%">{left}</td><td align="right">{right}</td></tr></table>'
    )


def title(html: str) -> str:
    """The title of the page, on its thick rule."""
    shown = paragraph(html, size=225, line=272, style=f"font-weight:700; color:{INK};")
    return (
        '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td style="padding:200px 0 96px 0; border-bottom:32px solid {PRIMARY};">{shown}</td>'
        "</tr></table>"
    )


def rows(pairs: list[tuple[str, str]]) -> str:
    """Lines of label and value (HTML both), each on a thin rule."""
    cell = f"padding:54px 0 46px 0; border-bottom:8px solid {LINE};"
    lines = "".join(
        f'<tr><td width="33%" style="{cell}">'
        + paragraph(label, size=120, line=158, style=f"color:{MUTED};")
        + f'</td><td style="{cell}">'
        + paragraph(value, size=120, line=158, style=f"color:{INK};")
        + "</td></tr>"
        for label, value in pairs
    )
    return (
        '<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:110px;">'
        f"{lines}</table>"
    )


def section(heading: str, paragraphs: tuple[str, ...], *, size: int = 120) -> str:
    """A heading and its sentences (HTML), one idea a line; `size` of the sentences, in 0.1 pt."""
    return paragraph(
        heading,
        size=size + 20,
        line=round(1.5 * size),
        above=166,
        below=36,
        style=f"font-weight:700; color:{INK};",
    ) + "".join(
        paragraph(
            _no_lone_word(words),
            size=size,
            line=round(1.42 * size),
            below=22,
            style=f"color:{INK};",
        )
        for words in paragraphs
    )


def _no_lone_word(html: str) -> str:
    """The last two words are kept together: a line of one short word reads as a slip."""
    return "\u00a0".join(html.rsplit(" ", 1))


def large(html: str) -> str:
    """A number to be read from afar."""
    return paragraph(html, size=560, line=620, style=f"font-weight:700; color:{INK};")


def call_out(left: str, right: str) -> str:
    """Two texts side by side between thin rules, one glance apart from the rest."""
    cell = f"padding:150px 0 110px 0; border-bottom:8px solid {LINE};"
    return (
        '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td width="36%" style="{cell} vertical-align:middle;">{left}</td>'
        f'<td style="{cell} vertical-align:middle;">{right}</td></tr></table>'
    )


def lead(html: str) -> str:
    """A line that opens the page."""
    return paragraph(html, size=116, line=158, style=f"color:{INK};")


def small(html: str, *, style: str = "") -> str:
    """A line of secondary text."""
    return paragraph(html, size=104, line=158, style=f"color:{MUTED}; {style}")


def code(html: str, *, size: int) -> str:
    """A number to be compared or spelled, in the typeface made for it."""
    style = f"font-family:'{CODE_FAMILY}'; font-size:{size}px; color:{INK};"
    return f'<span style="{style}">{html}</span>'
