"""The check of easy reading finds what it is made for, and lets plain words through."""

from __future__ import annotations

import pytest

from tests.reading_level import EASY, ENGLISH, PLAIN, Level, hard_to_read, sentences, words

LONG = "un " * 26 + "mot."


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (LONG, "27 words, at most 25"),
        ("un " * 15 + "mot. " + "un " * 16 + "mot.", "on average"),
        ("Il faut procéder ainsi.", "say: faire"),
        ("Effectuer une démarche.", "say: faire"),
        ("Il est trop tard.", "ce qui est possible"),
        ("Votre NIR est juste.", "les mots entiers"),
        ("Appelez la CNIL.", "is not explained"),
        ("La CPAM répond.", "« CPAM » is not explained"),
        ("Vous êtes né·e ici.", "« · »"),
        ("Vous êtes opposé(e).", "« é(e) »"),
        ("Vous êtes inscrit.e.s ici.", "« t.e.s »"),
        ("C'est fait.", "« ' »"),
    ],
)
def test_what_is_hard_is_found(text: str, finding: str) -> None:
    assert finding in "\n".join(hard_to_read([text], PLAIN))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bonjour. Votre espace est ouvert, et vous pouvez le garder.", PLAIN),
        ("Appelez le 34 22 (service gratuit + prix d’un appel).", PLAIN),
        ("Vous pouvez écrire à la CNIL, qui protège vos données.", PLAIN),
        ("Un e-mail ou un SMS. Le lendemain, rien ne presse.", PLAIN),
        ("« Souhaitez-vous garder l’espace ? »", EASY),
        ("Your space stays closed. You can come back.", ENGLISH),
    ],
)
def test_what_is_plain_passes(text: str, level: Level) -> None:
    assert hard_to_read([text], level) == []


def test_the_easy_level_is_stricter() -> None:
    text = (
        "Vous pouvez clôturer votre espace quand vous voulez, et vous n’avez pas à dire pourquoi."
    )
    assert hard_to_read([text], PLAIN) == []
    assert hard_to_read([text], EASY)


def test_english_has_words_of_its_own() -> None:
    assert hard_to_read(["In order to obtain it."], ENGLISH)
    assert hard_to_read(["Prior to this."], ENGLISH)


def test_a_number_of_the_helpline_is_no_sentence_and_an_address_is_not_cut() -> None:
    assert sentences("Appelez le 34 22. Ou voyez monespacesante.fr ici.") == [
        "Appelez le 34 22",
        "Ou voyez monespacesante.fr ici",
    ]
    assert words("l’espace d’un enfant") == ["l’espace", "d’un", "enfant"]
    assert words("de 8 h 30 à 17 h, le 34 22") == ["de", "8 h 30", "à", "17 h", "le", "34 22"]
