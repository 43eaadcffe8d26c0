"""One line of the people whom a fund announces: checked with the rules of typed fields.

A child has the number of the adult whom she is attached to (`attached_to`), and needs no card,
e-mail or address of her own: her code goes to that adult. Warnings of the checks are let through,
as at a counter; a number's key is required, for nobody has the card in hand to read it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from counter_app.domain.birth_date import check_birth_date
from counter_app.domain.card_serial import (
    LENGTH_WITH_PHOTO,
    PREFIX,
    CardFace,
    CardSerial,
    check_card_serial,
    clean_card_serial,
)
from counter_app.domain.contact_details import check_email, check_mobile
from counter_app.domain.deadlines import is_adult
from counter_app.domain.family import POWERS, Representation
from counter_app.domain.findings import Checked
from counter_app.domain.import_fields import ImportFields, Refusal, day_parts
from counter_app.domain.territory import TERRITORIES, TERRITORY_OF_DEPARTMENT

LONGEST_NAME = 100
ADDRESS_LINES, LONGEST_ADDRESS_LINE = 6, 38  # standard NF Z10-011 of La Poste, addressee included
ADDRESS_COLUMNS = tuple(f"address_{rank}" for rank in range(1, ADDRESS_LINES + 1))
COLUMNS = (
    "nir",
    "family_name",
    "given_name",
    "birth_date",
    "card_serial",
    "email",
    "mobile",
    "territory",
    "department",
    "health_fund",
    *ADDRESS_COLUMNS,
    "attached_to",
    "representative_2",
    "representation",
    "deceased",
)
_NAME_SIGNS = " '’.-‐‑–"
_HEALTH_FUND = re.compile(r"[0-9]{2,9}")  # scheme 2, fund 3, centre 4: as much of it as is known
_LOCALITY = re.compile(r"[0-9]{5} \S.*")
_DECEASED = {"": False, "0": False, "non": False, "1": True, "oui": True}


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A checked line; what is missing is an empty text.

    `birth_date`: YYYYMMDD as on the card; `mobile`: E.164; `address`: the lines as printed, the
    addressee's first, postcode and locality last; `attached_to`, `representative_2`: NIR of 15
    characters; `representation`: as what both represent her, None when nobody does.
    """

    nir: str = field(repr=False)
    family_name: str = field(repr=False)
    given_name: str = field(repr=False)
    birth_date: str = field(repr=False)
    card_serial: str = field(repr=False)
    email: str = field(repr=False)
    mobile: str = field(repr=False)
    territory: str
    department: str
    health_fund: str
    address: tuple[str, ...] = field(repr=False)
    attached_to: str = field(repr=False)
    representative_2: str = field(repr=False)
    representation: Representation | None
    deceased: bool


def check_person_record(
    fields: Mapping[str, str], today: date
) -> PersonRecord | tuple[Refusal, ...]:
    """The line, or all that is wrong with it, by column; never raises.

    `fields`: text by column, `COLUMNS`; a column that is not there counts as empty.
    """
    line = ImportFields(fields)
    nir = line.nir("nir", required=True)
    territory, department = _where(line)
    attached_to, representative_2 = line.nir("attached_to"), line.nir("representative_2")
    record = PersonRecord(
        nir=nir,
        family_name=_name(line, "family_name"),
        given_name=_name(line, "given_name"),
        birth_date=_birth_date(line, nir, today),
        card_serial=_card_serial(line, nir),
        email=line.checked("email", check_email) or "",
        mobile=line.checked("mobile", lambda text: check_mobile(text, territory or "FX")) or "",
        territory=territory,
        department=department,
        health_fund=_health_fund(line),
        address=_address(line),
        attached_to=attached_to,
        representative_2=representative_2,
        representation=_representation(line, represented=bool(attached_to or representative_2)),
        deceased=_deceased(line),
    )
    if not line.refusals:  # what each column says is right: does it go together?
        grown_up = is_adult(record.birth_date, today)
        _check_family(line, record, grown_up=grown_up)
        if grown_up and not record.deceased:
            _check_reachable(line, record)
    return tuple(line.refusals) or record


def _name(line: ImportFields, column: str) -> str:
    name = line.text(column, longest=LONGEST_NAME, required=True)
    foreign = next(
        (
            sign
            for sign in name
            if unicodedata.category(sign)[0] not in "LM" and sign not in _NAME_SIGNS
        ),
        "",
    )
    if foreign:
        line.refuse(column, f"« {foreign} » n’est pas une lettre : relisez ce nom.")
    elif name and not any(map(str.isalpha, name)):
        line.refuse(column, "Ce nom n’a pas de lettre : relisez-le.")
    return name


