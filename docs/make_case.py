"""Write docs/case.md from the table of steps: `python docs/make_case.py`.

A test compares the page with the table, so that it is never out of date.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parent / "case.md"
sys.path.insert(0, str(PAGE.parent.parent))  # the page is also made from a clone, not installed

from counter_app.domain.card import CardContent, CardGeneration, SerialReading  # noqa: E402
from counter_app.domain.profile import (  # noqa: E402
    Action,
    FurtherAct,
    PersonAct,
    ProfileStatus,
    allowed_actions,
)
from counter_app.domain.situation import SituationId  # noqa: E402
from counter_app.gateway.port import (  # noqa: E402
    Channel,
    CodeChannel,
    Identification,
    MaskedContacts,
)
from counter_app.procedure.case import Case, NewCode, StepId  # noqa: E402
from counter_app.procedure.steps import (  # noqa: E402
    PUT_RIGHT_AT,
    STAGE_TITLES,
    STEPS,
    Aside,
    AsideName,
    Work,
)
from counter_app.procedure.words import words_for  # noqa: E402

INTRODUCTION = """\
# The guided case

Made by `docs/make_case.py` from the table in `counter_app/procedure/steps.py`: not edited by hand.

A case is a walk through this table. A page is left when it is *ready* and when its *work* at the
service has succeeded. *Back* returns to the page before with all that was typed; from the first
page it ends the case. Pulling the card out locks any page; the same card unlocks it, another card
wipes the case; where nothing is left to do, it ends the case. `Procedure` in
`counter_app/procedure/machine.py` walks; the window only shows.
"""

UNKNOWN_OUTCOME = """\
## An act whose outcome is not known

The act is written down before it is sent, under a key of its own, and struck out only once its
outcome is known. When no answer comes, or none that can be trusted, going on asks the service what
became of it. Nothing else is possible but to end the case: then the act stays written down, and is
asked about at the next start. Registered: the confirmation follows. Not registered: it may be sent
again, under another key.
"""

NEW_CODES = """\
## The ways aside

From some pages a gesture of its own leads off the main way, once its work has succeeded; *back*
leads in again. A closing keeps the data ten years; having them deleted is another decision, on a
page of its own. A new code never passes by the counter: the service sends it to a contact that the
fund knows, shown masked, and older codes serve no more. Between two of them there is a delay,
counted down on the page.
"""

WHO_DECIDES = """\
## Who decides

A situation goes with each case: who is at the counter (`domain.capacity`). The usual one is there
without a gesture: an adult for herself, a parent for a child, twins where two children of the card
share a birth date. It says who may decide on each act, which papers are looked at, and which slip
to give. Where nobody may decide the slip ends the case; so does a failure after which nothing is
left to do here. To declare that one is not a child's representative takes no power, only an
identity paper. The situation can be told from the first screen too, by whoever has no card. The
service is told it with the act, and refuses an act on which nobody may decide.

The agent types in the person's place only once a mandate is signed on paper, for an activation:
she says what she accepts and her contacts, and he types them, in his own window; the login name
and the password she types herself, on her side. The version of the mandate goes with the act.
"""

FURTHER_REQUESTS = """\
## What is seldom asked for

Two acts have no tile on the page of the decision, but a button beneath the tiles where the service
allows them (`domain.profile.FurtherAct`): the deletion of what was kept of a space closed before,
and the declaration that one is not the representative of a child whose notice one got. Each is
read on a sheet of its own, then sent and confirmed like any other.
"""

FAMILY_ROUND = """\
## Several people on one card

