"""The confirmation that the person takes home: its layout. Its words: `domain.receipts`."""

from __future__ import annotations

from counter_app.domain.receipts import ConfirmationFacts, ConfirmationWords, confirmation_words
from counter_app.printing import markup
from counter_app.printing.page import SheetDocument
from counter_app.printing.qr import square_code

_MASK = "•"  # only the masked NIR holds it
_WHO_DECIDED = ", à la demande de"  # what was decided on one line, by whom on the next


def confirmation_document(facts: ConfirmationFacts, duplicate: int = 0) -> SheetDocument:
    """The page for these facts. `duplicate`: 0 for the first print, then 1, 2…, said on the page.

    Raises ValueError when `registered_at` has no time zone, KeyError for an unknown territory.
    """
    words = confirmation_words(facts)
    return SheetDocument(
        title=f"Confirmation {words.number}",
        body=_body(facts, words, duplicate),
        foot=markup.small(markup.text(words.seal_note)) if words.seal_note else "",
        code=square_code(facts.seal) if facts.seal else None,
        watermark=markup.FICTIVE if facts.fictive else "",
        band=markup.text(words.fictive_note),
    )


def suggested_file_name(facts: ConfirmationFacts) -> str:
    """A name for the PDF file without personal data: « confirmation-CF-2026-000123.pdf »."""
    number = "".join(sign if sign.isalnum() else "-" for sign in facts.receipt_number)
    return f"confirmation-{number}.pdf"


def _body(facts: ConfirmationFacts, words: ConfirmationWords, duplicate: int) -> str:
    strong = (markup.unbroken(facts.helpline.number),)
    return "".join(
        (
            _heading(words, duplicate),
            markup.title(markup.text(words.title)),
            markup.rows(
                [(markup.text(label), _value(facts, value)) for label, value in words.rows]
            ),
            *(
                markup.section(
                    markup.text(section.heading),
                    tuple(markup.text(sentence, strong=strong) for sentence in section.sentences),
                )
                for section in words.sections
            ),
        )
    )


def _heading(words: ConfirmationWords, duplicate: int) -> str:
    """Who made the paper at the left; its number and moment at the right."""
    organisation, *address = words.organisation_lines
    left = markup.office(organisation, tuple(address))
    number = markup.code(f"<b>{markup.text(markup.unbroken(words.number))}</b>", size=128)
    right = [f"{markup.text(markup.unbroken(words.number_label))}&nbsp;{number}"]
    if duplicate:
        right.append(f"<b>{markup.text(f'Duplicata n° {duplicate}')}</b>")
    right += [markup.text(words.moment), markup.text(words.moment_zone)]
    return markup.two_columns(left, "".join(markup.small(line) for line in right), left_percent=58)


def _value(facts: ConfirmationFacts, value: str) -> str:
    """The person's name stands out; the masked number is set like all numbers to compare."""
    if _MASK in value:
        return markup.code(markup.text(markup.unbroken(value)), size=120)
    html = markup.text(value, strong=(f"{facts.given_name} {facts.family_name}",))
    return html.replace(_WHO_DECIDED, _WHO_DECIDED.replace(" ", "<br>", 1))
