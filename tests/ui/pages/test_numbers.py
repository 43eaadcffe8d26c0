"""The numbers typed from the card's face: each field says at once what to correct."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.failures import FailureCode
from counter_app.domain.nir import nir_key
from counter_app.procedure.case import Case, StepId
from counter_app.ui.widgets.text_field import TextField
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain

NAMES = ("le numéro de sécurité sociale", "le numéro de série", "la date de naissance")
NIR, SERIAL, BIRTH = "248049711203438", "03004177253", "17041948"  # Odette's


def keyed(number: str) -> str:
    """With the key that makes it right."""
    return number + nir_key(number.upper())


def the_fields(at: CounterOnScreen) -> list[TextField]:
    fields = at.page.findChildren(TextField)
    assert [plain(field.line.accessibleName()) for field in fields] == [
        "Numéro de sécurité sociale",
        "Numéro de série de la carte",
        "Date de naissance",
    ]
    return fields


def without_photo(at: CounterOnScreen) -> None:
    """From the first field: the choice of the card's model is the next thing."""
    at.press(Qt.Key.Key_Tab)
    at.press(Qt.Key.Key_Right)
    at.press(Qt.Key.Key_Tab)


NIRS = [
    # typed, what is said under the field, can it be sent
    (NIR[:13], "Il manque la clé, les 2 derniers chiffres. D’après le calcul, c’est « 38 »", True),
    (NIR[:5], "Encore 10 chiffres", False),
    (NIR[:14], "la clé en a 2", False),
    ("248049711203439", "La clé ne va pas avec le reste du numéro", False),
    ("248094711203438", "Peut-être inversés : le mois et le département (« 04 97 »", False),
    ("248049711203400", "La clé, les 2 derniers chiffres, va de 01 à 97", False),
    ("248049711203498", "La clé, les 2 derniers chiffres, va de 01 à 97", False),
    ("24804971120343O", "15ᵉ caractère : « O » est une lettre. Est-ce le chiffre « 0 »", False),
    ("239063A00411751", "Pour la Corse, c’est « 2A » ou « 2B »", False),
    (
        "239062a00411751",
        "Est-ce bien le numéro de cette personne, et non celui d’un proche ?",
        True,
    ),
    (keyed("2482097112034"), "Le mois « 20 » est rare", True),
    (keyed("2484297112034"), "Le mois « 42 » est rare", True),
    (keyed("2485097112034"), "Le mois « 50 » est rare", True),
    (keyed("2489997112034"), "Le mois « 99 » est rare", True),
    ("248139711203438", "Le mois « 13 » n’existe pas", False),
    *[
        (keyed(f"{first}480497112034"), f"{kind} (il commence par {first}) : il est accepté", True)
        for first, kind in zip(
            "345678",
            ("attente", "attente", "provisoire", "provisoire", "provisoire", "provisoire"),
            strict=True,
        )
    ],
    ("048049711203438", "Le premier chiffre ne peut pas être 0", False),
    (keyed("2480497912034"), "Le département « 979 » n’est pas connu", True),
    (keyed("2480499112034"), "", True),  # born abroad
    ("2480497112034381", "Il y a 1 chiffre de trop", False),
    ("0690304512", "C’est un numéro de téléphone", False),
    (SERIAL, "C’est le numéro de série de la carte", False),
    (keyed("2480499352034"), "", True),  # Algeria, as countries are numbered
    ("248049711253438", "le numéro d’ordre « 534", False),
    ("284049711203438", "relisez l’année « 84 ». La date de naissance donne « 48 ».", False),
    ("155125555555555", "C’est le numéro d’exemple de la notice", False),
]
SERIALS = [
    ("80250000020" + SERIAL[1:], "", True),
    (SERIAL[:10], "Il manque le dernier chiffre, un peu à l’écart", False),
    (SERIAL[1:10], "Les zéros du début comptent", False),
    (SERIAL[:8], "Carte sans photo ?", False),
    ("12/03/2009", "C’est une date.", False),
    ("12/03/09", "C’est une date.", False),
    (NIR[:13], "Ce sont les chiffres du numéro de sécurité sociale", False),
    (SERIAL[:3] + "S4177253", "« S » est une lettre. Est-ce le chiffre « 5 »", False),
    ("80250000025", "C’est un numéro du régime, le même pour tous", False),
    (NIR, "Ce sont les chiffres du numéro de sécurité sociale", False),
    ("O" + SERIAL[1:], "1ᵉʳ caractère : « O » est une lettre", False),
    (SERIAL[:10] + "4", "Le dernier chiffre est « 4 » ; d’après le calcul", True),
    (SERIAL + "1", "Il y a 1 chiffre de trop", False),
]
SERIALS_WITHOUT_PHOTO = [
    ("8025000002" + SERIAL, "Ce numéro est celui d’une carte avec photo", False),
    ("0300417", "Encore 1 chiffre au moins", False),
    ("12032009", "C’est une date.", False),
    (SERIAL + "123", "le numéro en a 13 au plus", False),
    ("03004177", "", True),
]
BIRTHS = [
    ("04062017", "Est-ce bien la date de cette personne, et non celle d’un proche ?", True),
    ("17051948", "Le mois ne va pas avec le numéro de sécurité sociale", True),
    ("29021947", "En 1947, février n’avait que 28 jours", False),
    ("31041948", "Il n’y a que 30 jours en avril", False),
    ("00001948", "Jour et mois inconnus : gardez 00 si la carte l’écrit ainsi", True),
    ("1948", "Jour et mois inconnus sur la carte ? Écrivez 00/00/1948", False),
    ("17 04 48", "Écrivez l’année avec ses 4 chiffres : 1948 ?", False),
    ("17042048", "L’année 2048 est à venir", False),
    ("17041848", "il y a plus de 120 ans", False),
    ("04171948", "Jour et mois inversés ? Ce serait 17/04/1948", False),
    ("19480417", "L’année vient en dernier", False),
    ("17 avril 1948", "", True),
]


