"""Who may decide, situation by situation: the table is the reference one, whole and kind."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.capacity import SITUATIONS, situation, situations_for
from counter_app.domain.deadlines import adult_on
from counter_app.domain.family import POWERS, Representation, may_act_alone, may_act_for
from counter_app.domain.profile import Action, FurtherAct, PersonAct
from counter_app.domain.redirection import RedirectReason
from counter_app.domain.situation import (
    DECIDER_WORDS,
    GROUP_WORDS,
    PAPER_WORDS,
    Decider,
    Group,
    Paper,
    Situation,
    SituationId,
)
from counter_app.domain.wording import typeset
from tests.reading_level import PLAIN, hard_to_read

TODAY = date(2026, 11, 2)
CHILD, GROWN_UP = "20170604", "19830127"

ACTS: tuple[PersonAct, ...] = (*Action, *FurtherAct)
# Written out by hand: situation, whose space, who decides to activate, oppose, close, have the kept
# data deleted, declare not to be the representative, and the slip.
REFERENCE = """
adult               adult person    person    person    person    nobody    -
accompanied         adult person    person    person    person    nobody    -
pressed             adult person    person    person    person    nobody    person_decides
curatorship         adult person    person    person    person    nobody    -
under_guardianship  adult person    person    person    person    nobody    -
goods_only          adult person    person    person    person    nobody    -
guardian            adult nobody    companion nobody    nobody    nobody    court_decision
family_habilitation adult nobody    companion nobody    nobody    nobody    court_decision
without_power       adult nobody    nobody    nobody    nobody    nobody    person_decides
relative            adult nobody    nobody    nobody    nobody    nobody    person_decides
cannot_express      adult nobody    nobody    nobody    nobody    nobody    court_decision
parent              child companion companion companion companion declarant -
other_parent        child companion companion companion companion declarant child_fund
parents_disagree    child nobody    nobody    nobody    nobody    nobody    child_fund
twins               child companion companion companion companion declarant -
guardian_of_child   child companion companion companion companion declarant child_needs_parent
not_representative  child nobody    nobody    nobody    nobody    declarant child_needs_parent
child_alone         child nobody    nobody    nobody    nobody    nobody    child_needs_parent
no_card             adult person    person    person    person    nobody    no_card
deceased            any   nobody    nobody    nobody    nobody    nobody    not_possible_here
"""
ROWS = [line.split() for line in REFERENCE.strip().splitlines()]
WHOSE = {True: "adult", False: "child", None: "any"}
each_situation = pytest.mark.parametrize("met", SITUATIONS, ids=lambda met: met.id.value)


def _row(met: Situation) -> list[str]:
    deciders = [met.decider(act).value for act in ACTS]
    return [met.id.value, WHOSE[met.grown_up], *deciders, met.slip.value if met.slip else "-"]


def test_the_table_is_the_reference_table() -> None:
    assert list(map(_row, SITUATIONS)) == ROWS
    assert {met.id for met in SITUATIONS} == set(SituationId)
    assert all(situation(met.id) is met for met in SITUATIONS)


@each_situation
def test_every_situation_has_every_part(met: Situation) -> None:
    assert met.label
    assert met.hint.endswith(".")
    assert met.help.endswith(".")
    assert 1 <= len(met.say) <= 2
    for said in met.say:
        assert said.startswith("« ")
        assert said.endswith((". »", " ? »"))
    deciders = {met.decider(act) for act in ACTS}
    if Decider.NOBODY in {met.decider(action) for action in Action}:
        assert met.slip is not None, "whoever leaves without an act leaves with a paper"
    assert met.leads_nowhere is (deciders == {Decider.NOBODY})
    assert bool(met.papers) is not met.leads_nowhere, "a paper is looked at for a decision"
    assert all(met.papers)
    if met.papers:
        assert met.papers[0] == (Paper.IDENTITY,)


@each_situation
@pytest.mark.parametrize("act", ACTS)
def test_a_refusal_says_what_is_possible_instead(met: Situation, act: PersonAct) -> None:
    words = met.refusal_words(act)
    assert bool(words) is (met.decider(act) is Decider.NOBODY)
    assert hard_to_read([words], PLAIN) == []


@each_situation
def test_the_words_are_plain(met: Situation) -> None:
    texts = [met.label, met.hint, *met.say, met.help]
    assert hard_to_read(texts, PLAIN) == []
    assert all(typeset(typeset(text)) == typeset(text) for text in texts)
    assert not any(word in " ".join(met.say) for word in ("mesure", "représentant", "article"))


def test_nobody_who_accompanies_decides() -> None:
    """Whatever the act: neither a relative, nor a curator, nor who looks after the goods only."""
    for met in SITUATIONS:
        powers = [POWERS[kind] for kind in met.comes_as]
        if any(not (each.for_child or each.for_adult) for each in powers):
            assert all(met.decider(action) is not Decider.COMPANION for action in Action)


def test_no_decision_is_ever_a_companions_while_an_adult_can_speak() -> None:
    for met, action in itertools.product(SITUATIONS, Action):
        if met.grown_up and met.speaks:
            assert met.decider(action) is Decider.PERSON


@pytest.mark.parametrize("action", [*Action, FurtherAct.REQUEST_DELETION])
@each_situation
def test_the_family_rule_is_kept(met: Situation, action: PersonAct) -> None:
    """The counter may be stricter than `domain.family`, never looser."""
    birth_date = GROWN_UP if met.grown_up else CHILD
    decider = met.decider(action)
    if decider is Decider.PERSON:
        assert may_act_alone(birth_date, TODAY)
    if decider is Decider.COMPANION:
        assert all(may_act_for(kind, birth_date, "19600101", TODAY) for kind in met.comes_as)


def test_a_guardian_may_oppose_and_is_sent_to_the_helpline_for_the_rest() -> None:
    guardian = situation(SituationId.GUARDIAN)
    assert guardian.decider(Action.OPPOSE) is Decider.COMPANION
    for action in (Action.ACTIVATE, Action.CLOSE):
        assert "34 22" in guardian.refusal_words(action)


def test_who_decides_on_a_closing_decides_on_the_deletion_asked_for_later() -> None:
    for met in SITUATIONS:
        assert met.decider(FurtherAct.REQUEST_DELETION) is met.decider(Action.CLOSE)


def test_to_say_that_one_is_not_the_representative_takes_no_power() -> None:
    declaring = {
        met.id
        for met in SITUATIONS
        if met.decider(FurtherAct.DECLARE_NOT_REPRESENTATIVE) is not Decider.NOBODY
    }
    assert all(situation(one).grown_up is False for one in declaring)
    assert situation(SituationId.NOT_REPRESENTATIVE).foremost is Decider.DECLARANT
    assert situation(SituationId.NOT_REPRESENTATIVE).comes_as == ()


def test_every_kind_of_representation_is_met_somewhere() -> None:
    assert {kind for met in SITUATIONS for kind in met.comes_as} == set(Representation)


def test_the_agent_is_led_in_two_short_lists() -> None:
    assert set(GROUP_WORDS) == set(Group)
    for group in Group:
        assert 1 <= sum(met.group is group for met in SITUATIONS) <= 7
    labels = [met.label for met in SITUATIONS]
    assert len(set(labels)) == len(labels)


def test_each_paper_and_each_outcome_has_its_words_and_no_number_is_asked_for() -> None:
    assert set(PAPER_WORDS) == set(Paper)
    assert set(DECIDER_WORDS) == set(Decider)
    for words in (*PAPER_WORDS.values(), *GROUP_WORDS.values(), *DECIDER_WORDS.values()):
        assert hard_to_read([words], PLAIN) == []
    told = " ".join(met.help + " ".join(met.say) for met in SITUATIONS)
    assert "notez le numéro" not in told.lower()


def test_every_reason_for_leaving_that_is_not_a_failure_is_met() -> None:
    of_failures = {
        RedirectReason.NOT_RECOGNISED,
        RedirectReason.NO_CODE,
        RedirectReason.OUTCOME_UNKNOWN,
    }
    assert {met.slip for met in SITUATIONS} - {None} == set(RedirectReason) - of_failures


@given(st.dates(date(1920, 1, 1), date(2026, 1, 1)), st.integers(-2, 2))
def test_the_age_on_the_day_tells_which_situations_there_are(born: date, days: int) -> None:
    birth_date = born.strftime("%Y%m%d")
    day = adult_on(birth_date) + timedelta(days)
    met = situations_for(birth_date, day)
    assert {line.grown_up for line in met} == {None, days >= 0}
    assert met[0].id is (SituationId.ADULT if days >= 0 else SituationId.PARENT)
    assert situation(SituationId.DECEASED) in met


def test_without_a_birth_date_all_situations_are_there() -> None:
    assert situations_for("", TODAY) == SITUATIONS
    with pytest.raises(ValueError, match="8 digits"):
        situations_for("1983", TODAY)
