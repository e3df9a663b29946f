"""What a site may choose. This is the only module that reads the surroundings.

A setting comes from ``ardoise.toml`` in the program's folder (``ARDOISE_HOME``), or from the
environment as ``ARDOISE_`` and its name in capitals, which wins.
"""

import os
import secrets
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from content import durable
from i18n.discretion import tells_of_detention
from i18n.languages import INTERFACE
from i18n.refusals import Invalid
from i18n.translate import N_, gettext
from sync import addresses
from sync.window import is_window


class WrongSetting(Invalid):
    """A setting has a value that it cannot have."""

    message = N_("The setting “{name}” cannot be “{value}”. It is: {help}. Correct it in {where}.")


@dataclass(frozen=True)
class Settings:
    """The choices of a site, each with a default, a unit and a sentence."""

    site_name: str = field(
        default="Ardoise",
        metadata={"help": N_("the name of the classroom or school, on every page")},
    )
    academy: str = field(
        default="",
        metadata={
            "help": N_(
                "the académie that attestations name, as Académie de Lyon; no word of it may tell "
                "of detention; empty to leave room to write it by hand"
            ),
            "fits": lambda text: not tells_of_detention(text),
        },
    )
    signing_place: str = field(
        default="",
        metadata={
            "help": N_(
                "the town in which attestations are signed; no word of it may tell of detention; "
                "empty to leave room to write it by hand"
            ),
            "fits": lambda text: not tells_of_detention(text),
        },
    )
    host: str = field(
        default="127.0.0.1",
        metadata={"help": N_("the address to listen on; 0.0.0.0 for the whole classroom network")},
    )
    port: int = field(
        default=8080,
        metadata={"help": N_("the port to listen on, 0 for any free one"), "most": 65535},
    )
    frames_port: int = field(
        default=0,
        metadata={
            "help": N_(
                "a second port, from which pages that others made are served; 0 for the same port"
            ),
            "most": 65535,
        },
    )
    threads: int = field(
        default=16, metadata={"help": N_("how many requests are answered at once"), "least": 1}
    )
    https: bool = field(
        default=False, metadata={"help": N_("whether a proxy in front serves the pages over HTTPS")}
    )
    language: str = field(
        default="fr",
        metadata={
            "help": N_("the language before a person has chosen one, as fr, en, ar"),
            "fits": INTERFACE.__contains__,
        },
    )
    first_languages: tuple[str, ...] = field(
        default=("fr", "en", "ar"),
        metadata={"help": N_("the languages that every page offers first, as fr, ar, ro")},
    )
    guests: bool = field(
        default=True, metadata={"help": N_("whether the library may be read without signing in")}
    )
    questions: bool = field(
        default=True,
        metadata={"help": N_("whether learners may ask their teachers in writing or by voice")},
    )
    pictures: bool = field(
        default=True,
        metadata={
            "help": N_(
                "whether teachers may let learners sign in with pictures instead of a code; one "
                "chance in ninety for somebody who tries at a seat during two hours"
            )
        },
    )
    sign_out_after: int = field(
        default=10,
        metadata={"help": N_("minutes without a sign of life before a seat is closed"), "least": 1},
    )
    speak_ahead: bool = field(
        default=True,
        metadata={
            "help": N_("whether a course is spoken ahead of time, while nothing else is done")
        },
    )
    speech_room: int = field(
        default=5_000,
        metadata={
            "help": N_(
                "megabytes of disk for what was spoken; beyond it, what nobody has heard for "
                "longest is given up and spoken again when somebody listens"
            ),
            "least": 100,
        },
    )
    media: tuple[str, ...] = field(
        default=(),
        metadata={
            "help": N_("folders to look for bundles in, beside the sticks that are plugged in")
        },
    )
    inbox: tuple[str, ...] = field(
        default=(),
        metadata={
            "help": N_(
                "folders whose files and folders can be made into bundles on the pages, for what "
                "is too large to be sent"
            )
        },
    )
    publisher: str = field(
        default="",
        metadata={
            "help": N_(
                "the folder of this server's own publisher, where the pages may put built bundles "
                "on the list to be signed; empty if it is none"
            )
        },
    )
    white_station: bool = field(
        default=False,
        metadata={
            "help": N_(
                "whether the number of the white station's report is asked when a bundle is "
                "brought in"
            )
        },
    )
    accessibility_floor: int = field(
        default=0,
        metadata={
            "help": N_(
                "the score for accessibility, from 1 to 100, below which a course is approved only "
                "with a word to its learners; 0 for none"
            ),
            "most": 100,
        },
    )
    scanner: str = field(
        default="",
        metadata={
            "help": N_(
                "where the virus scanner clamd listens: the path of its socket, or host:port; "
                "empty for none"
            )
        },
    )
    exam_copy: str = field(
        default="",
        metadata={
            "help": N_(
                "a folder on a second disk, or a share of a second PC, into which everything of an "
                "exam that runs is copied within five seconds; empty for none"
            )
        },
    )
    channel_address: str = field(
        default="",
        metadata={
            "help": N_(
                "the address of the nightly channel, https://host/path, or http:// for a relay on "
                "the site's own network; empty for none"
            ),
            "fits": lambda text: not text or addresses.is_address(text),
        },
    )
    channel_window: str = field(
        default="02:00-05:00",
        metadata={
            "help": N_(
                "the hours in which the nightly channel may be opened, by the site's clock, half "
                "an hour or more: 02:00-05:00; it may pass midnight"
            ),
            "fits": is_window,
        },
    )
    channel_rate: int = field(
        default=0,
        metadata={
            "help": N_(
                "the most kilobytes that the nightly channel takes in a second, 16 or more; 0 for "
                "no limit"
            ),
            "fits": lambda rate: rate == 0 or rate >= 16,
        },
    )
    channel_proxy: str = field(
        default="",
        metadata={
            "help": N_(
                "the proxy through which the nightly channel is reached, http://host:port; empty "
                "for none"
            ),
            "fits": lambda text: not text or addresses.is_address(text, ("http",)),
        },
    )
    channel_authority: str = field(
        default="",
        metadata={
            "help": N_(
                "the file of certificates (PEM) of the authority that alone is believed about the "
                "nightly channel's server; empty for those of the system"
            ),
            "fits": lambda path: not path or addresses.are_authorities(path),
        },
    )


