"""Every state with every act, and any sequence of them, against the table of the domain."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from counter_app.domain.profile import (
    Action,
    FurtherAct,
    PersonAct,
    ProfileStatus,
    ServiceEvent,
    allowed_actions,
    archived_data_return,
    is_reopening,
    refusal_words,
    target_of,
)
from counter_app.service.tables import ACCOUNTS, OPERATIONS
from tests.service.post import Post, activation, code_of

IDENTIFIABLE = [status for status in ProfileStatus if status is not ProfileStatus.NOT_ACTIVABLE]


ACTS: tuple[PersonAct, ...] = (*Action, *FurtherAct)


@pytest.mark.parametrize("delete_data", [False, True])
@pytest.mark.parametrize("action", ACTS)
@pytest.mark.parametrize("status", ProfileStatus)
def test_each_act_in_each_state(
    post: Post, status: ProfileStatus, action: PersonAct, delete_data: bool
) -> None:
    """A child's space: whoever comes for it may ask for all that the table knows."""
    token = post.token("lilou")
    post.put_in_state("lilou", status)
    choices = activation() if action is Action.ACTIVATE else None
    answer = post.submit(token, action, delete_data=delete_data, activation=choices)
    target = target_of(status, action, with_deletion=delete_data)
    if target is None:
        assert code_of(answer) == "Operation_NotAllowed"
        assert post.status("lilou") is status
        assert post.identify("lilou").status_code != 500
        assert refusal_words(status, action)  # something is always said, never only "no"
    else:
        content = answer.json()
        assert content["status"] == target
        assert content["reopened"] is (action is Action.ACTIVATE and is_reopening(status))
        assert content["data_restored"] is (
            action is Action.ACTIVATE and archived_data_return(status)
        )
        assert post.status("lilou") is target


@pytest.mark.parametrize("status", IDENTIFIABLE)
def test_the_identification_offers_what_the_table_allows(post: Post, status: ProfileStatus) -> None:
    post.put_in_state("lilou", status)
    content = post.identify("lilou").json()
    assert content["status"] == status
    assert content["allowed_actions"] == [str(action) for action in allowed_actions(status)]
    further = [act for act in FurtherAct if target_of(status, act) is not None]
    assert content["further_requests"] == further


def test_the_dead_are_sent_elsewhere_without_a_word_more(post: Post) -> None:
    post.put_in_state("odette", ProfileStatus.NOT_ACTIVABLE)
    assert code_of(post.identify("odette")) == "Identity_Deceased"


class LifeOfASpace(RuleBasedStateMachine):
    """One person comes to the counter again and again, each time with a new code."""

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.post = post
        self.post.start_afresh()
        self.status = ProfileStatus.PENDING
        self.registered = 0

    @rule(action=st.sampled_from(ACTS), delete_data=st.booleans())
    def come_to_the_counter(self, action: PersonAct, delete_data: bool) -> None:
        """An act, allowed or not."""
        self.post.fresh_code("odette")
        known = self.post.identify("odette")
        if self.status is ProfileStatus.NOT_ACTIVABLE:
            assert code_of(known) == "Identity_Deceased"
            return
        content = known.json()
        has_account = content["has_account"]
        choices = activation(login_name="", password="") if has_account else activation()
        answer = self.post.submit(
            content["token"],
            action,
            delete_data=delete_data,
            activation=choices if action is Action.ACTIVATE else None,
        )
        target = target_of(self.status, action, with_deletion=delete_data)
        if target is None or action is FurtherAct.DECLARE_NOT_REPRESENTATIVE:  # of oneself
            assert code_of(answer) == "Operation_NotAllowed"
            return
        assert answer.json()["status"] == target
        self.status = target
        self.registered += 1

    @rule(event=st.sampled_from(ServiceEvent))
    def let_time_pass(self, event: ServiceEvent) -> None:
        """What the service does by itself, where the table allows it."""
        target = target_of(self.status, event)
        if target is not None:
            self.post.put_in_state("odette", target)
            self.status = target

    @invariant()
    def the_store_agrees(self) -> None:
        """The state is the table's, and there is one operation for each act that was allowed."""
        assert self.post.status("odette") is self.status
        assert len(self.post.rows(OPERATIONS)) == self.registered
        accounts = [
            row
            for row in self.post.rows(ACCOUNTS)
            if row["person_id"] == self.post.person_id("odette")
        ]
        assert len(accounts) <= 1


def test_any_life_of_a_space_follows_the_table(post: Post) -> None:
    run_state_machine_as_test(
        lambda: LifeOfASpace(post),
        settings=settings(max_examples=10, stateful_step_count=10),
    )
