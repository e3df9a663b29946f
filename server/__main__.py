"""``python -m server`` is ``ardoise``."""

from server.cli import main

if __name__ == "__main__":
    main()
