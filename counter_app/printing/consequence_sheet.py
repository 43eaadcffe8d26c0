"""The sheet that is read before opposing, closing or deleting: what changes, what does not.

One page; in large print two at most, cut between two points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from counter_app.domain.paper_words import Change, Part
from counter_app.domain.papers import filled
from counter_app.printing import markup
from counter_app.printing.given_paper import GivenPaper, heading, sheet
from counter_app.printing.page import SheetDocument, body_room, page_text, plain_foot

LARGE_PRINT = 18.3  # points of its text: never less than 18


@dataclass(frozen=True, slots=True)
class ConsequenceFacts(GivenPaper):
    """Which change the sheet explains, and how large."""

    change: Change
    large_print: bool = False


def consequence_sheet(facts: ConsequenceFacts) -> SheetDocument:
    """The sheet of this change: its first page, with the one that may follow.

    Needs a QGuiApplication, like all that measures a text. Raises PapersError for a language that
    there is not.
    """
    words = facts.papers.sheets[facts.change]
    size = round(10 * facts.papers.language.text_size)
    given_by = replace(facts, organisation_address=()) if facts.large_print else facts
    top = heading(given_by, words.title) + markup.lead_in(markup.text(words.lead), size=size)
    parts = [_blocks(part, size, facts) for part in words.parts]
    parts[0][0] = top + parts[0][0]
    question = " ".join(filled(words.question, facts.papers.language, facts.helpline))
    strong = (facts.helpline.number,)
    foot = markup.question(markup.text(question, strong=strong)) + _note(words.about)
    page = sheet(facts, f"Fiche {facts.change.value}", "".join(map("".join, parts)), foot)
    if not facts.large_print:
        return page
    return _in_large_print(replace(page, enlarged=10 * LARGE_PRINT / size), parts, facts)


def _blocks(part: Part, size: int, facts: ConsequenceFacts) -> list[str]:
    """A point each; the heading stays with the first one."""
    mirrored = facts.papers.language.right_to_left
    points = [
        markup.pictured(
            [(point.icon, tuple(map(markup.text, point.lines)))], size=size, mirrored=mirrored
        )
        for point in part.points
    ]
    return [markup.heading(markup.text(part.heading), size=size) + points[0], *points[1:]]


def _in_large_print(
    page: SheetDocument, parts: list[list[str]], facts: ConsequenceFacts
) -> SheetDocument:
    """Two pages: cut before the last heading that lets both hold their text, else where the first
    page is full."""
    numbers = [_note(_page_number(facts, number, of=2)) for number in (1, 2)]
    blocks = [block for part in parts for block in part]
    headings = [sum(map(len, parts[:rank])) for rank in range(1, len(parts))]
    first = replace(page, foot=numbers[0])
    last = replace(page, foot=page.foot + numbers[1])

    def cut_at(rank: int) -> SheetDocument:
        second = replace(last, body="".join(blocks[rank:]))
        return replace(first, body="".join(blocks[:rank]), following=(second,))

    for rank in reversed(headings):
        if all(map(_holds, cut_at(rank).pages)):
            return cut_at(rank)
    full = (rank for rank in range(len(blocks) - 1, 1, -1) if _holds(cut_at(rank)))
    return cut_at(next(full, 1))


def _holds(page: SheetDocument) -> bool:
    """Whether a page holds its text in its own size."""
    room = body_room(plain_foot(page)[1])
    text = page_text(page.body, room.width() / page.enlarged, right_to_left=page.right_to_left)
    return text.size().height() * page.enlarged <= room.height()


def _note(words: str) -> str:
    return markup.small(markup.text(words))


def _page_number(facts: ConsequenceFacts, page: int, *, of: int) -> str:
    numbers = {"page": str(page), "pages": str(of)}
    (words,) = filled((facts.papers.page,), facts.papers.language, facts.helpline, **numbers)
    return words
