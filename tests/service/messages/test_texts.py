"""The texts: each says all that it must, in words and sentences that everyone reads."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.profile import Action, FurtherAct
from counter_app.domain.wording import date_in_words
from counter_app.resource_files import resource
from counter_app.service import codes
from counter_app.service.codes import MessageChannel
from counter_app.service.messages.letter_page import Letter, check_letter
from counter_app.service.messages.texts import (
    PLACEHOLDERS,
    SMS_LENGTH,
    Occasion,
    TextError,
    Texts,
    in_gsm,
)
from counter_app.service.notices import template_of
from counter_app.service.scheduled import endings
from tests.reading_level import PLAIN, hard_to_read

FOLDER = resource("texts", "fr", "messages")
TEXTS = Texts()
DAY = date(2026, 5, 13)
CODE = "Hq7RtW2mKd9x"
CONFIRMATIONS = sorted(
    {
        template_of(act, reopened=reopened, delete_data=delete_data)
        for act in (*Action, *FurtherAct)
        for reopened in (False, True)
        for delete_data in (False, True)
    }
)
LONGEST_CHILD = "Marie-Antoinette-Philippine"
# GSM 03.38, the basic table.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def confirmation(template: str, **changes: str) -> Occasion:
    return Occasion(
        template,
        {
            "receipt_number": "CF-2026-000041",
            "registered_at": "2026-05-12T14:03:21+00:00",
            "organisation": "France Services des Trois-Îlets",
            "deletion_due_by": "2026-08-12",
        },
        "GP",
        DAY,
        **changes,
    )


def with_code(**changes: object) -> Occasion:
    return Occasion(
        **{
            "template": codes.TEMPLATE,
            "parameters": {},
            "territory": "GP",
            "day": DAY,
            "code": CODE,
        }
        | changes
    )  # type: ignore[arg-type]


DELETED = Occasion(endings.TEMPLATE, {"deleted_on": "2026-05-12"}, "GP", DAY)
OCCASIONS = [
    *(confirmation(name, child=child) for name in CONFIRMATIONS for child in ("", LONGEST_CHILD)),
    *(with_code(child=c, first_notice=f) for c in ("", LONGEST_CHILD) for f in (False, True)),
    DELETED,
]
ON_PAPER = [occasion for occasion in OCCASIONS if occasion.template not in CONFIRMATIONS]


def test_each_file_is_of_a_message_and_the_reverse() -> None:
    assert {path.name.removesuffix(".txt") for path in FOLDER.iterdir()} == set(PLACEHOLDERS)
    assert set(CONFIRMATIONS) < set(PLACEHOLDERS)


@pytest.mark.parametrize("fictive", [False, True])
@pytest.mark.parametrize("channel", [MessageChannel.EMAIL, MessageChannel.LETTER])
@pytest.mark.parametrize("occasion", OCCASIONS, ids=lambda each: each.template)
def test_everything_is_filled_in(
    occasion: Occasion, channel: MessageChannel, fictive: bool
) -> None:
    text = Texts(fictive=fictive).text_of(occasion, channel)
    assert text.subject
    assert "\n" not in text.subject
    assert "\n\n\n" not in text.body
    for part in (text.subject, text.body):
        assert "$" not in part
        assert "None" not in part
        assert part == part.strip()
    assert (occasion.child in text.body) or not occasion.child
    assert ("FICTIF" in text.subject and "FICTIF" in text.body) is fictive
    assert ("personne ne lit les réponses" in text.body) is (channel is MessageChannel.EMAIL)


def test_what_a_confirmation_says() -> None:
    text = TEXTS.text_of(confirmation("closing_with_deletion_registered"), MessageChannel.EMAIL)
    said = text.body.replace("\u00a0", " ")
    assert "le 12 mai 2026 à 10 h 03 (heure de la Guadeloupe)" in said
    assert "France Services des Trois-Îlets" in said
    assert "CF-2026-000041" in said
    assert "au plus tard le 12 août 2026" in said
    assert "34\u00a022" in text.body, "a number is not cut in two"


@given(day=st.dates(date(2022, 1, 1), date(2040, 1, 1)), child=st.sampled_from(["", "Noé"]))
def test_a_notice_says_both_days_and_which_one_counts(day: date, child: str) -> None:
    text = TEXTS.text_of(with_code(day=day, first_notice=True, child=child), MessageChannel.EMAIL)
    said = text.body.replace("\u00a0", " ")
    until = day + timedelta(days=42)
    assert f"jusqu’au {date_in_words(until)}, ce jour compris" in said
    assert f"à partir de l’envoi, le {date_in_words(day)}" in said
    assert f"s’ouvre le {date_in_words(until + timedelta(days=1))}" in said
    assert "Hq7R tW2m Kd9x" in said.split("\n")


def test_a_child_s_notice_lets_the_wrong_adult_say_so() -> None:
    text = TEXTS.text_of(with_code(first_notice=True, child="Noé"), MessageChannel.LETTER)
    assert "Dire que vous n’êtes pas le représentant légal" in text.body


def test_a_new_code_is_no_notice() -> None:
    notice = TEXTS.text_of(with_code(first_notice=True), MessageChannel.EMAIL)
    again = TEXTS.text_of(with_code(), MessageChannel.EMAIL)
    assert "six semaines" in notice.body
    assert "six semaines" not in again.body
    assert "nouveau code" in again.subject


@pytest.mark.parametrize("fictive", [False, True])
@pytest.mark.parametrize("occasion", ON_PAPER, ids=lambda each: each.template)
def test_each_letter_goes_on_one_page(occasion: Occasion, fictive: bool) -> None:
    text = Texts(fictive=fictive).text_of(occasion, MessageChannel.LETTER)
    check_letter(Letter(("Odette MARCHANDEAU", "97160 LE MOULE"), text, occasion.code_in_groups))


# Text messages ------------------------------------------------------------------------------------


@given(
    child=st.one_of(st.just(""), st.text(min_size=1, max_size=100).map(lambda name: name.strip())),
    day=st.dates(date(2022, 1, 1), date(2040, 1, 1)),
    first_notice=st.booleans(),
)
def test_a_code_goes_in_one_text_message(child: str, day: date, first_notice: bool) -> None:
    occasion = with_code(child=child, day=day, first_notice=first_notice)
    text = TEXTS.text_of(occasion, MessageChannel.SMS)
    assert len(text.body) <= SMS_LENGTH
    assert set(text.body) <= GSM
    assert "Hq7R tW2m Kd9x" in text.body
    assert f"{day + timedelta(days=42):%d/%m/%Y}" in text.body


def test_names_in_a_text_message_lose_what_it_cannot_carry() -> None:
    assert in_gsm("Zoë-Noëlle d’Ornano") == "Zoe-Noelle d'Ornano"
    assert in_gsm("Hélène, Çağla, Łucja") == "Hélène, Çagla, ucja"
    assert in_gsm("Fe\u0301lix") == "Félix"


def test_no_confirmation_goes_by_text_message() -> None:
    with pytest.raises(TextError, match="no such text"):
        TEXTS.text_of(confirmation("opposition_registered"), MessageChannel.SMS)


# A slip in a file ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("notice.txt", "${until}", "${untill}", "notice: until, untill"),
        ("notice.txt", "${code}", "", "notice: code"),
        ("closing_registered.txt", "dix ans", "${deletion_due_by}", "closing_registered: deletion"),
        ("data_deleted.txt", "vide.", "vide, 5 $.", "data_deleted: a lone"),
        ("data_deleted.txt", "\n\nBonjour", "\nBonjour", "data_deleted: a subject"),
        ("enrolment_code.sms.txt", "${until}", "demain", r"enrolment_code\.sms: until"),
    ],
)
def test_a_slip_is_said_at_the_start(
    tmp_path: Path, name: str, before: str, after: str, said: str
) -> None:
    folder = tmp_path / "messages"
    shutil.copytree(FOLDER, folder)
    content = (folder / name).read_text("utf-8")
    assert before in content
    (folder / name).write_text(content.replace(before, after), "utf-8")
    with pytest.raises(TextError, match=said):
        Texts(folder)


def test_a_missing_file_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Texts(tmp_path)


@pytest.mark.parametrize(
    "occasion",
    [
        Occasion("opposition_registered", {}, "GP", DAY),
        Occasion("no_such_text", {}, "GP", DAY),
        with_code(code=""),
        Occasion("data_deleted", {"deleted_on": None}, "GP", DAY),
    ],
)
def test_a_message_that_lacks_something_is_not_sent(occasion: Occasion) -> None:
    with pytest.raises(TextError):
        TEXTS.text_of(occasion, MessageChannel.EMAIL)


def test_a_structure_s_name_is_no_template() -> None:
    occasion = confirmation("opposition_registered")
    odd = {**occasion.parameters, "organisation": "Mairie ${code} $$ {moment}"}
    text = TEXTS.text_of(Occasion(occasion.template, odd, "GP", DAY), MessageChannel.EMAIL)
    assert "Mairie ${code} $$ {moment}" in text.body


# How it reads -------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", [MessageChannel.EMAIL, MessageChannel.LETTER])
@pytest.mark.parametrize("occasion", OCCASIONS, ids=lambda each: each.template)
def test_it_is_easy_to_read(occasion: Occasion, channel: MessageChannel) -> None:
    text = TEXTS.text_of(occasion, channel)
    said = f"{text.subject}\n{text.body}".replace("CF-2026-000041", "12").replace("\u00a0", " ")
    assert hard_to_read([said], PLAIN) == []
    assert not re.search(r"attention|obligatoire|immédiatement|sous peine|faute de", said)
    assert not re.search(r" [?!:;»]|« ", f"{text.subject}\n{text.body}"), "a sign may begin a line"


@pytest.mark.parametrize("occasion", OCCASIONS, ids=lambda each: each.template)
def test_each_text_says_what_can_be_done_and_whom_to_call(occasion: Occasion) -> None:
    text = TEXTS.text_of(occasion, MessageChannel.EMAIL)
    assert "34\u00a022" in text.body
    assert "trop tard" not in text.body


def test_the_moment_is_that_of_the_territory() -> None:
    at = datetime(2026, 5, 12, 23, 30, tzinfo=UTC).isoformat()
    for territory, said in (
        ("FX", "13\u00a0mai\u00a02026 à 1\u00a0h\u00a030 (heure de Paris)"),
        ("GP", "12\u00a0mai\u00a02026 à 19\u00a0h\u00a030 (heure de la Guadeloupe)"),
        ("RE", "13\u00a0mai\u00a02026 à 3\u00a0h\u00a030 (heure de La Réunion)"),
    ):
        parameters = {**confirmation("").parameters, "registered_at": at}
        occasion = Occasion("opposition_registered", parameters, territory, DAY)
        assert said in TEXTS.text_of(occasion, MessageChannel.EMAIL).body