def _birth_date(line: ImportFields, nir: str, today: date) -> str:
    def check(text: str) -> Checked[str]:
        parts = day_parts(text)
        # eight digits are the card's order here, the year first: no guess between two dates
        typed = text if parts is None else f"{parts[2]:02}/{parts[1]:02}/{parts[0]:04}"
        return check_birth_date(typed, today=today, nir=nir or None)

    value = line.checked("birth_date", check, required=True) or ""
    if value and int(value[4:6]) > 12 and value[4:6] != nir[3:5]:
        line.refuse("birth_date", f"Il n’y a pas de mois {value[4:6]} : relisez la date.")
    return value


def _card_serial(line: ImportFields, nir: str) -> str:
    def check(text: str) -> Checked[CardSerial]:
        digits = clean_card_serial(text)
        photo = digits.startswith(PREFIX) or len(digits) == LENGTH_WITH_PHOTO
        face = CardFace.WITH_PHOTO if photo else CardFace.WITHOUT_PHOTO
        return check_card_serial(text, face, nir=nir or None)

    serial = line.checked("card_serial", check)
    return "" if serial is None else serial.digits


def _where(line: ImportFields) -> tuple[str, str]:
    """Territory and department: one of them is enough, both must agree."""
    territory, department = line.text("territory").upper(), line.text("department").upper()
    belongs_to = TERRITORY_OF_DEPARTMENT.get(department, "")
    if department == "20":
        line.refuse("department", "Pour la Corse, c’est « 2A » ou « 2B ».")
    elif department and not belongs_to:
        text = "Ce département n’est pas connu : écrivez par exemple 01, 2A ou 974."
        line.refuse("department", text)
    elif territory and territory not in TERRITORIES:
        line.refuse("territory", f"Écrivez l’un de ces codes : {', '.join(TERRITORIES)}.")
    elif not (territory or department):
        line.refuse("territory", "Indiquez le territoire ou le département.")
    elif territory and department and territory != belongs_to:
        line.refuse("territory", f"Le département {department} n’est pas de ce territoire.")
    return territory or belongs_to, department


def _health_fund(line: ImportFields) -> str:
    fund = line.text("health_fund")
    if fund and not _HEALTH_FUND.fullmatch(fund):
        line.refuse("health_fund", "Le code d’une caisse a de 2 à 9 chiffres.")
    return fund


def _address(line: ImportFields) -> tuple[str, ...]:
    texts = [line.text(column, longest=LONGEST_ADDRESS_LINE) for column in ADDRESS_COLUMNS]
    address = tuple(filter(None, texts))
    if address and not (len(address) > 1 and _LOCALITY.fullmatch(address[-1])):
        text = "La première ligne est le destinataire, la dernière le code postal et la commune."
        line.refuse(ADDRESS_COLUMNS[0], text)
    return address


def _representation(line: ImportFields, *, represented: bool) -> Representation | None:
    text = line.text("representation").lower()
    if text and text not in list(Representation):
        line.refuse("representation", f"Écrivez l’un de ces mots : {', '.join(Representation)}.")
    elif text and not represented:
        line.refuse("representation", "Il manque le numéro de la personne qui représente.")
    elif represented:
        return Representation(text or Representation.PARENT)
    return None


def _deceased(line: ImportFields) -> bool:
    text = line.text("deceased").lower()
    if text not in _DECEASED:
        line.refuse("deceased", "Écrivez « oui » ou « non ».")
    return _DECEASED.get(text, False)


def _check_family(line: ImportFields, record: PersonRecord, *, grown_up: bool) -> None:
    """The rules that one line is enough to know; those on the representatives are the store's."""
    if record.attached_to == record.nir:
        line.refuse("attached_to", "Une personne ne peut pas être rattachée à elle-même.")
    elif record.attached_to and grown_up:
        line.refuse("attached_to", "Une personne de 18 ans ou plus n’est rattachée à personne.")
    elif not (record.attached_to or grown_up or record.deceased):
        line.refuse("attached_to", "Avant 18 ans, indiquez l’adulte à qui l’enfant est rattaché.")
    if record.representative_2 and record.representative_2 in {record.nir, record.attached_to}:
        line.refuse("representative_2", "Ce numéro est déjà sur la ligne : relisez-le.")
    if record.representation is None:
        return
    powers = POWERS[record.representation]
    if not (powers.for_adult if grown_up else powers.for_child):
        text = "Cette représentation ne permet pas d’agir pour une personne de cet âge."
        line.refuse("representation", text)


def _check_reachable(line: ImportFields, record: PersonRecord) -> None:
    """Her notice must be able to leave, and she to be found by her card."""
    if not record.card_serial:
        line.refuse("card_serial", "Cette case est vide.")
    if not (record.email or record.address):
        text = "Indiquez un e-mail ou une adresse postale : le courrier doit pouvoir partir."
        line.refuse(ADDRESS_COLUMNS[0], text)
