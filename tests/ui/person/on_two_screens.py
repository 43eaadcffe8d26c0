"""The person's window on a second screen. Run by test_two_screens.py in a process of its own: Qt
reads the screens once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.gateway.port import MaskedContacts
from counter_app.post.settings import PersonScreen
from counter_app.procedure.case import PersonChoices, StepId
from counter_app.procedure.steps import PERSON_STEPS
from counter_app.ui.person.calm import CalmPage
from counter_app.ui.person.her_turn import HerTurnPage
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.password_field import PasswordField
from counter_app.ui.widgets.reading import ReadingBox
from counter_app.ui.widgets.text_field import TextField
from tests.ui.counter_on_screen import LOGIN_NAME, PASSWORD, turns, until
from tests.ui.person.two_screens import AGENTS, HERS, CounterOnTwoScreens, play
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, plain, secrets_of

__all__ = ["play"]

EMAIL, MOBILE = "fleur.de.canne@exemple.example", "0690304512"
DONE = {
    StepId.TERMS: "La personne a accepté les conditions",
    StepId.CONTACTS: "La personne a vérifié son e-mail et son mobile",
    StepId.LOGIN_NAME: "La personne a choisi son identifiant",
}
NOW = {
    StepId.TERMS: "La personne lit les conditions",
    StepId.CONTACTS: "La personne vérifie son e-mail et son mobile",
    StepId.LOGIN_NAME: "La personne choisit son identifiant",
    StepId.PASSWORD: "La personne choisit son mot de passe",
}


def choices_of(at: CounterOnTwoScreens) -> PersonChoices:
    case = at.procedure.case
    assert case is not None
    return case.choices


def front_of(at: CounterOnTwoScreens) -> HerTurnPage:
    (page,) = at.window.findChildren(HerTurnPage)
    assert page.isVisible()
    return page


# What is on which screen --------------------------------------------------------------------


def test_her_screen_is_calm_until_her_turn(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        hers = at.her_window
        assert hers.screen().name() == "hers"
        assert hers.geometry().getRect() == (AGENTS[0], 0, *HERS)
        assert hers.isFullScreen()
        assert at.window.isActiveWindow(), "it takes no key from the agent"
        said = at.said(hers)
        for words in ("Bonjour", at.desk.settings.organisation, "FICTIF", "C’est vous qui décidez"):
            assert words in said
        await at.go_to(StepId.DECISION)
        assert "L’agent s’occupe de votre demande" in at.said(hers)
        assert at.window.isActiveWindow()
        for what, secret in secrets_of(at.name).items():
            assert not finds(held(hers), secret), what

    play(scenario)


@pytest.mark.parametrize("step", PERSON_STEPS)
def test_her_page_is_on_her_screen_and_the_agents_says_which(play: Play, step: StepId) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await at.go_to(step)
        page = await at.hers()
        assert page.isVisible()
        assert at.her_window.isAncestorOf(page)
        assert page.isAncestorOf(at.focus), "the focus is where her next gesture is"
        for what, secret in secrets_of(at.name).items():
            assert not finds(held(at.her_window), secret), what
        said = at.said(front_of(at))
        assert NOW[step] in said
        for other, words in DONE.items():
            assert (words in said) is (PERSON_STEPS.index(other) < PERSON_STEPS.index(step))
        assert at.window.header.isVisible(), "the agent keeps his own window"
        assert not front_of(at).findChildren(QLineEdit), "nothing to type into"

    play(scenario)


def test_nothing_she_types_is_in_the_agents_window(play: Play) -> None:
    """Texts, names for screen readers, tooltips, titles, attributes: on each page, at each step."""

    async def scenario(at: CounterOnTwoScreens) -> None:
        def is_hers_alone(*secrets: str) -> None:
            for secret in secrets:
                assert finds(held(at.her_window), secret), "it is looked for where it is"
                assert not finds(held(at.window), secret)
                assert not finds([at.window.windowTitle()], secret)

        at.service.taken = {LOGIN_NAME: ("marin.pecheur2",)}
        at.service.known = replace(
            at.service.known, contacts=MaskedContacts("od•••@exemple.example", "06 90 •• •• 12")
        )
        await at.go_to(StepId.CONTACTS)
        for rank, typed in enumerate((EMAIL, MOBILE)):
            at.person_page.findChildren(OptionList)[rank].rows[1].setFocus()
            at.press(Qt.Key.Key_Space)
            at.type(typed)
            await at.settled()
            is_hers_alone(typed)
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        at.type(LOGIN_NAME)
        await at.settled()
        is_hers_alone(LOGIN_NAME)
        at.enter()
        await at.settled()
        assert "déjà pris" in at.said(at.her_window)
        is_hers_alone("marin.pecheur2")
        assert "déjà pris" not in at.said(at.window), "what she puts right alone is hers"
        at.type("7")
        at.enter()
        await at.shows(StepId.PASSWORD)
        at.type_password(PASSWORD)
        await at.settled()
        is_hers_alone(PASSWORD, LOGIN_NAME + "7", EMAIL)
        at.person_page.findChildren(PasswordField)[0].set_shown(True)
        at.service.fails("submit", FailureCode.ACCOUNT_PASSWORD_REFUSED)
        at.enter()
        await at.settled()
        is_hers_alone(PASSWORD)
        at.window.activateWindow()
        await until(at.window.isActiveWindow)
        await at.settled()
        is_hers_alone(PASSWORD, LOGIN_NAME + "7", EMAIL, MOBILE)

    play(scenario)


def test_after_the_act_her_screen_says_so_and_holds_nothing(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password(PASSWORD)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        await until(at.window.isActiveWindow)
        assert "C’est enregistré" in at.said(at.her_window)
        for secret in (PASSWORD, LOGIN_NAME, *secrets_of(at.name).values()):
            assert not finds(held(at.her_window), secret)
        assert at.page.isAncestorOf(at.focus), "the agent goes on with his keys"
        at.enter()
        await until(lambda: bool(at.papers.printed))
        at.remove()
        await at.shows(None)
        assert "Bonjour" in at.said(at.her_window)

    play(scenario)


def test_what_she_cannot_put_right_is_told_to_the_agent(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await at.go_to(StepId.LOGIN_NAME)
        at.service.fails("login_name_free", FailureCode.SERVICE_UNREACHABLE)
        at.type(LOGIN_NAME)
        at.enter()
        await at.settled()
        happened = CATALOGUE[FailureCode.SERVICE_UNREACHABLE].happened
        assert plain(happened) in at.said(front_of(at))
        assert "demandez à l’agent de vous aider" in at.said(at.her_window)

    play(scenario)


async def to_what_the_agent_types(at: CounterOnTwoScreens, step: StepId) -> None:
    """By a signed mandate, to this page."""
    await at.go_to(StepId.DECISION)
    at.type("m")
    await at.shows(StepId.MANDATE)
    at.press(Qt.Key.Key_1)
    await at.shows(StepId.TERMS)
    await at.go_to(step)


@pytest.mark.parametrize("step", [StepId.TERMS, StepId.CONTACTS])
def test_by_a_mandate_the_agent_types_in_his_window_and_she_follows(
    play: Play, step: StepId
) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await to_what_the_agent_types(at, step)
        await until(at.window.isActiveWindow)
        assert at.window.isAncestorOf(at.person_page)
        assert at.person_page.isAncestorOf(at.focus)
        assert "L’agent tape ce que la personne lui dit." in at.said(at.person_page)
        hers = at.said(at.her_window)
        assert "L’agent tape à votre place" in hers
        read = [box for box in at.her_window.findChildren(ReadingBox) if box.isVisible()]
        assert len(read) == (2 if step is StepId.TERMS else 0), "she reads what is read to her"
        for what, secret in secrets_of(at.name).items():
            assert not finds(held(at.her_window), secret), what
        at.remove()
        await turns(at.window)
        assert "Un instant" in at.said(at.her_window)
        assert not any(box.isVisible() for box in at.her_window.findChildren(ReadingBox))

    play(scenario)


def test_by_a_mandate_her_login_name_is_typed_on_her_screen(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await to_what_the_agent_types(at, StepId.LOGIN_NAME)
        page = await at.hers()
        assert at.her_window.isAncestorOf(page)
        assert "La personne a accepté les conditions" in at.said(front_of(at))
        at.type(LOGIN_NAME)
        assert not finds(held(at.window), LOGIN_NAME)
        page.hand_back_button.setFocus()
        at.press(Qt.Key.Key_Space)
        await at.shows(StepId.CONTACTS)
        await until(at.window.isActiveWindow)
        assert at.window.isAncestorOf(at.person_page)
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        await at.hers()
        at.enter()
        await at.shows(StepId.PASSWORD)
        at.type_password(PASSWORD)
        at.enter()
        await at.shows(StepId.CONFIRMATION)

    play(scenario)


# The keyboard -------------------------------------------------------------------------------


def test_a_click_takes_the_keyboard_and_a_key_gives_it_back(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await at.go_to(StepId.LOGIN_NAME)
        page = await at.hers()
        at.type("goelette")
        assert not at.keyboard_is_elsewhere
        await at.agent_takes_the_keyboard()
        assert at.focus is front_of(at).forward_button
        at.type("mon secret")  # she looks at the keys, not at the screen
        assert page.findChildren(TextField)[0].text() == "goelette"
        assert not finds(held(at.window), "secret")
        at.window.activateWindow()
        await until(at.window.isActiveWindow)
        at.enter()
        await at.hers()
        assert not at.keyboard_is_elsewhere
        assert page.isAncestorOf(at.focus)
        at.type(".rose")
        assert page.findChildren(TextField)[0].text() == "goelette.rose"

    play(scenario)


@pytest.mark.parametrize("step", [StepId.TERMS, StepId.PASSWORD])
def test_the_agent_takes_the_turn_back_with_her_choices_kept(play: Play, step: StepId) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await at.go_to(step)
        await at.hers()
        kept = choices_of(at)
        await at.agent_takes_the_keyboard()
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.DECISION)
        assert "Un instant" in at.said(at.her_window)
        assert choices_of(at) == kept
        at.type("a")
        at.enter()
        await at.shows(StepId.TERMS)

    play(scenario)


def test_she_gives_the_hand_back(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await at.go_to(StepId.CONTACTS)
        page = await at.hers()
        page.hand_back_button.setFocus()
        at.press(Qt.Key.Key_Space)
        await at.shows(StepId.DECISION)
        await until(at.window.isActiveWindow)
        assert at.page.isAncestorOf(at.focus)

    play(scenario)


def test_nobody_closes_her_window_by_a_key(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await at.go_to(StepId.LOGIN_NAME)
        hers = at.her_window
        hers.close()
        assert hers.isVisible()
        for key in (Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9):
            at.press(key)
        await at.settled()
        assert at.procedure.step is StepId.LOGIN_NAME
        at.window.close()
        assert not hers.isVisible(), "it ends with the application"

    play(scenario)


# Nothing typed is lost ----------------------------------------------------------------------


async def password_typed(at: CounterOnTwoScreens) -> None:
    await at.go_to(StepId.PASSWORD)
    await at.hers()
    at.type_password(PASSWORD)
    await at.settled()


def passwords(at: CounterOnTwoScreens) -> list[str]:
    return [field.text() for field in at.person_page.findChildren(PasswordField)]


def test_the_card_out_hides_her_page_and_back_it_is_as_it_was(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await password_typed(at)
        at.remove()
        await turns(at.window)
        (calm,) = at.her_window.findChildren(CalmPage)
        assert calm.isVisible()
        assert not at.window.findChildren(HerTurnPage)[0].isVisible()
        at.insert()
        await at.shows(StepId.PASSWORD)
        await at.hers()
        assert passwords(at) == [PASSWORD, PASSWORD]
        at.enter()
        await at.shows(StepId.CONFIRMATION)

    play(scenario)


@pytest.mark.parametrize("work", ["login_name_free", "submit"])
def test_the_service_ends_its_session_while_she_takes_her_time(play: Play, work: str) -> None:
    """The agent identifies her again with the code that stands there; she finds all she typed."""

    async def scenario(at: CounterOnTwoScreens) -> None:
        await at.go_to(StepId.CONTACTS)
        at.person_page.findChildren(OptionList)[0].rows[1].setFocus()
        at.press(Qt.Key.Key_Space)
        at.type(EMAIL)
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        if work == "submit":
            await password_typed(at)
        else:
            at.type(LOGIN_NAME)
        at.service.fails(work, FailureCode.SESSION_EXPIRED)
        at.enter()
        await at.shows(StepId.CODE)
        await until(at.window.isActiveWindow)
        assert "Un instant" in at.said(at.her_window)
        at.enter()
        await at.shows(StepId.DECISION)
        at.enter()
        for step in PERSON_STEPS[: PERSON_STEPS.index(StepId.LOGIN_NAME) + 1]:
            await at.shows(step)
            await at.hers()
            if step is StepId.CONTACTS:
                assert at.person_page.findChildren(TextField)[0].text() == EMAIL
            if step is StepId.LOGIN_NAME:
                assert at.person_page.findChildren(TextField)[0].text() == LOGIN_NAME
            at.enter()
        await at.shows(StepId.PASSWORD)
        if work == "submit":
            assert passwords(at) == [PASSWORD, PASSWORD]
        else:
            at.type_password(PASSWORD)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.registered.values()
        assert sent is not None

    play(scenario)


def test_her_window_goes_to_the_other_screen_when_the_agents_comes_to_hers(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await password_typed(at)
        first, second = QApplication.screens()
        at.window.setGeometry(second.geometry())
        await until(lambda: at.window.screen() == second)
        await until(lambda: at.her_window.geometry() == first.geometry())
        assert passwords(at) == [PASSWORD, PASSWORD]

    play(scenario)


def test_a_post_may_keep_both_screens_to_the_agent(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        assert at.window.person_side.window is None
        await at.go_to(StepId.TERMS)
        assert at.window.isAncestorOf(at.person_page)
        assert not at.window.header.isVisible()

    play(scenario, person_screen=PersonScreen.SAME)
