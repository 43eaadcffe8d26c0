"""The mandate: what the agent types in the person's place, today only, signed on paper.

Printed before anything is typed. A record of it holds the version of its words and the acts named,
never a name; the names here are printed and forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from counter_app.domain.paper_words import MandateAct
from counter_app.domain.papers import filled, foreign
from counter_app.printing import markup
from counter_app.printing.given_paper import GivenPaper, day_in_words, heading, sheet
from counter_app.printing.page import SheetDocument

_TEXT = 120


@dataclass(frozen=True, slots=True)
class MandateFacts(GivenPaper):
    """What the mandate names. `acts`: at least one. `person`: who decides and signs; `space_of`:
    whose space it is, where that is somebody else; both as the case has them, else a line to write
    on. `agent`: a label, never a name."""

    acts: tuple[MandateAct, ...]
    agent: str
    person: str = field(default="", repr=False)
    space_of: str = field(default="", repr=False)


def mandate(facts: MandateFacts) -> SheetDocument:
    """The one-page mandate. Raises ValueError without an act, PapersError for a language that there
    is not."""
    if not facts.acts:
        raise ValueError("a mandate names at least one act")
    words, language = facts.papers.mandate, facts.papers.language
    mirrored = language.right_to_left
    body = "".join(
        (
            heading(facts, words.title),
            markup.rows(_who(facts), mirrored=mirrored),
            markup.heading(markup.text(words.asks), size=_TEXT),
            markup.pictured(
                [("check", (markup.text(words.acts[act]),)) for act in facts.acts],
                size=_TEXT,
                mirrored=mirrored,
            ),
            markup.heading(markup.text(words.limits), size=_TEXT),
            markup.pictured(
                [
                    (promise.icon, tuple(markup.text(line) for line in promise.lines))
                    for promise in words.promises
                ],
                size=_TEXT,
                mirrored=mirrored,
            ),
            markup.section(markup.text(words.duration), _lasts(facts), size=_TEXT),
            markup.signatures(
                [markup.text(words.person), markup.text(words.for_organisation)],
                [markup.text(line) for line in (words.place, words.day, words.signature)],
                mirrored=mirrored,
            ),
        )
    )
    (about,) = filled((words.about,), language, facts.helpline, version=words.version)
    return sheet(facts, "Mandat", body, markup.small(markup.text(about)))


def _who(facts: MandateFacts) -> list[tuple[str, str]]:
    words = facts.papers.mandate
    blank = markup.faint(markup.text(words.blank))
    language = facts.papers.language

    def own(told: str) -> str:
        return markup.text(foreign(told, language))

    person = f"<b>{own(facts.person)}</b>" if facts.person else blank
    rows = [(words.person, person)]
    if facts.space_of:
        rows.append((words.space, f"<b>{own(facts.space_of)}</b>"))
    rows.append((words.agent, own(f"{facts.agent}, {facts.organisation}")))
    return [(markup.text(label), value) for label, value in rows]


def _lasts(facts: MandateFacts) -> tuple[str, ...]:
    language = facts.papers.language
    today = day_in_words(facts.given_on, language)
    lines = filled(facts.papers.mandate.lasts, language, facts.helpline, date=today)
    return tuple(markup.text(line, strong=(today,)) for line in lines)
