"""A line of people is taken whole or refused by column, whatever it holds."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.family import Representation
from counter_app.domain.import_fields import Refusal
from counter_app.domain.people_record import (
    COLUMNS,
    PersonRecord,
    check_person_record,
)

TODAY = date(2026, 11, 2)
ADULT = {
    "nir": "2 48 04 97 112 034 38",
    "family_name": "MARCHANDEAU",
    "given_name": "Odette",
    "birth_date": "1948-04-17",
    "card_serial": "03004177253",
    "email": "odette.marchandeau@exemple.fr",
    "mobile": "06 90 30 45 12",
    "territory": "GP",
    "department": "971",
    "health_fund": "971",
    "address_1": "MME ODETTE MARCHANDEAU",
    "address_2": "12 RUE DES FLAMBOYANTS",
    "address_3": "97199 ANSE-CORAIL",
    "attached_to": "",
    "representative_2": "",
    "representation": "",
    "deceased": "non",
}
CHILD = {
    "nir": "217066748221047",
    "family_name": "VASSEUR",
    "given_name": "Lilou",
    "birth_date": "20170604",
    "territory": "FX",
    "attached_to": "183016748219301",
}
MOTHER = "286026938742556"


def taken(**changes: str) -> PersonRecord:
    """The adult's line with these changes, which must be taken."""
    return record_of({**ADULT, **changes})


def record_of(fields: dict[str, str]) -> PersonRecord:
    """The checked line. Fails when it is refused."""
    outcome = check_person_record(fields, TODAY)
    assert isinstance(outcome, PersonRecord), [(entry.column, entry.text) for entry in outcome]
    return outcome


def refused(fields: dict[str, str]) -> dict[str, str]:
    """The refusals, text by column. Fails when the line is taken."""
    outcome = check_person_record(fields, TODAY)
    assert isinstance(outcome, tuple)
    assert outcome
    return {refusal.column: refusal.text for refusal in outcome}


def test_a_whole_line() -> None:
    assert taken() == PersonRecord(
        nir="248049711203438",
        family_name="MARCHANDEAU",
        given_name="Odette",
        birth_date="19480417",
        card_serial="03004177253",
        email="odette.marchandeau@exemple.fr",
        mobile="+590690304512",
        territory="GP",
        department="971",
        health_fund="971",
        address=("MME ODETTE MARCHANDEAU", "12 RUE DES FLAMBOYANTS", "97199 ANSE-CORAIL"),
        attached_to="",
        representative_2="",
        representation=None,
        deceased=False,
    )


def test_the_least_of_a_line() -> None:
    record = record_of(
        {
            "nir": "248049711203438",
            "family_name": "MARCHANDEAU",
            "given_name": "Odette",
            "birth_date": "17/04/1948",
            "card_serial": "0300417725",
            "email": "odette@exemple.fr",
            "department": "2a",
        }
    )
    assert (record.territory, record.department) == ("FX", "2A")
    assert (record.birth_date, record.card_serial) == ("19480417", "0300417725")
    assert (record.mobile, record.health_fund, record.address) == ("", "", ())


def test_an_empty_line_names_what_is_missing() -> None:
    assert set(refused({})) == {"nir", "family_name", "given_name", "birth_date", "territory"}


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("nir", "248049711203437", "Clé"),
        ("nir", "2480497112034", "Il manque la clé"),
        ("nir", "24804971120343", "Encore 1 chiffre"),
        ("nir", "0690304512", "numéro de téléphone"),
        ("family_name", "=cmd|' /C calc'!A0", "« = » n’est pas une lettre"),
        ("family_name", "M4RCHANDEAU", "« 4 »"),
        ("family_name", "- ’", "pas de lettre"),
        ("family_name", "N" * 101, "101 caractères : il en faut 100 au plus"),
        ("given_name", "Odette\x00", "invisible"),
        ("given_name", "Odette\u202e", "invisible"),
        ("given_name", "  ", "vide"),
        ("birth_date", "19491301", "mois 13"),
        ("birth_date", "1948-02-30", "29 jours"),
        ("birth_date", "17041948", "relisez"),  # the day first: only with its strokes
        ("birth_date", "20102010", "mois 20"),
        ("birth_date", "20300101", "à venir"),
        ("birth_date", "17/04/48", "4 chiffres"),
        ("birth_date", "avril", "Écrivez"),
        ("card_serial", "0300417", "Encore 1 chiffre"),
        ("card_serial", "03004177253999", "de trop"),
        ("email", "odette.exemple.fr", "@"),
        ("email", "a" * 255 + "@exemple.fr", "254 au plus"),
        ("mobile", "01 23 45 67 89", "fixe"),
        ("territory", "971", "Écrivez l’un de ces codes"),
        ("territory", "RE", "n’est pas de ce territoire"),
        ("department", "20", "2A"),
        ("department", "1", "01"),
        ("health_fund", "97A", "2 à 9 chiffres"),
        ("address_2", "X" * 39, "38 au plus"),
        ("attached_to", "248049711203438", "elle-même"),
        ("attached_to", "183016748219301", "18 ans"),
        ("representative_2", "248049711203438", "déjà"),
        ("representation", "cousin", "parent, guardian_of_minor"),
        ("representation", "curator", "Il manque le numéro"),
        ("deceased", "peut-être", "« oui » ou « non »"),
    ],
)
def test_each_refusal_names_its_column_and_says_why(column: str, text: str, words: str) -> None:
    refusals = refused({**ADULT, column: text})
    assert column in refusals
    assert words.lower() in refusals[column].lower()


