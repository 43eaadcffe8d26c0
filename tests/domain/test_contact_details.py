"""The e-mail address and the mobile number: what is wrong is said, no network is asked."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.domain.contact_details import (
    check_email,
    check_mobile,
    contact_mark,
    doubt_shared,
    mask_email,
    mask_mobile,
)
from counter_app.domain.findings import Level
from counter_app.domain.territory import TERRITORIES
from counter_app.resource_files import resource

PEOPLE = json.loads(resource("fictive", "people.json").read_text("utf-8"))["people"]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["id"])
def test_the_fictive_people_can_be_reached(person: dict[str, str]) -> None:
    if person["email"]:
        checked = check_email(person["email"])
        assert (checked.value, checked.findings) == (person["email"], ())
    if person["mobile"]:
        checked = check_mobile(person["mobile"], person["territory"])
        assert (checked.value, checked.findings) == (person["mobile"], ())


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (" odette@exemple.example ", "odette@exemple.example"),
        ("Odette@Exemple.EXAMPLE", "Odette@exemple.example"),
        ("odette@été.example", "odette@été.example"),
        ("odette@xn--t-9fab.example", "odette@été.example"),
        ("o.m+mes@exemple.example", "o.m+mes@exemple.example"),
    ],
)
def test_addresses_taken(typed: str, value: str) -> None:
    checked = check_email(typed)
    assert (checked.value, checked.findings) == (value, ())


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.fr", "gmail.com"),
        ("hotmal.fr", "hotmail.fr"),
        ("hotmail.co", "hotmail.com"),
        ("ornage.fr", "orange.fr"),
        ("orange.con", "orange.fr"),
        ("wanado.fr", "wanadoo.fr"),
        ("laposte.fr", "laposte.net"),
        ("yaho.fr", "yahoo.fr"),
        ("outlok.com", "outlook.com"),
    ],
)
def test_a_slip_in_a_common_domain_is_suggested_only(domain: str, meant: str) -> None:
    checked = check_email(f"odette@{domain}")
    assert checked.value == f"odette@{domain}"
    assert f"« {meant} »" in checked.first(Level.WARNING)
    assert checked.correction == f"odette@{meant}"
    assert check_email(checked.correction).findings == ()
    assert checked.findings[0].position == 7


@pytest.mark.parametrize("domain", ["gmail.com", "free.fr", "ymail.com", "mail.com", "ac.example"])
def test_good_domains_are_left_alone(domain: str) -> None:
    assert check_email(f"odette@{domain}").findings == ()


@pytest.mark.parametrize("typed", ["odette@exemple.example.", "odette@exemple.example,"])
def test_the_full_stop_of_a_sentence_is_not_kept(typed: str) -> None:
    checked = check_email(typed)
    assert checked.value == "odette@exemple.example"
    assert checked.first(Level.WARNING)


def test_accents_before_the_sign_are_doubted() -> None:
    checked = check_email("aurèle@exemple.example")
    assert checked.ok
    assert "accentuées" in checked.first(Level.WARNING)


@pytest.mark.parametrize(
    ("typed", "level", "word"),
    [
        ("", Level.HINT, "ressemble"),
        ("odette", Level.HINT, "« @ »"),
        ("odette@", Level.HINT, "après « @ »"),
        ("odette@exemple", Level.HINT, "la fin"),
        ("@exemple.example", Level.ERROR, "avant « @ »"),
        ("odette@@exemple.example", Level.ERROR, "plusieurs"),
        ("odette m@exemple.example", Level.ERROR, "7ᵉ caractère"),
        ("odette@exemple,example", Level.ERROR, "virgule"),
        ("odette..m@exemple.example", Level.ERROR, "deux points"),
        (".odette@exemple.example", Level.ERROR, "point de trop"),
        ("odette@exemple.invalid", Level.ERROR, "relisez"),
        ("o" * 70 + "@exemple.example", Level.ERROR, "relisez"),
    ],
)
def test_addresses_to_correct(typed: str, level: Level, word: str) -> None:
    checked = check_email(typed)
    assert checked.value is None
    assert word in checked.first(level)


@pytest.mark.parametrize(
    ("typed", "is_refused"),
    [
        ("accueil@structure.example", True),
        ("Agent12@Structure.Example", True),
        ("agent@guichet.structure.example", True),
        ("agent.douze@exemple.example", True),
        ("odette@exemple.example", False),
        ("odette@astructure.example", False),
    ],
)
def test_addresses_of_the_structure_and_its_agents(typed: str, is_refused: bool) -> None:
    entries = ("structure.example", "Agent.Douze@exemple.example", "", " ", "@")
    checked = check_email(typed, refused=entries)
    assert checked.ok != is_refused
    assert ("lieu de travail" in checked.first(Level.ERROR)) == is_refused


@pytest.mark.parametrize(
    "domain", ["assurance-maladie.fr", "cpam.assurance-maladie.fr", "x.gouv.fr"]
)
def test_an_address_of_work_is_a_warning_only(domain: str) -> None:
    checked = check_email(f"odette@{domain}")
    assert checked.ok
    assert "adresse de travail" in checked.first(Level.WARNING)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("odette m@exemple.example", "odettem@exemple.example"),
        ("odette@@exemple.example", "odette@exemple.example"),
        ("odette@exemple,example", "odette@exemple.example"),
        ("odette..m@exemple.example", "odette.m@exemple.example"),
        (".odette.@exemple.example", "odette@exemple.example"),
        ("@exemple.example", ""),
        ("odette", ""),
    ],
)
def test_what_was_probably_meant_is_offered(typed: str, offered: str) -> None:
    checked = check_email(typed)
    assert (checked.value, checked.correction) == (None, offered)
    assert check_email(offered).ok == bool(offered)


@pytest.mark.parametrize(
    ("typed", "territory", "value"),
    [
        ("06 39 98 01 17", "FX", "+33639980117"),
        ("06.39.98.01.17", "GP", "+33639980117"),
        ("+33 (0)6 39 98 01 17", "FX", "+33639980117"),
        ("0033639980117", "YT", "+33639980117"),
        ("０６３９９８０１１７", "FX", "+33639980117"),
        ("0690 30 45 12", "GP", "+590690304512"),
        ("0690 30 45 12", "FX", "+590690304512"),
        ("+590 690 30 45 12", "FX", "+590690304512"),
        ("0690304512", "MF", "+590690304512"),
        ("0694 20 30 40", "GF", "+594694203040"),
        ("0696 22 44 08", "MQ", "+596696224408"),
        ("0692 55 18 30", "RE", "+262692551830"),
        ("0639 70 01 24", "YT", "+262639700124"),
        ("0639 70 01 24", "FX", "+262639700124"),
        ("55 12 34", "PM", "+508551234"),
        ("+508 55 12 34", "FX", "+508551234"),
        ("0708 55 12 34", "PM", "+508708551234"),
    ],
)
def test_mobiles_of_france_and_overseas(typed: str, territory: str, value: str) -> None:
    checked = check_mobile(typed, territory)
    assert (checked.value, checked.findings) == (value, ())


@pytest.mark.parametrize(
    ("typed", "territory"),
    [
        ("01 99 00 12 34", "FX"),
        ("0590 12 34 56", "GP"),
        ("+262 262 12 34 56", "RE"),
        ("09 99 00 12 34", "FX"),
        ("41 12 34", "PM"),
        ("+32 2 765 43 21", "FX"),
    ],
)
def test_a_landline_is_told(typed: str, territory: str) -> None:
    checked = check_mobile(typed, territory)
    assert checked.value is None
    assert "fixe" in checked.first(Level.ERROR)


@pytest.mark.parametrize(
    ("typed", "territory", "hint"),
    [
        ("", "FX", "10 chiffres"),
        ("06 12 3", "FX", "Encore 5 chiffres"),
        ("+33 6", "FX", "Encore 8 chiffres"),
        ("551", "PM", "Encore 3 chiffres"),
        ("+32", "FX", "Il manque des chiffres"),
        ("+32 470", "FX", "Il manque des chiffres"),
    ],
)
def test_unfinished_is_no_fault(typed: str, territory: str, hint: str) -> None:
    checked = check_mobile(typed, territory)
    assert checked.value is None
    assert checked.first(Level.ERROR) == ""
    assert hint in checked.first(Level.HINT)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("6 39 98 01 17", "0 du début"),
        ("O6 39 98 01 17", "« O » est une lettre. Est-ce le chiffre « 0 »"),
        ("06 39 98 01 17 2", "1 chiffre de trop"),
        ("08 99 00 12 34", "Ce n’est pas un numéro de mobile"),
        ("12 34", "commence par 06 ou 07"),
        ("06 39 9B", "6ᵉ caractère"),
        ("+999 123 456", "indicatif"),
        ("+32 470 12 34 56 78 90 12", "nombre de chiffres"),
        ("+508 55 12 34 5", "nombre de chiffres"),
    ],
)
def test_numbers_to_correct(typed: str, word: str) -> None:
    checked = check_mobile(typed, "FX")
    assert checked.value is None
    assert word in checked.first(Level.ERROR)


def test_a_contact_that_another_adult_gave_is_a_warning_only() -> None:
    given = {contact_mark("odette@exemple.example"), contact_mark("+590690304512")}
    for checked, shared in (
        (check_email("Odette@exemple.example"), True),
        (check_mobile("0690 30 45 12", "GP"), True),
        (check_email("solange@exemple.example"), False),
        (check_email("odette@"), False),
    ):
        doubted = doubt_shared(checked, given)
        assert doubted.value == checked.value
        assert ("le même contact" in doubted.first(Level.WARNING)) is shared
    assert not any(b"odette" in mark for mark in given)


@pytest.mark.parametrize("typed", ["6 39 98 01 17", "O639980117", "06399801l7"])
def test_the_number_probably_meant_is_offered(typed: str) -> None:
    assert check_mobile(check_mobile(typed, "FX").correction, "FX").value == "+33639980117"


@pytest.mark.parametrize(
    ("typed", "value", "word"),
    [
        ("+33 690 30 45 12", "+590690304512", "+590"),
        ("07 00 12 34 56", "+33700123456", "n’est pas connu"),
        ("+32 470 12 34 56", "+32470123456", "autre pays"),
    ],
)
def test_doubtful_numbers_are_let_through(typed: str, value: str, word: str) -> None:
    checked = check_mobile(typed, "FX")
    assert checked.value == value
    assert word in checked.first(Level.WARNING)


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("odette.marchandeau@exemple.example", "od•••@exemple.example"),
        ("om@exemple.example", "o•••@exemple.example"),
        ("odette", "•••"),
    ],
)
def test_masked_email(address: str, masked: str) -> None:
    assert mask_email(address) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+590690304512", "06 90 •• •• 12"),
        ("+33639980117", "06 39 •• •• 17"),
        ("+508551234", "+508 •• •• 34"),
        ("+32470123456", "+32 •• •• 56"),
        ("", "•• ••"),
    ],
)
def test_masked_mobile(number: str, masked: str) -> None:
    assert mask_mobile(number) == masked


def test_the_slow_libraries_are_not_loaded_with_the_module() -> None:
    program = (
        "import sys, counter_app.domain.contact_details as _;"
        "sys.exit('phonenumbers' in sys.modules or 'email_validator' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@given(st.text() | st.text("aé@., -", max_size=12), st.lists(st.text(max_size=8), max_size=3))
def test_any_address_gets_an_answer(text: str, refused: list[str]) -> None:
    checked = check_email(text, refused=refused)
    assert checked.ok or checked.findings
    mask_email(text)


@given(st.text() | st.text("0123456789+ ()", max_size=20), st.sampled_from(sorted(TERRITORIES)))
def test_any_number_gets_an_answer(text: str, territory: str) -> None:
    checked = check_mobile(text, territory)
    assert checked.ok or checked.findings
    mask_mobile(text)


@given(st.text("0123456789+ ", max_size=20), st.sampled_from(sorted(TERRITORIES)))
@example("+43000000", "BL")
def test_a_number_taken_once_is_taken_again(text: str, territory: str) -> None:
    value = check_mobile(text, territory).value
    assert value is None or check_mobile(value, territory).value == value


@given(st.from_regex(r"[a-z. ]{1,6}@{1,2}[a-z]{1,7}[.,]{1,2}[a-z]{1,4}", fullmatch=True))
def test_an_address_offered_is_another_and_the_offers_end(text: str) -> None:
    for _ in range(10):
        correction = check_email(text).correction
        if not correction:
            return
        assert correction != text
        text = correction
    pytest.fail("they never end")
