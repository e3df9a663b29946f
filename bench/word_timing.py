"""How far the highlighted word is from what is heard: prints one JSON object.

    python bench/word_timing.py

Words are parted by commas, so that each begins behind a silence that can be found in the sound. For
each language: how many words, and by how many milliseconds the cue is before (-) or behind (+) the
moment at which the sound begins to rise: median, and the distances that 95 of 100 and all stay
within. The sound is the engine's, before it becomes an MP3; what a decoder puts before it is a
constant of ``mp3.DELAY``. It says nothing of words within a breath, which have no silence: there,
``within`` gives by how much all words of a sentence together are longer or shorter than its sound.
"""

import array
import json
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from i18n.speech.aloud import speak
from i18n.speech.engines import ESPEAK
from i18n.speech.recording import QUIET

WORDS = {
    "fr": "bonjour table porte maison cahier demain dix personne tarif client bureau papier",
    "en": "table paper door tomorrow people kitchen begin ten carpet doctor market button",
    "ar": "كِتَاب بَاب مَدْرَسَة دَرْس قَلَم بَيْت طَالِب مَكْتَب دَفْتَر كَلِمَة",
    "es": "tarde puerta cocina papel diez persona bueno camino gente tiempo carta banco",
}
VOICES = {"fr": "fr", "en": "en", "ar": "ar", "es": "es"}
SILENCE = 0.06
"""Seconds without sound that part two words: longer than the closure of any consonant."""


def onsets(samples: bytes, rate: int) -> list[float]:
    """Return when sound begins behind each silence, in seconds."""
    sound = array.array("h", samples)
    found: list[float] = []
    quiet_since = -SILENCE * rate
    step = rate // 500
    for at in range(0, len(sound), step):
        part = sound[at : at + step]
        if max(part) > QUIET or min(part) < -QUIET:
            if at - quiet_since >= SILENCE * rate:
                found.append(at / rate)
            quiet_since = at + step
    return found


def measured(language: str, words: list[str]) -> dict[str, object]:
    """Return the distances between cues and onsets, in milliseconds."""
    said = ESPEAK.say(", ".join(words), VOICES[language], 140)
    heard = onsets(said.samples, said.rate)
    off = [min((mark.at - onset for onset in heard), key=abs) * 1000 for mark in said.marks]
    away = sorted(map(abs, off))
    with tempfile.TemporaryDirectory() as folder:
        spoken = speak(" ".join(words) + ".", language, Path(folder))
    covered = sum(cue.until - cue.at for cue in spoken.cues)
    return {
        "words": len(off),
        "median_ms": round(statistics.median(off)),
        "within_95_ms": round(away[int(len(away) * 0.95) - 1]),
        "most_ms": round(away[-1]),
        "within": round(covered / spoken.seconds, 3),
    }


def main() -> None:
    """Measure, and print."""
    print(
        json.dumps({code: measured(code, words.split()) for code, words in WORDS.items()}, indent=1)
    )


if __name__ == "__main__":
    main()