@pytest.mark.parametrize(
    "lines",
    [
        ("MME ODETTE MARCHANDEAU",),
        ("97199 ANSE-CORAIL",),
        ("MME ODETTE MARCHANDEAU", "ANSE-CORAIL"),
        ("MME ODETTE MARCHANDEAU", "97199"),
        ("97199 ANSE-CORAIL", "MME ODETTE MARCHANDEAU"),
    ],
)
def test_an_address_goes_from_the_addressee_to_the_locality(lines: tuple[str, ...]) -> None:
    columns = {f"address_{rank}": "" for rank in range(1, 7)}
    columns |= {f"address_{rank}": text for rank, text in enumerate(lines, 1)}
    assert "commune" in refused({**ADULT, **columns})["address_1"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = refused({**ADULT, "nir": "1", "email": "x", "deceased": "x", "department": "99"})
    assert set(wrong) == {"nir", "email", "deceased", "department"}


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("family_name", "  D’ACHOUR-DELAUNAY\u00a0 N'DOYE ", "D’ACHOUR-DELAUNAY N'DOYE"),
        ("family_name", "O", "O"),
        ("given_name", "Éloïse", "Éloïse"),
        ("given_name", "محمد", "محمد"),
        ("given_name", "N" * 100, "N" * 100),
        ("birth_date", "19480400", "19480400"),
        ("birth_date", "1948-00-00", "19480000"),
        ("card_serial", "8025000002 03004177253", "03004177253"),
        ("card_serial", "12345678", "12345678"),
        ("email", "", ""),
        ("mobile", "", ""),
        ("health_fund", "019710000", "019710000"),
        ("territory", "gp", "GP"),
        ("department", "", ""),
        ("deceased", "OUI", True),
        ("deceased", "0", False),
    ],
)
def test_what_is_taken(column: str, text: str, value: object) -> None:
    assert getattr(taken(**{column: text}), column) == value


def test_a_temporary_number_and_a_lunar_month_are_taken() -> None:
    record = taken(nir="395999934100768", birth_date="19950000")
    assert record.nir == "395999934100768"
    lunar = "2482397112034"
    with_key = f"{lunar}{97 - int(lunar) % 97:02}"
    assert taken(nir=with_key, birth_date="19482300").birth_date == "19482300"


def test_a_notice_must_be_able_to_leave() -> None:
    no_address = {**ADULT, **{column: "" for column in COLUMNS if column.startswith("address")}}
    assert record_of(no_address).address == ()
    assert "courrier" in refused({**no_address, "email": ""})["address_1"]
    assert "vide" in refused({**ADULT, "card_serial": ""})["card_serial"]
    silent = {**no_address, "email": "", "card_serial": "", "deceased": "oui"}
    assert record_of(silent).deceased


def test_a_child_is_attached_and_its_code_goes_to_its_parent() -> None:
    record = record_of(CHILD)
    assert record.attached_to == "183016748219301"
    assert record.representation is Representation.PARENT
    assert (record.card_serial, record.email, record.address) == ("", "", ())
    two = record_of({**CHILD, "representative_2": MOTHER})
    assert two.representative_2 == MOTHER


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"attached_to": ""}, "attached_to"),
        ({"attached_to": CHILD["nir"]}, "attached_to"),
        ({"representative_2": CHILD["attached_to"]}, "representative_2"),
        ({"representation": "guardian_of_person"}, "representation"),
        ({"representation": "informal_caregiver"}, "representation"),
    ],
)
def test_what_a_child_s_line_may_not_say(changes: dict[str, str], column: str) -> None:
    assert set(refused({**CHILD, **changes})) == {column}


def test_only_a_guardian_of_the_person_represents_an_adult() -> None:
    for kind in Representation:
        fields = {**ADULT, "representative_2": MOTHER, "representation": kind.value}
        if kind is Representation.GUARDIAN_OF_PERSON:
            assert record_of(fields).representation is kind
        else:
            assert set(refused(fields)) == {"representation"}


def test_nothing_personal_in_a_representation_of_the_objects() -> None:
    shown = repr(taken())
    for text in ("248049711203438", "MARCHANDEAU", "Odette", "1948", "03004177253", "590690"):
        assert text not in shown
    assert "1948" not in repr(Refusal("birth_date", "Ce serait 17/04/1948."))


pieces = st.sampled_from(
    [
        "0",
        "9",
        "2A",
        "/",
        "-",
        "@",
        ".",
        "+590",
        "é",
        "\x00",
        "\u202e",
        "\ud800",
        " ",
        "²",
        "１",
        "٣",
    ]
)
hostile = st.text(max_size=40) | st.lists(pieces, max_size=16).map("".join)


@given(st.dictionaries(st.sampled_from(COLUMNS), hostile), st.booleans())
def test_whatever_a_line_holds_it_is_taken_clean_or_refused(
    fields: dict[str, str], on_a_good_line: bool
) -> None:
    outcome = check_person_record({**ADULT, **fields} if on_a_good_line else fields, TODAY)
    if not isinstance(outcome, PersonRecord):
        assert outcome
        for refusal in outcome:
            assert refusal.column in COLUMNS
            assert len(refusal.text) > 10
        return
    assert len(outcome.nir) == 15
    assert len(outcome.birth_date) == 8
    assert 1 <= len(outcome.family_name) <= 100
    assert all(1 <= len(text) <= 38 for text in outcome.address)
    texts = (outcome.family_name, outcome.given_name, outcome.email, *outcome.address)
    assert not any(unicodedata.category(sign)[0] == "C" for text in texts for sign in text)
