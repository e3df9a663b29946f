"""Which French words are rare, and plainer words for some that offices like.

The list of common words lies beside this file; where it comes from and its licence stand in its
first lines. It knows forms, not meanings: a word counts as common too if another form of it is.
"""

from functools import lru_cache
from pathlib import Path

SHORTEST = 4
"""Letters below which no word counts as rare."""
KNOWN_BY = 3
"""Letters at the end of a word that may differ in another form of it: "choisissez", "choisir"."""

PLAINER = {
    "afin": "pour",
    "approximativement": "environ",
    "attester": "prouver",
    "cependant": "mais",
    "concernant": "sur",
    "conformément": "selon",
    "consécutivement": "après",
    "courriel": "e-mail",
    "débuter": "commencer",
    "demeurer": "rester",
    "désormais": "maintenant",
    "dissimuler": "cacher",
    "diffuser": "montrer",
    "document": "papier",
    "domicile": "maison",
    "effectuer": "faire",
    "également": "aussi",
    "élaborer": "faire",
    "excepté": "sauf",
    "excéder": "dépasser",
    "fréquemment": "souvent",
    "hormis": "sauf",
    "immédiatement": "tout de suite",
    "initialement": "au début",
    "instruction": "consigne",
    "lorsque": "quand",
    "modalités": "façons de faire",
    "mensuellement": "chaque mois",
    "néanmoins": "mais",
    "nonobstant": "malgré",
    "notamment": "par exemple",
    "obtenir": "avoir",
    "percevoir": "recevoir",
    "postérieurement": "après",
    "préalablement": "avant",
    "procéder": "faire",
    "quotidiennement": "chaque jour",
    "rémunération": "salaire",
    "réaliser": "faire",
    "récépissé": "reçu",
    "requérir": "demander",
    "résider": "habiter",
    "restituer": "rendre",
    "solliciter": "demander",
    "stipuler": "dire",
    "susceptible": "qui peut",
    "toutefois": "mais",
    "transmettre": "envoyer",
    "ultérieurement": "plus tard",
    "utiliser": "se servir de",
    "véhicule": "voiture",
    "verser": "payer",
}
"""What to write instead: where both words fit, the second is read by more people."""


def is_rare(word: str) -> bool:
    """Say whether a French word is none of the commonest, in no form of it."""
    bare = word.casefold()
    if len(bare) < SHORTEST or not bare.isalpha():
        return False
    return bare not in _common() and _stem(bare) not in _stems()


def _stem(word: str) -> str:
    return word[: max(5, len(word) - KNOWN_BY)]


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    lines = (Path(__file__).parent / "frequent_fr.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(word[:length] for word in _common() for length in range(5, len(word) + 1))
