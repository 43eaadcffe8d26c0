"""The twelve characters: doubts are named, nothing is changed, nothing is lost."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.procedure.case import StepId
from counter_app.ui.widgets.code_field import CodeField
from tests.ui.counter_on_screen import CounterOnScreen, until
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, plain

CODE = "Hq7RtW2mKd9x"


def the_field(at: CounterOnScreen) -> CodeField:
    field = at.page.findChild(CodeField)
    assert field is not None
    return field


TYPED = [
    # with the keyboard, what the page says
    ("Hq7RtW2mKd9", "Encore 1 caractère"),
    ("Hq7RtW2mOd9x", "9ᵉ caractère : « O » lettre ou « 0 » zéro ?"),
    ("Hq7RtW2m0d9x", "9ᵉ caractère : « 0 » zéro ou « O » lettre ?"),
    ("Hq7RtW2mId9x", "« I » majuscule, « l » minuscule ou « 1 » un ?"),
    ("Hq7RtW2mld9x", "« l » minuscule, « I » majuscule ou « 1 » un ?"),
    ("Hq7RtW2m1d9x", "« 1 » un, « l » minuscule ou « I » majuscule ?"),
    ("Hq7RtW2mBd9x", "« B » lettre ou « 8 » huit ?"),
    ("Hq7RtW2m8d9x", "« 8 » huit ou « B » lettre ?"),
    ("482913", "Six chiffres : c’est un code de connexion"),
    ("48291357", "Rien que des chiffres : est-ce un code du compte ameli ?"),
    ("248049711203438", "C’est un numéro de sécurité sociale."),
    ("HHq7RtW2mKd9x", "13 caractères : il y a 1 caractère de trop, le code en a 12"),
    ("Hq7RtW2mOd9x", "Comparez avec la lettre. Corrigez si besoin, sinon continuez."),
    ("Hq7RtW2mKd9é", "12ᵉ caractère : « é » porte un accent"),
    ("Hq7R&W2mKd9x", "5ᵉ caractère : « & » n’est ni une lettre ni un chiffre du code"),
]
PASTED = [
    ("Hq7RtW2mKd9xZ", "13 caractères : il y a 1 caractère de trop, le code en a 12", ""),
    ("Ｈq7RtW2mKd9x", "1ᵉʳ caractère : « Ｈ » est une copie élargie", ""),
    ("Hq7R tW2m-Kd9x\n", "", CODE),
    ("Hq7R\u00a0tW2m\u202fKd9x", "", CODE),
    ("Hq7R\r\ntW2m\r\nKd9x", "", CODE),
]


def test_what_is_doubtful_is_named_and_never_changed(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        for typed, sentence in TYPED:
            _select_all(at)
            at.type(typed)
            await at.settled()
            assert sentence in at.said(at.page), typed
            heard = plain(the_field(at).line.accessibleDescription())
            assert sentence in heard or "Encore" in sentence or "Comparez" in sentence, typed
            assert the_field(at).text() == typed

    play(scenario)


def test_what_is_pasted(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        for pasted, sentence, code in PASTED:
            _select_all(at)
            at.press(Qt.Key.Key_Delete)
            QApplication.clipboard().setText(pasted)
            at.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            await at.settled()
            assert sentence in at.said(at.page), pasted
            case = at.procedure.case
            assert case is not None
            assert case.code == code, pasted
        QApplication.clipboard().clear()

    play(scenario)


def test_a_code_that_is_not_whole_stays_and_is_not_sent(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        for typed in ("Hq7RtW2mKd9", "482913", "Hq7RtW2mKd9é"):
            _select_all(at)
            at.type(typed)
            at.enter()
            await at.settled()
            assert at.procedure.step is StepId.CODE
            assert the_field(at).text() == typed
            assert at.page.frame.hint()
            assert at.focus is the_field(at).line, "also when the button was pressed"
            at.page.forward_button.setFocus()
            at.enter()
            assert at.focus is the_field(at).line
        assert not at.service.identified

    play(scenario)


def test_the_caps_lock_is_told_while_it_is_on(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        words = "La touche Verr. Maj. est active"
        at.send(Qt.Key.Key_H, "h")
        assert words not in at.said(at.page)
        at.send(Qt.Key.Key_H, "H")  # a capital without Shift
        await at.settled()
        assert words in at.said(at.page)
        at.type("q")
        await at.settled()
        assert words not in at.said(at.page)

    play(scenario)


def test_all_in_one_case_is_doubted(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.type(CODE.lower())
        await at.settled()
        assert "Toutes les lettres sont des minuscules" in at.said(at.page)

    play(scenario)


REFUSALS = [
    FailureCode.CODE_EXPIRED,
    FailureCode.CODE_ALREADY_USED,
    FailureCode.CODE_BLOCKED,
    FailureCode.IDENTITY_NOT_RECOGNISED,
    FailureCode.IDENTITY_DECEASED,
    FailureCode.IDENTITY_TOO_MANY_ATTEMPTS,
    FailureCode.SERVICE_UNREACHABLE,
    FailureCode.SERVICE_BUSY,
    FailureCode.SERVICE_FAULT,
    FailureCode.SERVICE_NOT_AUTHORISED,
    FailureCode.SERVICE_ANSWER_UNREADABLE,
    FailureCode.SESSION_EXPIRED,
]


def test_a_refusal_says_what_to_do_and_leaves_the_code(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.type(CODE)
        for code in REFUSALS:
            at.service.fails("identify", code)
            at.enter()
            await at.settled()
            assert at.procedure.step is StepId.CODE, code
            assert CATALOGUE[code].happened in at.written(), code
            assert CATALOGUE[code].remedy in at.written(), code
            assert the_field(at).text() == CODE
            assert at.focus is the_field(at).line
        # The same gesture again, and it passes: the failure is no longer said.
        at.enter()
        await at.shows(StepId.DECISION)
        assert CATALOGUE[REFUSALS[-1]].happened not in at.written()

    play(scenario)


def test_typing_takes_an_old_refusal_away(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.service.fails("identify", FailureCode.CODE_EXPIRED)
        at.type(CODE)
        at.enter()
        await at.settled()
        at.press(Qt.Key.Key_Backspace)
        await at.settled()
        assert CATALOGUE[FailureCode.CODE_EXPIRED].happened not in at.said()
        assert the_field(at).text() == CODE[:-1]

    play(scenario)


def test_code_and_enter_in_one_burst_are_not_lost(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.type(CODE)
        at.enter()
        at.enter()  # pressed twice: asked once
        assert at.procedure.step is StepId.CODE, "no turn of the loop yet"
        await at.shows(StepId.DECISION)
        assert [request.enrolment_code for request in at.service.identified] == [CODE]

    play(scenario)


def test_the_paper_and_the_code_in_one_burst_lose_no_key(play: Play) -> None:
    """As when the loop was busy: all keys come before it has another turn."""

    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PERSON)
        at.press(Qt.Key.Key_1)
        at.type(CODE)
        assert the_field(at).text() == CODE
        at.enter()
        await at.shows(StepId.DECISION)
        assert [request.enrolment_code for request in at.service.identified] == [CODE]

    play(scenario)


def test_a_second_enter_at_the_paper_sends_no_code_that_was_typed_before(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.type(CODE)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)
        at.enter()
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.CODE
        assert not at.service.identified

    play(scenario)


def test_while_the_service_is_asked_the_page_says_so(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.service.hold = asyncio.Event()
        at.type(CODE)
        at.enter()
        await until(lambda: at.procedure.busy and at.window.up_to_date)
        assert "Un instant…" in at.said(at.page)
        at.type("x")  # held: nothing is changed while the service is asked
        at.press(Qt.Key.Key_Backspace)
        assert the_field(at).text() == CODE, "what is asked is what is shown"
        at.service.hold.set()
        await at.shows(StepId.DECISION)
        assert len(at.service.identified) == 1

    play(scenario)


def test_the_code_of_one_person_is_not_there_for_another_of_the_same_card(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert("aurele", "lilou")
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_Space)  # the first of the two
        await at.settled()
        at.type("1")
        await at.shows(StepId.CODE)
        at.type("Py5CfX9kTw3L")
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)
        at.procedure.choose_beneficiary(1)
        await at.settled()
        at.type("5")  # a child: her parent's paper was seen, not what links them
        await at.shows(StepId.CODE)
        assert the_field(at).text() == ""
        assert not finds(held(at.window), "Py5CfX9kTw3L")
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)

    play(scenario, "aurele")


def _select_all(at: CounterOnScreen) -> None:
    the_field(at).line.setFocus()
    at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
