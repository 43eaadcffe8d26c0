"""From the case to what the paper tells: who decided, and names as people write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.gateway.port import (
    Acknowledgement,
    ActingFor,
    Channel,
    Identification,
    MaskedContacts,
)
from counter_app.post.settings import Settings
from counter_app.procedure.case import Case
from counter_app.ui.confirmation_facts import confirmation_facts

NOW = datetime(2026, 11, 23, 14, 42, tzinfo=UTC)
KNOWN = Identification(
    token="t" * 43,
    family_name="MARCHANDEAU",
    given_name="LOU-ANN",
    status=ProfileStatus.PENDING,
    allowed_actions=(Action.OPPOSE,),
    notice_sent_on=None,
    opposition_until=None,
    opens_on=None,
    territory="GP",
    contacts=MaskedContacts(None, None),
    has_account=False,
    expires_at=NOW,
)
CASE = Case(
    channel=Channel.CARD,
    nir="219049711203417",
    birth_date="20190417",
    family_name="MARCHANDEAU",
    given_name="LOU-ANN",
    identification=KNOWN,
    acknowledgement=Acknowledgement(
        "CF-2026-000017", Action.OPPOSE, ProfileStatus.OPPOSED, NOW, email_queued=False
    ),
)


@pytest.mark.parametrize("acting_for", ActingFor)
def test_the_paper_knows_who_decided(acting_for: ActingFor) -> None:
    case = replace(CASE, identification=replace(KNOWN, acting_for=acting_for))
    facts = confirmation_facts(case, Settings())
    assert facts.by_representative is (acting_for is not ActingFor.SELF)
    assert facts.given_name == "Lou-Ann"


def test_an_act_that_is_not_acknowledged_has_no_paper() -> None:
    with pytest.raises(LookupError):
        confirmation_facts(replace(CASE, acknowledgement=None), Settings())
