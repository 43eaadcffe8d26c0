"""What the papers given at a counter have in common: from whom, when, in which language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QDate, QLocale

from counter_app.domain.helpline import Helpline
from counter_app.domain.paper_words import Language, Papers
from counter_app.domain.papers import DEFAULT_LANGUAGE, foreign, papers
from counter_app.domain.wording import date_in_words
from counter_app.printing import markup
from counter_app.printing.page import SheetDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPaper:
    """Who gives the paper, on which day at the place; `language`: a code of `domain.papers`;
    `fictive`: an exercise."""

    organisation: str
    organisation_address: tuple[str, ...]
    given_on: date
    helpline: Helpline = field(default_factory=Helpline)
    language: str = DEFAULT_LANGUAGE
    fictive: bool = False

    @property
    def papers(self) -> Papers:
        """The words in the paper's language. Raises PapersError."""
        return papers(self.language)


def sheet(paper: GivenPaper, title: str, body: str, foot: str) -> SheetDocument:
    """A page with these parts, `title` naming it for the printer; marked when it is an exercise."""
    words = paper.papers
    return SheetDocument(
        title=title,
        body=body,
        foot=foot,
        watermark=words.watermark if paper.fictive else "",
        band=markup.text(words.fictive) if paper.fictive else "",
        right_to_left=words.language.right_to_left,
    )


def heading(paper: GivenPaper, title: str) -> str:
    """The top of the page: who gives it, when, and its title."""
    language = paper.papers.language
    address = tuple(filter(None, [foreign(", ".join(paper.organisation_address), language)]))
    given_on = markup.small(markup.text(day_in_words(paper.given_on, language, weekday=True)))
    return markup.two_columns(
        markup.office(foreign(paper.organisation, language), address),
        given_on,
        left_percent=58,
        mirrored=language.right_to_left,
    ) + markup.title(markup.text(title))


def day_in_words(day: date, language: Language, *, weekday: bool = False) -> str:
    """The date in full, as that language writes it."""
    locale = QLocale(language.voice)
    if locale.language() == QLocale.Language.French:
        return date_in_words(day, weekday=weekday)  # « 1er », which Qt does not know
    pattern = "dddd d MMMM yyyy" if weekday else "d MMMM yyyy"
    return locale.toString(QDate(day.year, day.month, day.day), pattern)
