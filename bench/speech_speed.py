"""How fast text becomes speech: prints one JSON object.

    python bench/speech_speed.py

Seconds of speech per second of work (engine and MP3, kept on disk), the first call of a process
(the library loads), a call that finds its sentence kept, and bytes for an hour of speech.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from i18n.speech.aloud import speak

TEXTS = {
    "fr": "La bibliothèque ouvre à 14 h 30. Chaque élève peut emprunter {} livres par semaine.",
    "en": "The library opens at half past two. Each learner may borrow {} books a week.",
    "ar": "تفتح المكتبة أبوابها بعد الظهر. يمكن لكل متعلم أن يستعير {} كتب في الأسبوع.",
}
ROUNDS = 40


def timed(language: str, number: int, folder: Path) -> tuple[float, float, int]:
    """Speak one text; return seconds of work, seconds of speech, bytes of MP3."""
    begun = time.perf_counter()
    spoken = speak(TEXTS[language].format(number), language, folder)
    return time.perf_counter() - begun, spoken.seconds, spoken.mp3.stat().st_size


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        first, _, _ = timed("fr", 0, folder)
        found: dict[str, object] = {"first_call_ms": round(first * 1000, 1)}
        for language in TEXTS:
            runs = [timed(language, number, folder) for number in range(1, ROUNDS + 1)]
            again = sorted(timed(language, n, folder)[0] for n in range(1, ROUNDS + 1))
            work, speech, size = (sum(column) for column in zip(*runs, strict=True))
            found[language] = {
                "speech_seconds_per_second": round(speech / work),
                "new_call_ms": round(work / ROUNDS * 1000, 1),
                "cached_call_ms": round(again[ROUNDS // 2] * 1000, 2),
                "mb_an_hour": round(size / speech * 3600 / 1e6, 1),
            }
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