After each confirmation, once it has its paper, the next person of the card is one gesture away:
children first, then adults. The card, and the papers that were looked at for the same hand, stay:
the identity paper of whoever decides, the family record book of her children. Nothing else does.
"""

READY: dict[StepId, str] = {
    StepId.NUMBERS: "number, serial and birth date are each right in form",
    StepId.PERSON: "the person is chosen, her numbers are known, the situation's papers were seen",
    StepId.SITUATION: "who is at the counter is chosen",
    StepId.REDIRECT: "the end: the slip was given, the case is wiped",
    StepId.CODE: "the code has its 12 characters",
    StepId.NEW_CODE: "for whom and by which way are chosen, the delay is over",
    StepId.CODE_BY_POST: "the end: what to do was said, the case is wiped",
    StepId.DECISION: "an act that the state allows is chosen",
    StepId.MANDATE: "the mandate is signed, on paper",
    StepId.CONSEQUENCES: "always: they were read aloud; the data are kept",
    StepId.DELETION: "always: what becomes of the data is chosen here alone",
    StepId.TERMS: "both texts are accepted, by the person",
    StepId.CONTACTS: "always: nothing to correct is an answer too",
    StepId.LOGIN_NAME: "it follows the rules",
    StepId.PASSWORD: "it follows the rules, typed twice",
    StepId.CONFIRMATION: "the end: printed or saved, the case is wiped",
}
WORK: dict[Work, str] = {
    Work.NONE: "",
    Work.IDENTIFY: "identify the person",
    Work.OFFER_CODE: "ask where a new code can go",
    Work.SEND_CODE: "have a new code sent",
    Work.CHECK_LOGIN_NAME: "is the login name free",
    Work.SUBMIT: "**send the act, once**",
}
NEVER = "— (end)"
A_CARD = CardContent(CardGeneration.VITALE_2, "", (), SerialReading("", True, ""))

# What a way aside is taken with: where two cases go on otherwise, both.
WAYS: dict[AsideName, dict[str, Case]] = {
    AsideName.NEW_CODE: {
        "a new code by e-mail or SMS": Case(
            Channel.CARD, new_code=NewCode(channel=CodeChannel.SMS)
        ),
        "a new code by letter": Case(Channel.CARD, new_code=NewCode(channel=CodeChannel.LETTER)),
    },
    AsideName.SITUATION: {
        "somebody who may decide": Case(Channel.CARD, card=A_CARD, situation=SituationId.GUARDIAN),
        "nobody who may decide": Case(Channel.CARD, card=A_CARD, situation=SituationId.RELATIVE),
        "without a card": Case(Channel.TYPED, situation=SituationId.NO_CARD),
    },
    AsideName.SLIP: {
        "a slip in place of the act": Case(Channel.CARD, situation=SituationId.GUARDIAN)
    },
    AsideName.MANDATE: {"the agent types": Case(Channel.CARD, mandate="signed")},
    AsideName.HERSELF: {"the person types after all": Case(Channel.CARD)},
    AsideName.DELETION: {"the data deleted": Case(Channel.CARD, action=Action.CLOSE)},
}


def visits() -> dict[str, Case]:
    """The kinds of visit that take different ways through the table."""
    kinds: dict[str, tuple[PersonAct, bool]] = {
        "activate": (Action.ACTIVATE, False),
        "activate, account known": (Action.ACTIVATE, True),
        "oppose": (Action.OPPOSE, False),
        "close": (Action.CLOSE, True),
        "delete what was kept": (FurtherAct.REQUEST_DELETION, True),
        "declare not to be the representative": (FurtherAct.DECLARE_NOT_REPRESENTATIVE, True),
    }
    return {name: _visit(action, account) for name, (action, account) in kinds.items()}


def _visit(action: PersonAct, has_account: bool) -> Case:
    status = {
        Action.CLOSE: ProfileStatus.ACTIVE,
        FurtherAct.REQUEST_DELETION: ProfileStatus.CLOSED,
    }.get(action, ProfileStatus.PENDING)
    known = Identification(
        token="",
        family_name="",
        given_name="",
        status=status,
        allowed_actions=allowed_actions(status),
        notice_sent_on=None,
        opposition_until=None,
        opens_on=None,
        territory="FX",
        contacts=MaskedContacts(),
        has_account=has_account,
        expires_at=datetime(2026, 11, 23, tzinfo=UTC),
    )
    return Case(Channel.CARD, identification=known, action=action)


def path(case: Case, first: StepId) -> list[StepId]:
    """The pages of a visit, in order."""
    pages = [first]
    while (following := STEPS[pages[-1]].next(case)) is not None:
        pages.append(following)
    return pages


class WayAside(NamedTuple):
    """One way off the main one: how it is called, with which work, the pages from where it leaves
    to the end, or to where the main way is met again."""

    name: str
    case: Case
    work: Work
    pages: tuple[StepId, ...]


def ways_aside() -> list[WayAside]:
    """Every way aside of the table."""
    return [
        WayAside(name, case, aside.work, _path_aside(case, page, aside))
        for page, line in STEPS.items()
        for aside in line.asides
        for name, case in WAYS[aside.name].items()
    ]


def _path_aside(case: Case, page: StepId, aside: Aside) -> tuple[StepId, ...]:
    pages = [page, aside.to]
    while pages[-1] is not page and (following := STEPS[pages[-1]].next(case)) is not None:
        pages.append(following)
    return tuple(pages)


def _by_visit(answers: dict[str, str]) -> str:
    """One answer if all visits agree, else each with the visits that give it."""
    given = dict.fromkeys(answers.values())
    if len(given) == 1:
        return next(iter(given))
    parts = []
    for answer in given:
        names = [name for name, each in answers.items() if each == answer]
        parts.append(f"{answer or 'nothing'} ({'; '.join(names)})")
    return "<br>".join(parts)


def _row(step: StepId) -> str:
    line = STEPS[step]
    cases = {name: case for name, case in visits().items() if step in path(case, StepId.NUMBERS)}
    if not cases:
        cases = {way.name: way.case for way in ways_aside() if step in way.pages[1:]}
    following = _by_visit(
        {name: f"`{page}`" if (page := line.next(case)) else NEVER for name, case in cases.items()}
    )
    work = _by_visit({name: WORK[line.work(case)] for name, case in cases.items()})
    title = words_for(step, None, locked=False, today=date(2026, 11, 23)).title
    stage = f"{line.stage.value} {STAGE_TITLES[line.stage]}"
    return f"| `{step}` | {stage} | {line.side} | {title} | {READY[step]} | {work} | {following} |"


def _walks() -> list[str]:
    rows = [
        f"- **{name}**: {' → '.join(f'`{page}`' for page in path(case, StepId.PERSON))}"
        for name, case in visits().items()
    ]
    return [*rows, "- without a card, or by telephone: `numbers` first, then the same"]


def _ways_aside() -> list[str]:
    rows = []
    for way in ways_aside():
        work = f" ({WORK[way.work]})" if WORK[way.work] else ""
        rows.append(f"- **{way.name}**{work}: {' → '.join(f'`{page}`' for page in way.pages)}")
    return rows


def case_page() -> str:
    """The whole page."""
    refusals = [f"| `{code.value}` | `{step}` |" for code, step in PUT_RIGHT_AT.items()]
    return "\n".join(
        [
            INTRODUCTION,
            "## The table",
            "",
            "| page | line at the left | side | title | ready when | work before leaving | next |",
            "|---|---|---|---|---|---|---|",
            *map(_row, STEPS),
            "",
            "## The walks",
            "",
            *_walks(),
            "",
            WHO_DECIDES,
            FURTHER_REQUESTS,
            FAMILY_ROUND,
            NEW_CODES,
            *_ways_aside(),
            "",
            "## Where a refused act is put right",
            "",
            "The page is shown again with all that was typed. Any other failure stays on its page.",
            "",
            "| failure | page |",
            "|---|---|",
            *refusals,
            "",
            UNKNOWN_OUTCOME,
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(case_page(), encoding="utf-8")
