"""Which paragraphs are about somebody's rights or health: a machine translates none of them.

A list of words knows no meaning. It stands behind what people say of a course, for the paragraph
that nobody thought of: one too many costs a teacher a paragraph, one too few may cost a reader
more.
"""

import re
import unicodedata

_WORDS = {
    "fr": (
        "avocat* juge juges jugement* judiciaire* juridi* tribuna* magistrat* greff* procureur* "
        "recours plainte* penal* penitent* detenu* detention* prison* condamn* peine peines "
        "parloir* disciplin* procedure* liberation* expuls* naturalis* asile droits loi lois "
        "legal* legaux illegal* interdit* interdiction* obligat* "
        "sante medec* medic* malad* hopit* soin soins soign* infirm* psych* douleur* symptome* "
        "addict* drogue* sida hepatit* vaccin* ordonnance* urgence* suicid* enceinte* contracep* "
        "dose doses"
    ),
    "en": (
        "lawyer* judge judges judgment* judicia* legal* illegal* court courts prosecut* appeal* "
        "complaint* penal* prison* detain* detention* sentenced parole* disciplin* deport* asylum "
        "rights law laws forbidden prohibit* obligat* "
        "health* doctor* medic* illness* disease* hospital* nurse nurses pain symptom* addict* "
        "drug drugs hepatit* vaccin* prescription* emergency suicid* pregnan* contracep* dose doses"
    ),
}
"""Words of rights and of health by language, in plain letters; ``*`` for whatever follows."""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b".replace("*", r"\w*"))


_PATTERNS = {language: _pattern(words) for language, words in _WORDS.items()}
LANGUAGES = frozenset(_WORDS)
"""Of which such words are known."""


def is_delicate(text: str, language: str) -> bool:
    """Say whether a text speaks of rights or health, as far as its words show.

    Args:
        text: a paragraph.
        language: its code; in one that is not among ``LANGUAGES``, any text may be about them.
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(sign for sign in letters if unicodedata.category(sign) != "Mn")
    pattern = _PATTERNS.get(language)
    return pattern is None or bool(pattern.search(plain))
