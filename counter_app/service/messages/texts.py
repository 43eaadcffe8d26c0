"""The words of the messages: one French file each, in resources/texts/fr/messages.

The first line is the subject, the rest is the text, for an e-mail and a letter alike; a text
message (`….sms.txt`) has no subject. `${…}` marks what is filled in; all of it is checked when the
files are read, so that a slip in one of them stops the sender at its start and not at midnight.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from string import Template

from counter_app.domain.deadlines import opposition_period
from counter_app.domain.enrolment_code import EnrolmentCode
from counter_app.domain.territory import TERRITORIES
from counter_app.domain.wording import NO_BREAK_SPACE, date_in_words, time_in_words, typeset
from counter_app.resource_files import resource
from counter_app.service.codes import MessageChannel

_CONFIRMATION = frozenset({"concerned", "receipt_number", "moment", "organisation"})
_CODE = frozenset({"code", "until"})
_NOTICE = _CODE | {"sent_on", "opens_on"}
# What each file may and must say.
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "activation_registered": _CONFIRMATION,
    "reactivation_registered": _CONFIRMATION,
    "opposition_registered": _CONFIRMATION,
    "closing_registered": _CONFIRMATION,
    "closing_with_deletion_registered": _CONFIRMATION | {"deletion_due_by"},
    "deletion_requested": _CONFIRMATION | {"deletion_due_by"},
    "not_representative_declared": _CONFIRMATION,
    "data_deleted": frozenset({"concerned", "deleted_on"}),
    "notice": _NOTICE,
    "notice_for_child": _NOTICE | {"given_name"},
    "enrolment_code": _CODE,
    "enrolment_code_for_child": _CODE | {"given_name"},
    "enrolment_code.sms": _CODE,
    "enrolment_code_for_child.sms": _CODE | {"given_name"},
    "email_end": frozenset(),
}
SMS_LENGTH = 160  # characters of GSM 03.38 in one text message
_SMS_NAME = 30  # of them at most for a given name
# Of GSM 03.38, the signs that French needs; ê, ë, î, ô, û and ç are not among them.
_GSM_SIGNS = frozenset(" !\"#%&'()*+,-./:;<=>?@àéèùìòÉÇ£$¥_\n")
_FICTIVE = "FICTIF : personne inventée, ce message n’a aucune valeur."


class TextError(Exception):
    """A file of a text is not as it must be, or a message lacks what its text says."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is sent. The subject of a text message is empty."""

    subject: str = field(repr=False)
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a message is about.

    `parameters`: those of the outbox; `child`: the given name of an attached profile, else empty;
    `first_notice`: the code comes with the notice that opens the six weeks; `day`: on which it
    leaves, in the person's territory.
    """

    template: str
    parameters: Mapping[str, str | None]
    territory: str
    day: date
    child: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    first_notice: bool = False

    @property
    def code_in_groups(self) -> str:
        """As it is written in a message; empty when there is none."""
        return " ".join(EnrolmentCode(self.code).groups).strip()


class Texts:
    """All texts, read and checked once. Raises `TextError`, OSError."""

    def __init__(self, folder: Path | None = None, *, fictive: bool = False) -> None:
        folder = folder or resource("texts", "fr", "messages")
        self._fictive = fictive
        self._files: dict[str, tuple[Template, Template]] = {}
        for name, placeholders in PLACEHOLDERS.items():
            subject, body = _parts(name, (folder / f"{name}.txt").read_text("utf-8"))
            for part in (subject, body):
                if not part.is_valid():
                    raise TextError(f"{name}: a lone « $ »")
            said = {*subject.get_identifiers(), *body.get_identifiers()}
            if said != placeholders:
                raise TextError(f"{name}: {', '.join(sorted(said ^ placeholders))}")
            self._files[name] = (subject, body)

    def text_of(self, occasion: Occasion, channel: MessageChannel) -> Text:
        """The message in full. Raises `TextError` when something that it needs is missing."""
        if channel is MessageChannel.SMS:
            return self._sms(occasion)
        subject, body = map(_laid_out, self._filled(_file_of(occasion), _values(occasion)))
        if channel is MessageChannel.EMAIL:
            body = f"{body}\n\n{_laid_out(self._filled('email_end', {})[1])}"
        if self._fictive:
            subject, body = f"[FICTIF] {subject}", f"{typeset(_FICTIVE)}\n\n{body}"
        return Text(subject, body)

    def _sms(self, occasion: Occasion) -> Text:
        """In one text message of 160 characters, unless it says that the person is invented."""
        until = opposition_period(occasion.day).until
        values = {
            **_values(occasion),
            "until": f"{until:%d/%m/%Y}",
            "given_name": in_gsm(occasion.child)[:_SMS_NAME],
        }
        name = f"{_file_of(replace(occasion, first_notice=False))}.sms"
        body = self._filled(name, values)[1]
        return Text("", f"FICTIF. {body}" if self._fictive else body)

    def _filled(self, name: str, values: Mapping[str, str]) -> tuple[str, str]:
        if name not in self._files:
            raise TextError(f"{name}: there is no such text")
        subject, body = self._files[name]
        try:
            return subject.substitute(values), body.substitute(values)
        except KeyError as missing:
            raise TextError(f"{name}: nothing for {missing}") from None


def in_gsm(text: str) -> str:
    """The text with the characters of GSM 03.38 alone: other letters lose their accent."""
    return "".join(
        sign if _in_gsm(sign) else "".join(filter(_in_gsm, unicodedata.normalize("NFKD", sign)))
        for sign in unicodedata.normalize("NFC", text).replace("’", "'")
    )


def _in_gsm(sign: str) -> bool:
    return (sign.isascii() and sign.isalnum()) or sign in _GSM_SIGNS


def _parts(name: str, content: str) -> tuple[Template, Template]:
    subject, blank, body = "", "", content
    if not name.endswith(".sms"):
        subject, blank, body = (*content.split("\n", 2), "", "")[:3]
    if blank or not body.strip():
        raise TextError(f"{name}: a subject, an empty line and a text are expected")
    return Template(subject.strip()), Template(body.strip())


def _file_of(occasion: Occasion) -> str:
    name = occasion.template
    if "code" not in PLACEHOLDERS.get(name, ()):
        return name
    if occasion.first_notice:
        name = "notice"
    return f"{name}_for_child" if occasion.child else name


def _values(occasion: Occasion) -> dict[str, str]:
    """All that the texts can say of this occasion; what it has not is left out."""
    values: dict[str, str] = {"concerned": ""}
    if occasion.child:
        values["concerned"] = f"Ce message concerne {occasion.child}."
        values["given_name"] = occasion.child
    for name, said in occasion.parameters.items():
        if said is None:
            continue
        if name == "registered_at":
            values["moment"] = _moment(datetime.fromisoformat(said), occasion.territory)
        elif name in ("deletion_due_by", "deleted_on"):
            values[name] = _day(date.fromisoformat(said))
        else:
            values[name] = said
    if occasion.code:
        period = opposition_period(occasion.day)
        values |= {
            "code": occasion.code_in_groups,
            "sent_on": _day(period.sent_on),
            "until": _day(period.until),
            "opens_on": _day(period.opens_on),
        }
    return values


def _day(day: date) -> str:
    """In full, on one line."""
    return date_in_words(day).replace(" ", NO_BREAK_SPACE)


def _moment(moment: datetime, territory: str) -> str:
    there = TERRITORIES[territory]
    local = moment.astimezone(there.clock)
    hour = time_in_words(local).replace(" ", NO_BREAK_SPACE)
    return f"le {_day(local.date())} à {hour} ({there.time_words})"


def _laid_out(filled: str) -> str:
    """With French spaces, and without the empty place of what there was nothing to say of."""
    return typeset(re.sub(r"\n{3,}", "\n\n", filled).replace("34 22", f"34{NO_BREAK_SPACE}22"))