@pytest.mark.parametrize(
    ("rank", "model", "cases"),
    [
        pytest.param(0, "with photo", NIRS, id="security numbers"),
        pytest.param(1, "with photo", SERIALS, id="serials of cards with photo"),
        pytest.param(1, "without photo", SERIALS_WITHOUT_PHOTO, id="serials without photo"),
        pytest.param(2, "with photo", BIRTHS, id="birth dates"),
    ],
)
def test_each_field_says_at_once_what_to_correct_and_loses_nothing(
    play: Play, rank: int, model: str, cases: list[tuple[str, str, bool]]
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await _typed_case(at)
        at.type(NIR)
        if model == "without photo":
            without_photo(at)
            await at.settled()
            assert "au dos, en haut à gauche" in at.said(the_fields(at)[1])
        _, serial, birth = the_fields(at)
        serial.line.setFocus()
        at.type(SERIAL)
        at.press(Qt.Key.Key_Tab)
        at.type(BIRTH)
        assert at.focus is birth.line
        for case in cases:
            await _try(at, rank, *case)

    play(scenario)


async def _try(at: CounterOnScreen, rank: int, typed: str, sentence: str, sent: bool) -> None:
    """Type this in the field instead of what is there; the other fields are right."""
    field = the_fields(at)[rank]
    field.line.setFocus()
    at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    at.type(typed)
    _says_at_once(at, field, sentence, typed)
    shown = [each.line.text() for each in the_fields(at)]
    at.enter()
    await at.settled()
    assert (at.procedure.step is StepId.PERSON) is sent, typed
    if sent:
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.NUMBERS)
    else:
        assert at.page.frame.hint(), typed
    assert [each.line.text() for each in the_fields(at)] == shown, typed


def _says_at_once(at: CounterOnScreen, field: TextField, sentence: str, typed: str) -> None:
    """Without a turn of the loop, under this field, for eyes and for screen readers."""
    said = plain(field.shown_findings())
    if not sentence:
        assert said == "", typed
        return
    assert sentence in said, typed
    assert sentence in at.said(field), typed
    assert sentence in plain(field.line.accessibleDescription()), typed


def test_a_serial_of_the_wrong_model_is_right_once_the_model_is_chosen(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await _typed_case(at)
        at.type_numbers(card_serial="03004177")
        assert not the_case_of(at).card_serial
        serial = the_fields(at)[1]
        at.press(Qt.Key.Key_Backtab)
        at.press(Qt.Key.Key_Backtab)
        at.press(Qt.Key.Key_Right)
        await at.settled()
        assert serial.text() == "03004177"
        assert the_case_of(at).card_serial == "03004177"
        assert not serial.shown_findings()

    play(scenario)


def test_nothing_typed_is_lost_by_going_on_and_back(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await _typed_case(at)
        without_photo(at)
        at.type("0300417725")
        at.press(Qt.Key.Key_Tab)
        at.type("17/4/1948")
        the_fields(at)[0].line.setFocus()
        at.type("2 48 04 97-112.034")
        shown = [field.line.text() for field in the_fields(at)]
        at.enter()
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.NUMBERS)
        assert [field.line.text() for field in the_fields(at)] == shown
        assert the_case_of(at).card_serial == "0300417725"
        assert at.focus is at.page.forward_button
        at.enter()
        await at.shows(StepId.PERSON)

    play(scenario)


@pytest.mark.parametrize(
    "code", [FailureCode.IDENTITY_NOT_RECOGNISED, FailureCode.SERVICE_UNREACHABLE]
)
def test_nothing_typed_is_lost_by_a_refused_identification(play: Play, code: FailureCode) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await _typed_case(at)
        at.type_numbers()
        shown = [field.line.text() for field in the_fields(at)]
        at.enter()
        await at.shows(StepId.PERSON)
        await at.go_to(StepId.CODE)
        at.service.fails("identify", code)
        at.type(at.person["enrolment_code"])
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.CODE
        assert at.procedure.failure is not None
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.NUMBERS)
        assert [field.line.text() for field in the_fields(at)] == shown

        # The number is corrected; the paper that was seen and the code are still there.
        nir = the_fields(at)[0]
        nir.line.setFocus()
        at.press(Qt.Key.Key_Backspace)
        assert not the_case_of(at).nir
        at.type(NIR[-1])
        at.enter()
        await at.shows(StepId.PERSON)
        at.enter()
        await at.shows(StepId.CODE)
        at.enter()
        await at.shows(StepId.DECISION)
        assert [request.nir for request in at.service.identified] == [NIR, NIR]

    play(scenario)