class Home:
    """The program's folder and what lies where in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.school = folder / "school.db"
        self.library = folder / "library"
        self.index = folder / "index"
        self.cache = folder / "cache"
        self.quarantine = folder / "quarantine"
        self.trust = folder / "trust"
        self.handed = folder / "handed"
        self.bank = folder / "bank"
        self.written = folder / "written"
        self.own = folder / "own-publisher"
        self.built = folder / "built-here"
        self.subjects = folder / "subjects"
        self.lockdown = folder / "lockdown"
        self.lock = folder / "jobs.lock"
        self.served = folder / "server.lock"

    def secret(self) -> bytes:
        """Return the installation's own random secret, made at first use, private to its user."""
        path = self.folder / "secret"
        if not path.exists():
            durable.write(path, secrets.token_bytes(32), mode=0o600)
        return path.read_bytes()

    def exam_key(self) -> bytes:
        """Return the installation's own Ed25519 key for exams, made at first use, private to its
        user: 32 bytes."""
        path = self.folder / "exam-key"
        if not path.exists():
            durable.write(path, secrets.token_bytes(32), mode=0o600)
        return path.read_bytes()


def default_home() -> Path:
    """Return the program's folder: ``ARDOISE_HOME`` or the platform's usual place."""
    chosen = os.environ.get("ARDOISE_HOME")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Ardoise"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "ardoise"


def load(home: Home) -> Settings:
    """Read the settings of a site.

    Raises:
        WrongSetting: naming the setting, what it may be and where to correct it.
    """
    path = home.folder / "ardoise.toml"
    written: dict[str, Any] = {}
    if path.exists():
        try:
            written = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise WrongSetting(name=path.name, value=str(error), help="TOML", where=path) from None
    chosen: dict[str, Any] = {}
    for each in fields(Settings):
        variable = f"ARDOISE_{each.name.upper()}"
        if variable in os.environ:
            chosen[each.name] = _read(each, os.environ[variable], variable)
        elif each.name in written:
            chosen[each.name] = _read(each, written.pop(each.name), str(path))
        written.pop(each.name, None)
    if written:
        name, value = next(iter(written.items()))
        known = ", ".join(each.name for each in fields(Settings))
        raise WrongSetting(name=name, value=value, help=known, where=path)
    return Settings(**chosen)


def _read(setting: Any, value: Any, where: str) -> Any:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    kind = type(setting.default)
    read: Any = None
    if kind is bool:
        read = words.get(str(value).lower())
    elif kind is int and str(value).isdecimal() and len(str(value)) < 10:
        least, most = setting.metadata.get("least", 0), setting.metadata.get("most", sys.maxsize)
        read = int(value) if least <= int(value) <= most else None
    elif kind is tuple:
        listed = value if isinstance(value, list) else str(value).split(os.pathsep)
        texts = all(isinstance(each, str) for each in listed)
        read = tuple(filter(None, listed)) if texts else None
    elif kind is str and (value or not setting.default):
        read = str(value)
    fits: Callable[[Any], bool] = setting.metadata.get("fits", lambda _: True)
    if read is None or not fits(read):
        meaning: str = setting.metadata["help"]
        raise WrongSetting(name=setting.name, value=value, help=gettext(meaning), where=where)
    return read
