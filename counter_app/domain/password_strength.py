"""How long a password would stand up to guessing: an estimate beside the rules, never instead.

The estimate is that of zxcvbn (D. Wheeler, USENIX Security 2016), which tries words, names, dates
and rows of keys as an attacker would. Its words are English: ours go in with each question. The
password is only looked at: nothing keeps it, and no text made here holds a part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counter_app.domain.credentials import COMMON_WORDS, easy_to_guess
from counter_app.domain.wording import phrase

if TYPE_CHECKING:
    from zxcvbn_rs_py import Warning as Weakness

LOOKED_AT = 32  # characters; the rest could only make it stronger, and costs a wait (0.5 s for 100)
HIGHEST_WHEN_COMMON = 1

_WORDS = (
    phrase("Très facile à deviner"),
    phrase("Facile à deviner"),
    phrase("Encore un peu facile à deviner"),
    phrase("Solide"),
    phrase("Très solide"),
)
_ADD_A_WORD = phrase("Ajoutez un mot ou deux, sans lien entre eux.")
# In the order of the estimator's own list; each of its names once.
_ADVICE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        phrase("Des touches qui se suivent se devinent vite."),
        (
            "StraightRowsOfKeysAreEasyToGuess",
            "ShortKeyboardPatternsAreEasyToGuess",
            "SequencesLikeAbcAreEasyToGuess",
        ),
    ),
    (
        phrase("Un signe ou un mot répété n’ajoute presque rien."),
        ("RepeatsLikeAaaAreEasyToGuess", "RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess"),
    ),
    (
        phrase("Beaucoup de gens ont choisi presque le même."),
        (
            "ThisIsATop10Password",
            "ThisIsATop100Password",
            "ThisIsACommonPassword",
            "ThisIsSimilarToACommonlyUsedPassword",
        ),
    ),
    (
        phrase("Une date ou une année se devine vite."),
        ("RecentYearsAreEasyToGuess", "DatesAreOftenEasyToGuess"),
    ),
    (phrase("Un mot seul se devine vite."), ("AWordByItselfIsEasyToGuess",)),
    (
        phrase("Un nom ou un prénom se devine vite."),
        (
            "NamesAndSurnamesByThemselvesAreEasyToGuess",
            "CommonNamesAndSurnamesAreEasyToGuess",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Strength:
    """`level`: 0 (guessed at once) to 4; `words`: that level for the person; `advice`: one sentence
    on what would help, empty from level 3 on. Nothing typed: level 0 without a word."""

    level: int
    words: str
    advice: str


def strength(password: str, own_words: Sequence[str] = ()) -> Strength:
    """Estimate a password as it is typed; at most its first 32 characters are looked at.

    `own_words`: what is known of the person (names, birth year, login name): easy for who knows
    her. The first call loads the estimator (25 ms); a further one takes about a millisecond.
    """
    if not password:
        return Strength(0, "", "")
    from zxcvbn_rs_py import zxcvbn  # noqa: PLC0415 - not for the first window

    seen = password[:LOOKED_AT].encode("utf-8", "replace").decode()  # half a character: not UTF-8
    found = zxcvbn(seen, [*own_words, *COMMON_WORDS])
    level = int(found.score)
    if easy_to_guess(password):
        level = min(level, HIGHEST_WHEN_COMMON)
    weakness = found.feedback.warning if found.feedback is not None else None
    return Strength(level, _WORDS[level], _advice(weakness) if level < 3 else "")


def _advice(weakness: Weakness | None) -> str:
    from zxcvbn_rs_py import Warning as Known  # noqa: PLC0415 - as above

    for sentence, names in _ADVICE:
        if any(getattr(Known, name) == weakness for name in names):
            return sentence
    return _ADD_A_WORD
