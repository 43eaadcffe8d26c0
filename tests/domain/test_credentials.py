"""The login name and the password that the person chooses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.credentials import (
    check_login_name,
    login_rules,
    password_refused,
    password_rules,
)
from counter_app.domain.findings import Level

NIR = "248049711203438"
NAMES = ("MARCHANDEAU", "Odette", "odette.marchandeau")


@pytest.mark.parametrize(
    "name", ["odette.m", "kalinda_tn", "a-b-c-1948", "12345678", "a" * 100, " odette.m "]
)
def test_login_names_taken(name: str) -> None:
    checked = check_login_name(name, nir=NIR)
    assert (checked.value, checked.findings) == (name.strip(), ())
    assert all(rule.met for rule in login_rules(name.strip(), nir=NIR))


@pytest.mark.parametrize(
    ("name", "word", "rule"),
    [
        ("Odette.m", "1ᵉʳ caractère : « O » est une majuscule", "signs"),
        ("odette m", "espace", "signs"),
        ("odetté.m", "accent", "signs"),
        ("odette!m", "« ! » ne peut pas servir", "signs"),
        ("odette@exemple.example", "e-mail", "no_email"),
        (NIR, "sécurité sociale", "no_number"),
        (NIR[:13], "sécurité sociale", "no_number"),
        ("2.48.04.97.112.034.38", "sécurité sociale", "no_number"),
        ("odette" + NIR, "sécurité sociale", "no_number"),
        ("239062a00411751", "sécurité sociale", "no_number"),
        ("fr7630006000011234567890189", "IBAN", "no_number"),
        ("a" * 101, "100 caractères", "length"),
    ],
)
def test_login_names_refused(name: str, word: str, rule: str) -> None:
    checked = check_login_name(name, nir=NIR)
    assert checked.value is None
    assert word in checked.first(Level.ERROR)
    assert rule in {shown.name for shown in login_rules(name, nir=NIR) if not shown.met}


@pytest.mark.parametrize(("name", "hint"), [("odette", "Encore 2 "), ("", "lettres minuscules")])
def test_login_names_unfinished(name: str, hint: str) -> None:
    checked = check_login_name(name)
    assert checked.value is None
    assert hint in checked.first(Level.HINT)


def test_the_rules_of_the_password_are_in_the_order_of_the_screen() -> None:
    assert [rule.text for rule in password_rules("", names=NAMES)] == [
        "au moins 9 caractères",
        "une majuscule",
        "une minuscule",
        "un chiffre",
        "un signe, comme ! ou ?",
        "sans votre nom ni votre identifiant",
    ]
    assert not any(rule.met for rule in password_rules("", names=NAMES))


@pytest.mark.parametrize(
    ("password", "unmet"),
    [
        ("Xk7!vmQp2", set()),
        ("Été7!vmQp2", set()),
        ("Xk7!vmQp", {"length"}),
        ("xk7!vmqp2", {"upper"}),
        ("XK7!VMQP2", {"lower"}),
        ("Xkb!vmQpw", {"digit"}),
        ("Xk7avmQp2", {"sign"}),
        ("Xk7 vmQp2", {"sign"}),
        ("Odette!1948", {"no_name"}),
        ("oDÉTTE!1948", {"no_name"}),
        ("7!Marchandeau", {"no_name"}),
    ],
)
def test_each_rule_ticks_alone(password: str, unmet: set[str]) -> None:
    rules = password_rules(password, names=NAMES)
    assert {rule.name for rule in rules if not rule.met} == unmet
    assert password_refused(password, NAMES) == bool(unmet)


@pytest.mark.parametrize(
    ("names", "met"),
    [
        (("BOISROND-LÉVÊQUE",), False),
        (("D’LEVEQUE",), False),
        (("LY", "K7"), True),
        ((), True),
        (("",), True),
    ],
)
def test_each_part_of_a_name_counts_unless_it_is_very_short(
    names: tuple[str, ...], met: bool
) -> None:
    assert password_rules("K7!leveque", names=names)[-1].met is met


@pytest.mark.parametrize(
    "password",
    ["Motdepasse1!", "Azerty123!", "Soleil2026!", "P@ssw0rd1!", "!Bonjour2026", "aaaAAA11!!"],
)
def test_passwords_that_anyone_would_try_are_refused(password: str) -> None:
    assert all(rule.met for rule in password_rules(password, names=NAMES))
    assert password_refused(password, NAMES)


@pytest.mark.parametrize("password", ["", "azerty", "Xk7!"])
def test_unmet_rules_refuse(password: str) -> None:
    assert password_refused(password, ())


@given(st.text(), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_gets_an_answer(text: str, names: list[str]) -> None:
    checked = check_login_name(text, nir=text)
    assert checked.ok or checked.findings
    assert len(password_rules(text, names=names)) == 6
    if password_refused(text, names) is False:
        assert len(text) >= 9


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789._-@A é", max_size=20))
def test_the_rules_and_the_check_agree(text: str) -> None:
    met = all(rule.met for rule in login_rules(text.strip()))
    assert check_login_name(text).ok == met
