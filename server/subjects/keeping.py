"""Where the cards of boards and the sealed subjects of sittings lie: files of one folder."""

from pathlib import Path

from content import durable
from sync.sealing.holders import Card, NotACard


class Shelf:
    """The folder of sealed subjects, and of the boards that may send them."""

    def __init__(self, folder: Path) -> None:
        """Look after a folder; it is made when something is put there."""
        self._folder = folder
        self._boards = folder / "boards"

    def boards(self) -> list[Card]:
        """Return the boards whose signatures count, by name."""
        found = []
        for path in sorted(self._boards.glob("*.json")):
            try:
                found.append(Card.from_bytes(path.read_bytes()))
            except NotACard:  # a file that somebody put there by hand counts for nothing
                continue
        return sorted(found, key=lambda card: (card.name.casefold(), card.letters))

    def keep_board(self, card: Card) -> None:
        """Put a board's card there."""
        durable.write(self._boards / f"{card.letters}.json", card.to_bytes())

    def drop_board(self, letters: str) -> Card | None:
        """Take a board's card away; return it, None if there was none."""
        for card in self.boards():
            if card.letters == letters:
                durable.remove(self._boards / f"{letters}.json")
                return card
        return None

    def subject(self, sitting_id: int) -> Path:
        """Return where the sealed subject of a sitting lies, or would."""
        return self._folder / f"{sitting_id}.subject"

    def arriving(self, sitting_id: int) -> Path:
        """Return where a subject is written while it arrives."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f"{sitting_id}.arriving"

    def opening(self, sitting_id: int) -> Path:
        """Return a folder for what a subject shows and plays, while it is opened."""
        return self._folder / f"{sitting_id}.opening"
