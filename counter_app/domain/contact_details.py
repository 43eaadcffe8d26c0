"""The e-mail address and the mobile number where the person gets one-time codes.

Both libraries are imported inside the functions: they are slow to load and the first screen does
not need them. Nothing is asked of the network. Source: docs/domain.md, "Contacts".
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Sequence
from hashlib import blake2b

from counter_app.domain.findings import Checked, Finding, Level
from counter_app.domain.findings import refused as refuse
from counter_app.domain.typed_text import (
    count_of_digits,
    not_a_digit,
    ordinal,
    with_plain_digits,
    without_separators,
)
from counter_app.domain.wording import phrase, sentences

_EMAIL_FORM = phrase("Une adresse ressemble à prenom.nom@exemple.fr.")
_COMMON_DOMAINS = (
    "gmail.com",
    "orange.fr",
    "wanadoo.fr",
    "hotmail.fr",
    "hotmail.com",
    "outlook.fr",
    "outlook.com",
    "laposte.net",
    "yahoo.fr",
    "yahoo.com",
    "icloud.com",
    "live.fr",
    "free.fr",
    "sfr.fr",
    "neuf.fr",
    "bbox.fr",
    "numericable.fr",
    "protonmail.com",
    "mediaserv.net",
)
# Real domains one slip away from a common one: nothing to say of them.
_REAL_NEIGHBOURS = frozenset({"ymail.com", "mail.com", "email.com", "live.com", "free.com"})
# Where agents of counters and funds have theirs: seldom an address for life.
_WORKPLACES = ("gouv.fr", "assurance-maladie.fr", "msa.fr")

# National numbers of the overseas mobiles and their country code (numbering plan of ARCEP).
_OVERSEAS_MOBILES = {
    "0690": "+590",
    "0691": "+590",
    "0694": "+594",
    "0696": "+596",
    "0697": "+596",
    "0692": "+262",
    "0693": "+262",
}
_FRENCH_CODES = ("+590", "+594", "+596", "+262", "+508", "+33")
_FICTION = re.compile(r"\+3363998[0-9]{4}")  # kept free by ARCEP for stories and tests
_MOBILE_FORM = phrase("Un numéro de mobile a 10 chiffres et commence par 06 ou 07.")
_WRONG_LENGTH = phrase("Ce numéro n’a pas le bon nombre de chiffres : relisez-le.")
_UNKNOWN_START = phrase("Ce début de numéro n’est pas connu : relisez-le, puis continuez.")
_DIGITS_MISSING = phrase("Il manque des chiffres")
_MARKS = secrets.token_bytes(16)
_SHORT_MOBILE_LENGTH = 6  # Saint-Pierre-et-Miquelon


def check_email(text: str, *, refused: Sequence[str] = ()) -> Checked[str]:
    """Check an address; the value is its normal form.

    `refused`: whole addresses, or domains with their sub-domains, of the agent or the structure.
    """
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - slow to load

    cleaned = text.strip()
    findings: list[Finding] = []
    if cleaned.endswith((".", ",", ";")):
        cleaned = cleaned.rstrip(".,;")
        findings.append(Finding(Level.WARNING, phrase("Le point de la fin n’a pas été gardé.")))
    if not cleaned:
        return Checked(None, (Finding(Level.HINT, _EMAIL_FORM),), 0)
    try:
        address = validate_email(cleaned, check_deliverability=False, strict=True)
    except EmailNotValidError:
        return _explained_email(cleaned)
    if _is_one_of(address.normalized, refused):
        return refuse(
            phrase(
                "Cette adresse est celle d’un agent ou de son lieu de travail. Donnez la vôtre, "
                "ou choisissez « Je n’en ai pas »."
            ),
            count=len(cleaned),
        )
    if _is_one_of(address.normalized, _WORKPLACES):
        text = phrase("C’est une adresse de travail : pourrez-vous toujours y lire vos messages ?")
        findings.append(Finding(Level.WARNING, text))
    suggestion = _domain_meant(address.domain)
    if suggestion:
        place = cleaned.rfind("@") + 1
        text = phrase(
            "« {domain} » : est-ce plutôt « {suggestion} » ?",
            domain=address.domain,
            suggestion=suggestion,
        )
        findings.append(Finding(Level.WARNING, text, place, cleaned[:place] + suggestion))
    if not address.local_part.isascii():
        text = phrase("Les lettres accentuées avant « @ » sont rares : relisez l’adresse.")
        findings.append(Finding(Level.WARNING, text))
    return Checked(address.normalized, tuple(findings), len(cleaned))


def _explained_email(cleaned: str) -> Checked[str]:
    """Why the library does not take an address, in words that tell what to correct."""
    blank = next((rank for rank, sign in enumerate(cleaned) if sign.isspace()), None)
    local, _, domain = cleaned.rpartition("@")
    position: int | None = None
    meant = ""
    unfinished = "@" not in cleaned or not domain or "." not in domain
    if blank is not None:
        position, rank = blank, ordinal(blank)
        text = phrase("{rank} caractère : il y a un espace. Enlevez-le.", rank=rank)
        meant = "".join(cleaned.split())
    elif "@" not in cleaned:
        text = sentences(phrase("Il manque le signe « @ »."), _EMAIL_FORM)
    elif "@" in local:
        position = local.index("@")
        text = phrase("Il y a plusieurs signes « @ » : gardez-en un seul.")
        meant = cleaned.replace("@@", "@") if cleaned.count("@") == 2 else ""
    elif not local:
        text = sentences(phrase("Il manque ce qui vient avant « @ »."), _EMAIL_FORM)
    elif not domain:
        text = sentences(phrase("Il manque ce qui vient après « @ »."), _EMAIL_FORM)
    elif "," in cleaned:
        position = cleaned.index(",")
        text = phrase("Il y a une virgule : est-ce un point ?")
        meant = cleaned.replace(",", ".")
    elif ".." in cleaned:
        position = cleaned.index("..")
        text = phrase("Il y a deux points de suite : gardez-en un seul.")
        meant = re.sub(r"\.+", ".", cleaned)
    elif "." not in domain:
        text = phrase("Après « @ », il manque la fin, par exemple « .fr ».")
        text = sentences(text, _EMAIL_FORM)
    elif local[0] == "." or local[-1] == ".":
        text = phrase("Il y a un point de trop juste avant « @ » ou au début : enlevez-le.")
        meant = f"{local.strip('.')}@{domain}"
    else:
        text = phrase("Cette adresse ne peut pas recevoir de message : relisez-la.")
        text = sentences(text, _EMAIL_FORM)
    level = Level.HINT if unfinished and position is None else Level.ERROR
    return Checked(None, (Finding(level, text, position, meant),), len(cleaned))


def _is_one_of(address: str, entries: Sequence[str]) -> bool:
    """True for a whole address among these, or one of these domains and what is below them."""
    lowered = address.casefold()
    domain = lowered.rpartition("@")[2]
    for entry in (item.strip().casefold() for item in entries):
        if "@" in entry.lstrip("@"):
            if lowered == entry:
                return True
        elif entry and (domain == entry.lstrip("@") or domain.endswith("." + entry.lstrip("@."))):
            return True
    return False


def _domain_meant(domain: str) -> str:
    """The common domain that this one is a slip of, or an empty string."""
    if domain in _COMMON_DOMAINS or domain in _REAL_NEIGHBOURS:
        return ""
    slip = next((known for known in _COMMON_DOMAINS if _one_slip(domain, known)), "")
    return slip or next((known for known in _COMMON_DOMAINS if _other_ending(domain, known)), "")


def _other_ending(domain: str, known: str) -> bool:
    """« gmail.fr », « orange.con »: the right name, an ending that this service does not have."""
    name, _, ending = domain.partition(".")
    known_name, _, known_ending = known.partition(".")
    slips = {"con", "cm", "co", "om", "cim", "vom", "f", "r", "ft", "fe", "fr", "ne"}
    return name == known_name and len(name) > 3 and ending != known_ending and ending in slips


def _one_slip(one: str, other: str) -> bool:
    """True when one letter missing, added, changed or swapped with the next tells them apart."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (rank for rank, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    left, right = one[start:], other[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def check_mobile(text: str, territory: str) -> Checked[str]:
    """Check a mobile number typed in a territory; the value is in E.164, such as +590690304512."""
    cleaned = without_separators(with_plain_digits(text.replace("(0)", "")))
    cleaned = cleaned.translate({ord(sign): None for sign in "()/_"})
    if cleaned.startswith("00"):
        cleaned = "+" + cleaned[2:]
    count = sum(character.isdecimal() for character in cleaned)
    if not cleaned:
        return Checked(None, (Finding(Level.HINT, _MOBILE_FORM),), 0)
    for position, character in enumerate(cleaned):
        if not ("0" <= character <= "9" or (character == "+" and position == 0)):
            return Checked(None, (not_a_digit(cleaned, position),), count)
    code = next((known for known in _FRENCH_CODES if cleaned.startswith(known)), "")
    if cleaned.startswith("+") and not code:
        return _check_foreign(cleaned, count)
    national = "0" + cleaned[len(code) :].removeprefix("0") if code else cleaned
    if code == "+508" or (territory == "PM" and _is_miquelon(national)):
        return _check_miquelon(national.removeprefix("0"), count)
    return _check_national(national, code, territory, count)


