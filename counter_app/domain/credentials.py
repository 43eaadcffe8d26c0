"""The login name and the password that the person chooses: rules that tick as one types.

The password is only looked at here: nothing keeps it. Rules: 8 to 100 characters for the name, 9
and four kinds of signs for the password (docs/domain.md, "Account").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from stdnum import iban

from counter_app.domain.findings import Checked, Finding, Level, refused
from counter_app.domain.nir import nir_key
from counter_app.domain.typed_text import count_of_characters, ordinal
from counter_app.domain.wording import phrase, sentences

SHORTEST_LOGIN_NAME, LONGEST_LOGIN_NAME = 8, 100
SHORTEST_PASSWORD = 9
_FEWEST_DIFFERENT = 5
_NAME_PART = 3  # shorter parts of a name are found in any password
_LOGIN_FORM = phrase("Des lettres minuscules, des chiffres, le point, le tiret et « _ ».")
_NIR_SHAPE = re.compile(r"([0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{6})([0-9]{2})?")
# What people put first and attackers try first, once digits and signs around are taken off.
_COMMON_TEXT = (
    "azerty azertyuiop qwerty qwertyuiop qsdfghjklm password motdepasse mdp bonjour bonsoir soleil "
    "doudou loulou chouchou bisous coucou jetaime amour chocolat princesse football marseille "
    "paris france guadeloupe martinique guyane reunion mayotte monespacesante espacesante sante "
    "ameli vitale cartevitale secret admin bienvenue welcome iloveyou nicolas camille vacances "
    "printemps automne hiver lundi mardi mercredi jeudi vendredi samedi dimanche"
)
COMMON_WORDS = frozenset(_COMMON_TEXT.split())
_DISGUISES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})


@dataclass(frozen=True, slots=True)
class PasswordRule:
    """One rule as shown: `name` for tests and help, `text` for the person, `met` for the tick."""

    name: str
    text: str
    met: bool


@dataclass(frozen=True, slots=True)
class LoginRule:
    """One rule of the login name, shown in the same way."""

    name: str
    text: str
    met: bool


def login_rules(text: str, *, nir: str | None = None) -> tuple[LoginRule, ...]:
    """The rules of the login name, none of them met by an empty text."""
    there = bool(text)
    return (
        LoginRule(
            "length", phrase("au moins 8 caractères"), SHORTEST_LOGIN_NAME <= len(text) <= 100
        ),
        LoginRule("signs", phrase("minuscules, chiffres, . _ -"), there and _foreign(text) is None),
        LoginRule("no_email", phrase("sans le signe @"), there and "@" not in text),
        LoginRule(
            "no_number",
            phrase("ni numéro de sécurité sociale, ni IBAN"),
            there and not _number(text, nir),
        ),
    )


def check_login_name(text: str, *, nir: str | None = None) -> Checked[str]:
    """Check a login name; blanks around it are not kept, nothing else is changed."""
    cleaned = text.strip()
    count = len(cleaned)
    if not cleaned:
        return Checked(None, (Finding(Level.HINT, _LOGIN_FORM),), 0)
    problem = _problem(cleaned, nir)
    if problem is not None:
        return Checked(None, (problem,), count)
    if count < SHORTEST_LOGIN_NAME:
        text = phrase("Encore {missing}", missing=count_of_characters(SHORTEST_LOGIN_NAME - count))
        return Checked(None, (Finding(Level.HINT, text),), count)
    if count > LONGEST_LOGIN_NAME:
        return refused(
            phrase("L’identifiant a 100 caractères au plus : raccourcissez-le."), count=count
        )
    return Checked(cleaned, (), count)


def _problem(cleaned: str, nir: str | None) -> Finding | None:
    number = phrase("Une adresse e-mail") if "@" in cleaned else _number(cleaned, nir)
    if number:
        text = phrase(
            "{number} ne peut pas servir d’identifiant : choisissez un autre nom.", number=number
        )
        return Finding(Level.ERROR, text)
    position = _foreign(cleaned)
    if position is not None:
        return Finding(Level.ERROR, _explained(cleaned[position], position), position)
    return None


def _foreign(text: str) -> int | None:
    """The place of the first character that a login name does not take."""
    allowed = "abcdefghijklmnopqrstuvwxyz0123456789._-"
    return next((rank for rank, sign in enumerate(text) if sign not in allowed), None)


def _explained(character: str, position: int) -> str:
    rank = ordinal(position)
    if character.isspace():
        return phrase(
            "{rank} caractère : il y a un espace. Enlevez-le, ou mettez un point.", rank=rank
        )
    if character.isupper():
        return phrase(
            "{rank} caractère : « {character} » est une majuscule. Écrivez-la en minuscule.",
            rank=rank,
            character=character,
        )
    if character.isalpha():
        return phrase(
            "{rank} caractère : « {character} » porte un accent. Écrivez la lettre sans accent.",
            rank=rank,
            character=character,
        )
    text = phrase(
        "{rank} caractère : « {character} » ne peut pas servir.", rank=rank, character=character
    )
    return sentences(text, _LOGIN_FORM)


def _number(text: str, nir: str | None) -> str:
    """The personal number that the text holds, in words, or an empty string."""
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    if nir and nir.upper()[:13] in plain:
        return phrase("Un numéro de sécurité sociale")
    shape = _NIR_SHAPE.fullmatch(plain)
    if shape is not None and shape[1][0] in "12345678" and shape[2] in {None, nir_key(shape[1])}:
        return phrase("Un numéro de sécurité sociale")
    return phrase("Un IBAN") if iban.is_valid(plain) else ""


def password_rules(password: str, *, names: Sequence[str]) -> tuple[PasswordRule, ...]:
    """The six rules in the order in which they are shown, none of them met by an empty text.

    `names`: family and given names, login name; each of their parts counts.
    """
    sign = any(not character.isalnum() and not character.isspace() for character in password)
    return (
        PasswordRule("length", phrase("au moins 9 caractères"), len(password) >= SHORTEST_PASSWORD),
        PasswordRule("upper", phrase("une majuscule"), any(map(str.isupper, password))),
        PasswordRule("lower", phrase("une minuscule"), any(map(str.islower, password))),
        PasswordRule("digit", phrase("un chiffre"), any(map(str.isdecimal, password))),
        PasswordRule("sign", phrase("un signe, comme ! ou ?"), sign),
        PasswordRule(
            "no_name",
            phrase("sans votre nom ni votre identifiant"),
            bool(password) and not _holds(password, names),
        ),
    )


def password_refused(password: str, names: Sequence[str]) -> bool:
    """True when a rule is not met or the password is among the first that anyone would try."""
    rules = password_rules(password, names=names)
    return not all(rule.met for rule in rules) or easy_to_guess(password)


def _holds(password: str, names: Sequence[str]) -> bool:
    plain = _letters(password)
    parts = (part for name in names for part in re.split(r"[^a-z0-9]+", _letters(name)))
    return any(len(part) >= _NAME_PART and part in plain for part in parts)


def _letters(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def easy_to_guess(password: str) -> bool:
    """True for one of the first passwords that anyone would try, however it is dressed up."""
    plain = _letters(password)
    core = re.sub(r"^[^a-z]+|[^a-z]+$", "", plain)
    forms = (core, core.translate(_DISGUISES), plain.translate(_DISGUISES))
    words = {re.sub(r"[^a-z]", "", form) for form in forms}
    return len(set(plain)) < _FEWEST_DIFFERENT or not words.isdisjoint(COMMON_WORDS)
