"""Is a text easy to read: the length of its sentences, its words, its abbreviations.

Used by the tests of every text that the public reads or hears. The limits are those of plain
language guides and, for the easy ones, of "Information for all" (Inclusion Europe, 2009).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# What a sentence ends with: a colon announces a list or a number, and one breathes there too.
_END_OF_SENTENCE = re.compile(r"[.!?:;\n]+(?=\s|$)|\n")
# « 8 h 30 » and « 34 22 » are said, and seen, as one.
_WORD = re.compile(r"\d+ h(?: \d\d)?|\d+(?: \d+)+|[\w’'-]*\w")
_ACRONYM = re.compile(r"\b(?=[A-Z]*[A-Z]{2})[A-Z]{2,}\b")
_MARKS = re.compile(r"[«»*“”•–]|<[^>]+>")

# Understood by everybody, or printed as a mark rather than read.
_EVERYDAY_ACRONYMS = frozenset({"SMS", "FICTIF", "FICTIONAL"})
# Allowed where the same text says what it is.
_EXPLAINED = {"CNIL": "qui protège vos données"}

_SIGNS = re.compile(r"[·•]|\w[.](?:e|ne|trice|se)(?:[.]s)?\b|\w\((?:e|ne|trice)s?\)|/e\b|'")

# The word to avoid (a regular expression), the plainer one.
FRENCH_WORDS = {
    r"à compter d": "à partir de",
    r"afin d": "pour",
    r"ainsi que\b": "et",
    r"authentifi\w+": "vérifier",
    r"auprès d(?!e :)": "à, chez",
    r"bénéficiaire": "personne",
    r"cas échéant": "si besoin",
    r"ci-(?:joint|dessous|dessus|après)": "ici",
    r"complét\w+ (?:le|un) formulaire": "remplir",
    r"conformément": "comme le dit",
    r"consentement": "accord",
    r"dans le cadre d": "pour",
    r"démarche": "demande",
    r"dispositif": "service",
    r"données à caractère personnel": "vos données",
    r"effectu\w+": "faire",
    r"enrôlement": "inscription",
    r"erreur": "ce qui s’est passé, sans reproche",
    r"etc\b": "la liste entière",
    r"formalité": "demande",
    r"incorrect\w*": "à relire",
    r"interdi\w+": "ce qui est possible",
    r"invalide": "à relire",
    r"irrévocable\w*": "pour toujours",
    r"lors d": "pendant, quand",
    r"mandataire|mandant\b": "l’agent, vous",
    r"modalité\w*": "façon",
    r"néanmoins|toutefois|cependant": "mais",
    r"notamment": "par exemple",
    r"notifi\w+": "prévenir",
    r"obtempér\w+|obtention|obten\w+": "avoir, recevoir",
    r"préalable\w*": "avant",
    r"procéd\w+": "faire",
    r"renseign\w+": "dire, écrire",
    r"requis\w*|requérir": "il faut",
    r"résili\w+": "arrêter",
    r"révo\w+": "arrêter",
    r"sollicit\w+": "demander",
    r"soussigné\w*": "je",
    r"susmentionné\w*|susvisé\w*": "ce, cette",
    r"téléservice": "site",
    r"transm\w+": "envoyer",
    r"trop tard": "ce qui est possible",
    r"ultérieur\w*": "plus tard",
    r"usager\w*": "personne",
    r"vérifi\w+ l’éligibilité": "voir si",
    r"veuillez": "l’ordre simple",
    r"NIR|NIA|INS|CGU|OTP|PDF|URL": "les mots entiers",
}
ENGLISH_WORDS = {
    r"additional": "more",
    r"aforementioned|herein|hereby|thereof": "this",
    r"assist\w*": "help",
    r"commenc\w+": "start",
    r"consent\w*": "agree",
    r"ensure\w*": "make sure",
    r"error": "what happened",
    r"etc\b": "the whole list",
    r"forbidden": "what you can do",
    r"in accordance with|pursuant": "as … says",
    r"in order to": "to",
    r"invalid": "please read it again",
    r"notif\w+": "tell",
    r"notwithstanding|nevertheless": "but",
    r"obtain\w*": "get",
    r"prior to": "before",
    r"proceed\w*": "go on",
    r"regarding": "about",
    r"revok\w+": "stop",
    r"subsequent\w*": "later",
    r"submit\w*": "send",
    r"terminat\w+": "stop",
    r"too late": "what you can do",
    r"utili[sz]\w+": "use",
    r"undersigned": "I",
}


@dataclass(frozen=True, slots=True)
class Level:
    """Words in a sentence: at most, and on average over a text; words to avoid in its language."""

    longest: int
    mean: float
    avoid: dict[str, str]


PLAIN = Level(25, 15, FRENCH_WORDS)
EASY = Level(12, 9, FRENCH_WORDS)
ENGLISH = Level(25, 15, ENGLISH_WORDS)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without quotation marks, bold and bullets."""
    parts = _END_OF_SENTENCE.split(_MARKS.sub(" ", text))
    return [part.strip() for part in parts if _WORD.search(part)]


def words(sentence: str) -> list[str]:
    """The words of a sentence; an elided one (« l’espace ») or an hour count as one."""
    return _WORD.findall(sentence)


def hard_to_read(texts: Iterable[str], level: Level) -> list[str]:
    """What makes these texts hard to read, a finding a line; empty when they are easy.

    The texts are one page or one message together: its average and its explanations count.
    """
    whole = "\n".join(texts)
    parts = sentences(whole)
    findings = [
        f"{len(words(part))} words, at most {level.longest}: {part}"
        for part in parts
        if len(words(part)) > level.longest
    ]
    mean = sum(len(words(part)) for part in parts) / max(1, len(parts))
    if mean > level.mean:
        findings.append(f"{mean:.1f} words a sentence on average, at most {level.mean}")
    return [*findings, *_words_to_avoid(whole, level), *_abbreviations(whole), *_signs(whole)]


def _words_to_avoid(text: str, level: Level) -> Iterator[str]:
    for pattern, plainer in level.avoid.items():
        for found in re.finditer(rf"\b(?:{pattern})", text, re.IGNORECASE):
            # Capitals make an abbreviation of what is otherwise a syllable.
            if pattern.isupper() and not found.group().isupper():
                continue
            yield f"« {found.group()} » — say: {plainer}"


def _abbreviations(text: str) -> Iterator[str]:
    for found in _ACRONYM.findall(text):
        if found not in _EVERYDAY_ACRONYMS and _EXPLAINED.get(found, "\0") not in text:
            yield f"« {found} » is not explained"


def _signs(text: str) -> Iterator[str]:
    for found in _SIGNS.finditer(text):
        yield f"« {found.group()} » in: {text[max(0, found.start() - 20) : found.end() + 20]}"