def _check_national(national: str, code: str, territory: str, count: int) -> Checked[str]:
    if national[0] in "67" and len(national) == 9:
        text = sentences(phrase("Il manque le 0 du début."), _MOBILE_FORM)
        return refuse(text, count=count, position=0, correction="0" + national)
    if national[0] != "0":
        return refuse(_MOBILE_FORM, count=count, position=0)
    if len(national) > 1 and national[1] not in "67":
        return refuse(_not_mobile(national[1]), count=count, position=1)
    missing = 10 - len(national)
    if missing > 0:
        text = phrase("Encore {missing}", missing=count_of_digits(missing))
        return Checked(None, (Finding(Level.HINT, text),), count)
    if missing < 0:
        text = phrase("Il y a {extra} de trop.", extra=count_of_digits(-missing))
        return refuse(sentences(text, _MOBILE_FORM), count=count)
    right_code = _code_of(national, territory)
    value = right_code + national[1:]
    findings = []
    if code and code != right_code:
        text = phrase(
            "Ce numéro est du {right_code}, pas du {code} : relisez-le.",
            right_code=right_code,
            code=code,
        )
        findings.append(Finding(Level.WARNING, text))
    if not (_FICTION.fullmatch(value) or _is_known_mobile(value)):
        findings.append(Finding(Level.WARNING, _UNKNOWN_START))
    return Checked(value, tuple(findings), count)