def test_going_on_says_what_is_missing(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await _typed_case(at)
        assert at.focus is the_fields(at)[0].line
        right = (NIR, SERIAL, BIRTH)
        for field, words, number in zip(the_fields(at), NAMES, right, strict=True):
            for typed, hint in (("", f"Il manque {words}."), ("7", f"Relisez {words}.")):
                at.type(typed)
                await at.settled()
                assert at.page.frame.hint() == hint
                at.page.forward_button.setFocus()
                at.enter()
                await at.settled()
                assert at.procedure.step is StepId.NUMBERS
                assert at.focus is field.line, "where the next gesture is"
            at.press(Qt.Key.Key_Backspace)
            at.type(number)
        at.enter()
        await at.shows(StepId.PERSON)

    play(scenario)


OFFERED = [
    # of which field, what is typed, what F8 makes of it
    (0, "24804971120343B", "248049711203438"),
    (0, "284049711203438", NIR),  # the birth date says so
    (1, "O3004177253", SERIAL),
    (2, "04/17/1948", "17/04/1948"),
    (2, "170448", "17/04/1948"),
    (2, "19480417", "17/04/1948"),
]


def test_what_was_meant_is_taken_with_one_key(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await _typed_case(at)
        at.type_numbers()
        right = [field.text() for field in the_fields(at)]
        for rank, typed, meant in OFFERED:
            field = the_fields(at)[rank]
            field.line.setFocus()
            at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            at.type(typed)
            assert field.correct_button.isVisible()
            at.press(Qt.Key.Key_F8)
            assert field.text() == meant, typed
            assert at.focus is field.line
            assert not field.correct_button.isVisible()
            assert the_case_of(at).nir == NIR
            assert the_case_of(at).card_serial == SERIAL
            assert the_case_of(at).birth_date == "19480417"
        assert [field.text() for field in the_fields(at)][:2] == right[:2]

    play(scenario)


def test_a_swap_that_only_the_key_tells_is_shown_and_not_put_in(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await _typed_case(at)
        at.type("284049711203438")
        nir = the_fields(at)[0]
        assert "(« 48 » plutôt que « 84 »)" in plain(nir.shown_findings())
        assert not nir.correct_button.isVisible()

    play(scenario)


def test_escape_from_the_first_page_ends_the_case(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await _typed_case(at)
        at.type(NIR)
        at.press(Qt.Key.Key_Escape)
        await at.shows(None)
        assert at.procedure.case is None
        at.press(Qt.Key.Key_F2)
        await at.shows(StepId.NUMBERS)
        assert [field.line.text() for field in the_fields(at)] == ["", "", ""]

    play(scenario)


def test_the_phone_opens_a_case_without_a_paper_to_see(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.press(Qt.Key.Key_F3)
        await at.shows(StepId.NUMBERS)
        assert "Par téléphone" in at.said(at.window.header)
        at.type_numbers()
        at.enter()
        await at.shows(StepId.PERSON)
        assert "Aucune, au téléphone" in at.said(at.page)
        assert "Passeport" not in at.said(at.page)
        at.press(Qt.Key.Key_1)
        await at.shows(StepId.CODE)

    play(scenario)


# The parts ----------------------------------------------------------------------------------


async def _typed_case(at: CounterOnScreen) -> None:
    at.press(Qt.Key.Key_F2)
    await at.shows(StepId.NUMBERS)


def the_case_of(at: CounterOnScreen) -> Case:
    case = at.procedure.case
    assert case is not None
    return case
