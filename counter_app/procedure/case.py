"""The case: all that is known of one visit, in memory only, for as long as the card is there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.card import Beneficiary, CardContent
from counter_app.domain.profile import PersonAct
from counter_app.gateway.port import (
    Acknowledgement,
    Channel,
    CodeChannel,
    ContactChange,
    Identification,
    IdentityDocument,
)

if TYPE_CHECKING:  # of no use to the first window
    from counter_app.domain.redirection import RedirectReason
    from counter_app.domain.situation import Paper, SituationId
    from counter_app.gateway.codes import CodeOffer, SentCode


TERMS_VERSION = "2022-02"
PRIVACY_VERSION = "2022-02"


class StepId(StrEnum):
    """The pages of the case, in no order: the order is the table's (`procedure.steps`)."""

    NUMBERS = "numbers"  # typed: security number, serial, birth date
    PERSON = "person"  # who on the card, which paper was seen
    SITUATION = "situation"  # who is at the counter, and so who may decide
    REDIRECT = "redirect"  # the slip: where to go on, when no act is made here
    CODE = "code"
    NEW_CODE = "new_code"  # where to send another one
    CODE_BY_POST = "code_by_post"  # it comes by letter: the person comes back with it
    DECISION = "decision"
    CONSEQUENCES = "consequences"
    DELETION = "deletion"  # the separate second confirmation
    MANDATE = "mandate"  # signed on paper before the agent types for the person
    TERMS = "terms"
    CONTACTS = "contacts"
    LOGIN_NAME = "login_name"
    PASSWORD = "password"  # noqa: S105 - the name of a page
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class TypedNumbers:
    """What the agent typed from the card's face: the texts as typed, so that nothing is lost."""

    nir: str = field(default="", repr=False)
    card_serial: str = field(default="", repr=False)
    with_photo: bool = True
    birth_date: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PersonChoices:
    """What the person does on her own side: texts as typed, so that going back loses nothing."""

    terms_accepted: bool = False
    privacy_accepted: bool = False
    email: ContactChange = field(default_factory=ContactChange)
    mobile: ContactChange = field(default_factory=ContactChange)
    login_name: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NewCode:
    """Another code than the letter's: who may have it and where it can go (`offer`), for whom of
    them and by which way it is asked, what was sent last."""

    offer: CodeOffer | None = None
    rank: int | None = None  # as in the offer
    channel: CodeChannel | None = None
    sent: SentCode | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A person of the card whose act is registered, before the present one: `rank` on the card."""

    rank: int
    action: PersonAct


@dataclass(frozen=True, slots=True)
class Case:
    """One visit. Frozen: each gesture makes a new one, so a page never sees half a change.

    `nir`, `card_serial`, `birth_date` are the checked values that identify the person
    (15 characters, 8 to 13 digits, YYYYMMDD), from the card or from the typed numbers.
    `situation`: who is at the counter, so who decides; `papers`: those looked at besides the
    identity paper; `mandate`: the version of the mandate that was signed, empty without one;
    `redirect`: what the slip is for, where a failure says it.
    """

    channel: Channel
    card: CardContent | None = field(default=None, repr=False)
    beneficiary: int | None = None  # rank on the card
    typed: TypedNumbers = TypedNumbers()
    nir: str = field(default="", repr=False)
    card_serial: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    given_name: str = field(default="", repr=False)
    situation: SituationId | None = None
    language: str = "fr"  # of the papers that the person is given: a code of `domain.papers`
    identity_document: IdentityDocument | None = None
    papers: tuple[Paper, ...] = ()
    redirect: RedirectReason | None = None
    code: str = field(default="", repr=False)
    new_code: NewCode = NewCode()
    identification: Identification | None = field(default=None, repr=False)
    action: PersonAct | None = None
    delete_data: bool = False
    mandate: str = ""
    choices: PersonChoices = PersonChoices()
    idempotency_key: str = ""
    acknowledgement: Acknowledgement | None = field(default=None, repr=False)
    printed: int = 0  # how many times the confirmation went to the printer
    saved: bool = False  # the confirmation was saved as a PDF, because it was asked for
    done: tuple[Done, ...] = ()  # of this card, in order
    contact_marks: frozenset[bytes] = field(default=frozenset(), repr=False)  # given by its adults

    @property
    def chosen(self) -> Beneficiary | None:
        """The person on the card whom the act concerns."""
        if self.card is None or self.beneficiary is None:
            return None
        return self.card.beneficiaries[self.beneficiary]

    @property
    def numbers(self) -> tuple[str, str, str]:
        """What the service knows the person by, apart from her code."""
        return self.nir, self.card_serial, self.birth_date

    def for_beneficiary(self, rank: int) -> Case:
        """The case of this person of the card: each has her own code."""
        if self.card is None:
            return self
        person = self.card.beneficiaries[rank]
        return replace(
            self,
            beneficiary=rank,
            nir=person.nir,
            birth_date=person.birth_date,
            family_name=person.family_name,
            given_name=person.given_name,
            code="",
            new_code=NewCode(),
            mandate="",
        )

    def identified(self, known: Identification, *, another_person: bool) -> Case:
        """The case once the service knows the person; `another_person`: than the time before.

        What one person accepted, chose and decided never passes to another.
        """
        case = replace(self, identification=known)
        if case.card is None:
            case = replace(case, family_name=known.family_name, given_name=known.given_name)
        if another_person:
            nothing = PersonChoices()
            case = replace(case, action=None, delete_data=False, choices=nothing, mandate="")
        return case if case.action in known.allowed else replace(case, action=None)

    def offered(self, offer: CodeOffer) -> Case:
        """The case once it is known where a new code can go; what leaves no choice is chosen."""
        ways, chosen = offer.channels, self.new_code.channel
        if chosen not in ways:
            chosen = ways[0] if len(ways) == 1 else None
        asked = NewCode(offer, _meant(offer, self.given_name), chosen, self.new_code.sent)
        return replace(self, new_code=asked)

    @property
    def twin_meant(self) -> str:
        """The given name of the one whom the new code is for, where there are several."""
        offer = self.new_code.offer
        if offer is None or len(offer.people) < 2:
            return ""
        return next((one.given_name for one in offer.people if one.rank == self.new_code.rank), "")

    @property
    def message_on_its_way(self) -> bool:
        """A new code was sent by e-mail or SMS: it may come while the person is there."""
        sent = self.new_code.sent
        return sent is not None and sent.channel is not CodeChannel.LETTER

    @property
    def has_paper(self) -> bool:
        """The person can leave with her confirmation."""
        return self.printed > 0 or self.saved

    @property
    def display_name(self) -> str:
        """The name as it is shown: given name, then family name in capitals."""
        return f"{self.given_name} {self.family_name.upper()}".strip()

    @property
    def polite_name(self) -> str:
        """The family name as it is said: capitals only at the start of each part."""
        return capitalised(self.family_name)

    @property
    def sensitive_words(self) -> tuple[str, ...]:
        """Names that a password must not contain, letters without accents."""
        return tuple(
            _plain(part)
            for name in (self.family_name, self.given_name)
            for part in name.replace("-", " ").split()
            if len(part) > 2
        )


def _meant(offer: CodeOffer, given_name: str) -> int | None:
    """The rank of the one whom the card names so, or who is alone; None: the person says who."""
    from counter_app.domain.family import told_apart  # noqa: PLC0415 - not for the first window

    names = [one.given_name for one in offer.people]
    place = told_apart(names, given_name if len(names) > 1 else "")
    return None if place is None else offer.people[place].rank


_PARTICLES = frozenset({"de", "du", "des", "d"})
_WORD = re.compile(r"[^\W\d_]+")


def capitalised(name: str) -> str:
    """`ACHOUR-DELAUNAY` as `Achour-Delaunay`, `DE LA TOUR` as `de La Tour`: cards hold capitals,
    people are not shouted at."""

    def word(found: re.Match[str]) -> str:
        lower = found.group().lower()
        return lower if lower in _PARTICLES else lower[:1].upper() + lower[1:]

    return _WORD.sub(word, name)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