def _code_of(national: str, territory: str) -> str:
    if national[:4] in _OVERSEAS_MOBILES:
        return _OVERSEAS_MOBILES[national[:4]]
    mayotte = "+262" + national[1:]
    # 0639 is shared: part of it is Mayotte's, 06 39 98 is for fiction
    if national.startswith("0639") and _is_known_mobile(mayotte):
        return "+262"
    other = territory == "YT" and national.startswith("0639") and not national.startswith("063998")
    return "+262" if other else "+33"


def _not_mobile(second_digit: str) -> str:
    if second_digit in "123459":
        return phrase(
            "C’est un numéro de téléphone fixe : les SMS n’y arrivent pas. Un mobile commence par "
            "06 ou 07."
        )
    return sentences(phrase("Ce n’est pas un numéro de mobile."), _MOBILE_FORM)


def _is_miquelon(national: str) -> bool:
    short = len(national) <= _SHORT_MOBILE_LENGTH and national[0] != "0"
    return short or (len(national) == 10 and national.startswith("0708"))


def _check_miquelon(local: str, count: int) -> Checked[str]:
    if len(local) < _SHORT_MOBILE_LENGTH:
        missing = count_of_digits(_SHORT_MOBILE_LENGTH - len(local))
        text = phrase("Encore {missing}", missing=missing)
        return Checked(None, (Finding(Level.HINT, text),), count)
    value = "+508" + local
    if len(local) not in {_SHORT_MOBILE_LENGTH, 9}:
        return refuse(_WRONG_LENGTH, count=count)
    if _is_fixed_line(value):
        return refuse(_not_mobile("5"), count=count)
    if _is_known_mobile(value):
        return Checked(value, (), count)
    return Checked(value, (Finding(Level.WARNING, _UNKNOWN_START),), count)


