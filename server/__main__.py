"""``python -m server`` is ``ardoise``."""

import sys

from i18n.speech import model_process
from i18n.translation import process
from sync import beside

if __name__ == "__main__":
    if sys.argv[1:] == [beside.LOOK]:
        beside.serve()
    elif sys.argv[1:] == [model_process.SPEAK]:
        model_process.serve()
    elif sys.argv[1:] == [process.TRANSLATE]:
        process.serve()
    else:
        from server.cli import main

        main()
