"""The table of people."""

import re
import unicodedata
from datetime import date, datetime

from peewee import BooleanField, CharField, FixedCharField, TextField

from server import clock
from server.database import MomentField, Table
from server.roles import Role

THEMES = ("light", "cream", "dark", "contrast")
FONTS = ("andika", "atkinson", "lexend", "opendyslexic")
SIZES = ("100", "120", "140", "170", "200")
SPACINGS = ("normal", "wide")
SPEAKS = ("no", "yes")
VOLUMES = ("60", "30", "100")
NO_OR_YES = ("no", "yes")
AIDS = {
    "ruler": NO_OR_YES,
    "syllables": NO_OR_YES,
    "less": NO_OR_YES,
    "still": NO_OR_YES,
    "captions": ("usual", "always"),
    "caption_size": ("100", "150", "200"),
    "caption_colours": ("light", "yellow", "dark"),
    "signs": ("beside", "first"),
    "described": NO_OR_YES,
}
"""What few switch on; a page brings its styles and scripts only to whoever did."""
LOOK = {
    **{"theme": THEMES, "font": FONTS, "size": SIZES, "spacing": SPACINGS},
    **{"speaks": SPEAKS, "volume": VOLUMES, "easy": NO_OR_YES},
    **AIDS,
}
"""How pages can look, whether their controls speak, how loud (in percent); the first of each is the
default."""
DEFAULT_LOOK = {name: values[0] for name, values in LOOK.items()}


LONGEST_NAME = 100
"""Letters of a name, as it is shown and as it is typed to sign in."""


_BETWEEN_WORDS = re.compile(r"[\s.'’ʼ\-‐‑–]+")


class Person(Table):
    """Somebody with an account."""

    name = TextField()
    """As it is written on the page: given name and family name."""
    sign_in_name = TextField(unique=True)
    """What is typed to sign in, folded: see ``folded``."""
    role = CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    language = CharField(max_length=16, default="fr")
    theme = CharField(max_length=16, default=THEMES[0])
    font = CharField(max_length=16, default=FONTS[0])
    size = CharField(max_length=8, default=SIZES[0])
    spacing = CharField(max_length=16, default=SPACINGS[0])
    speaks = CharField(max_length=8, default=SPEAKS[0])
    volume = CharField(max_length=8, default=VOLUMES[0])
    easy = CharField(max_length=8, default=NO_OR_YES[0])
    ruler = CharField(max_length=8, default=NO_OR_YES[0])
    syllables = CharField(max_length=8, default=NO_OR_YES[0])
    less = CharField(max_length=8, default=NO_OR_YES[0])
    still = CharField(max_length=8, default=NO_OR_YES[0])
    captions = CharField(max_length=8, default=AIDS["captions"][0])
    caption_size = CharField(max_length=8, default=AIDS["caption_size"][0])
    caption_colours = CharField(max_length=8, default=AIDS["caption_colours"][0])
    signs = CharField(max_length=8, default=AIDS["signs"][0])
    described = CharField(max_length=8, default=NO_OR_YES[0])
    password = TextField(default="")
    """argon2id, "" if there is none."""
    code = FixedCharField(max_length=64, null=True, unique=True)
    """Keyed hash of the short code."""
    active = BooleanField(default=True)
    kept_out_until = CharField(max_length=10, default="")
    """The first day when they may sign in again, in the site's own time; "" for any day."""
    created_at = MomentField()

    @property
    def look(self) -> dict[str, str]:
        """Return how pages are shown to this person."""
        return {name: getattr(self, name) for name in LOOK}

    def is_kept_out(self, at: datetime) -> bool:
        """Say whether they may not sign in yet."""
        return bool(self.kept_out_until > clock.day(at).isoformat())

    @property
    def may_come_on(self) -> date | None:
        """Return the first day when they may sign in again; None if there was no such day."""
        return date.fromisoformat(self.kept_out_until) if self.kept_out_until else None

    @property
    def called(self) -> str:
        """Return the name, with its number where others had it before: "Jean Petit (2)"."""
        return called(self.name, self.sign_in_name)


def folded(name: str) -> str:
    """Return a sign-in name as it is compared: no capitals, accents, spaces or punctuation."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum() and not unicodedata.combining(c))


def called(name: str, sign_in_name: str) -> str:
    """Return what staff call somebody by: see ``Person.called``."""
    number = sign_in_name.removeprefix(folded(name))
    return f"{name} ({number})" if number.isdecimal() else name


def words_of(name: str) -> list[str]:
    """Return the words of a name, folded, in order; hyphens and apostrophes part them too."""
    return [word for part in _BETWEEN_WORDS.split(name) if (word := folded(part))]