def _check_foreign(cleaned: str, count: int) -> Checked[str]:
    import phonenumbers  # noqa: PLC0415 - slow to load

    if count < 4:
        return Checked(None, (Finding(Level.HINT, _DIGITS_MISSING),), count)
    try:
        number = phonenumbers.parse(cleaned)
    except phonenumbers.NumberParseException:
        text = phrase("L’indicatif du pays n’est pas connu.")
        return refuse(sentences(text, _MOBILE_FORM), count=count)
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        return Checked(None, (Finding(Level.HINT, _DIGITS_MISSING),), count)
    # Zeros of national prefixes, one behind another: read again, it would lose one more.
    unstable = phonenumbers.parse(value) != number
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE or unstable:
        return refuse(_WRONG_LENGTH, count=count)
    if _is_fixed_line(value):
        return refuse(_not_mobile("1"), count=count)
    text = phrase(
        "Numéro d’un autre pays (+{code}) : reçoit-il bien les SMS ?",
        code=number.country_code,
    )
    return Checked(value, (Finding(Level.WARNING, text),), count)


def _number_type(value: str) -> int:
    import phonenumbers  # noqa: PLC0415 - slow to load

    return int(phonenumbers.number_type(phonenumbers.parse(value)))


def _is_known_mobile(value: str) -> bool:
    from phonenumbers import PhoneNumberType  # noqa: PLC0415 - slow to load

    return _number_type(value) in {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def _is_fixed_line(value: str) -> bool:
    from phonenumbers import PhoneNumberType  # noqa: PLC0415 - slow to load

    return _number_type(value) in {PhoneNumberType.FIXED_LINE, PhoneNumberType.VOIP}


def contact_mark(value: str) -> bytes:
    """What tells that two contacts are the same, without keeping either: a digest under a key that
    nobody sees and that ends with the program."""
    return blake2b(value.casefold().encode(), key=_MARKS, digest_size=16).digest()


def doubt_shared(checked: Checked[str], given: Collection[bytes]) -> Checked[str]:
    """With a warning where another adult gave the same contact; `given`: their marks."""
    if checked.value is None or contact_mark(checked.value) not in given:
        return checked
    text = phrase(
        "Une autre personne vient de donner le même contact : elle recevrait aussi vos codes. En "
        "avez-vous un à vous ?"
    )
    shared = Finding(Level.WARNING, text)
    return Checked(checked.value, (*checked.findings, shared), checked.count)


def mask_email(address: str) -> str:
    """« od•••@exemple.fr »: enough for the person to recognise, too little to write to."""
    local, sign, domain = address.rpartition("@")
    if not sign:
        return "•••"
    return f"{local[: 2 if len(local) > 4 else 1]}•••@{domain}"


def mask_mobile(number: str) -> str:
    """« 06 90 •• •• 12 » for a French number in E.164, else the prefix and the last 2 digits."""
    code = next((known for known in _FRENCH_CODES if number.startswith(known)), "")
    national = "0" + number[len(code) :]
    if code and len(national) == 10:
        return f"{national[:2]} {national[2:4]} •• •• {national[-2:]}"
    if len(number) < 8:
        return "•• ••"
    return f"{code or number[:3]} •• •• {number[-2:]}"
