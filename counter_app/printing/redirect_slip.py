"""The slip for who leaves without an act: the helpline's number, its hours, what to prepare.

It holds nothing about the person, so it may lie on a desk or be given to someone else.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.papers import foreign
from counter_app.domain.redirection import RedirectReason
from counter_app.printing import markup
from counter_app.printing.given_paper import GivenPaper, heading, sheet
from counter_app.printing.page import SheetDocument

_TEXT = 130  # read standing, or kept for a call at home


@dataclass(frozen=True, slots=True)
class RedirectFacts(GivenPaper):
    """Why the person goes on elsewhere."""

    reason: RedirectReason


def redirect_slip(facts: RedirectFacts) -> SheetDocument:
    """The one-page slip for this reason. Raises PapersError for a language that there is not."""
    words, headings = facts.papers.slips[facts.reason], facts.papers.slip
    size = max(_TEXT, round(10 * facts.papers.language.text_size))
    body = "".join(
        (
            heading(facts, words.title),
            _number_to_call(facts, headings.call),
            markup.section(
                markup.text(headings.explanation), _sentences(words.explanation), size=size
            ),
            markup.section(
                markup.text(headings.prepare),
                tuple(f"•&nbsp;&nbsp;{item}" for item in _sentences(words.prepare)),
                size=size,
            ),
        )
    )
    foot = markup.small(markup.text(headings.about))
    return sheet(facts, f"Fiche {facts.helpline.number}", body, foot)


def _number_to_call(facts: RedirectFacts, call: str) -> str:
    """The number, to be read from the other side of a desk; its hours and price beside it."""
    language = facts.papers.language
    number = markup.large(markup.text(markup.unbroken(facts.helpline.number)))
    beside = markup.lead(f"<b>{markup.text(call)}</b>") + "".join(
        markup.lead(markup.text(foreign(line[:1].upper() + line[1:], language)))
        for line in (facts.helpline.hours, facts.helpline.price)
        if line
    )
    return markup.call_out(number, beside, mirrored=language.right_to_left)


def _sentences(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(markup.text(sentence) for sentence in words)
