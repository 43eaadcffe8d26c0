"""A line of a fund's events is taken whole or refused by column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.events_record import (
    ACTS,
    COLUMNS,
    EventRecord,
    FundEvent,
    check_event_record,
)
from counter_app.domain.profile import TRANSITIONS

TODAY = date(2026, 11, 2)
LINE = {"nir": "2 48 04 97 112 034 38", "event": "death", "date": "2026-11-02"}


@pytest.mark.parametrize("event", FundEvent)
@pytest.mark.parametrize("day", ["2026-11-02", "20261102", "02/11/2026"])
def test_each_event_and_each_form_of_a_day(event: FundEvent, day: str) -> None:
    outcome = check_event_record({**LINE, "event": event.value.upper(), "date": day}, TODAY)
    assert outcome == EventRecord("248049711203438", event, TODAY)
    assert "24804" not in repr(outcome)


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("nir", "", "vide"),
        ("nir", "2480497112034", "clé"),
        ("event", "", "vide"),
        ("event", "mort", "death, suspension"),
        ("date", "", "vide"),
        ("date", "2026-11-03", "à venir"),
        ("date", "2026-02-30", "calendrier"),
        ("date", "2026-1102", "calendrier"),
        ("date", "00000000", "calendrier"),
        ("date", "hier", "calendrier"),
        ("date", "2026-11-02\x07", "invisible"),
    ],
)
def test_each_refusal_names_its_column(column: str, text: str, words: str) -> None:
    outcome = check_event_record({**LINE, column: text}, TODAY)
    assert isinstance(outcome, tuple)
    assert [refusal.column for refusal in outcome] == [column]
    assert words in outcome[0].text


def test_an_event_that_changes_the_state_follows_the_table() -> None:
    assert set(ACTS.values()) <= {line.act for line in TRANSITIONS}
    assert set(FundEvent) - set(ACTS) == {FundEvent.OBJECTION_TO_SUSPENSION}


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=30)), st.booleans())
def test_whatever_a_line_holds_nothing_is_raised(fields: dict[str, str], good: bool) -> None:
    outcome = check_event_record({**LINE, **fields} if good else fields, TODAY)
    if isinstance(outcome, EventRecord):
        assert len(outcome.nir) == 15
        assert outcome.on <= TODAY
    else:
        assert outcome
        assert {refusal.column for refusal in outcome} <= set(COLUMNS)
