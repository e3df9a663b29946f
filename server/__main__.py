"""``python -m server`` is ``ardoise``, or one of the processes that it starts beside it."""

import sys
from pkgutil import resolve_name

BESIDE = {
    "look-at-files": "sync.beside:serve",
    "speak-with-a-model": "i18n.speech.model_process:serve",
    "translate-with-a-model": "i18n.translation.process:serve",
}
"""What does the work of each of these processes: it alone is imported there."""

if __name__ == "__main__":
    asked = BESIDE.get(sys.argv[1]) if len(sys.argv) == 2 else None
    resolve_name(asked or "server.cli:main")()
