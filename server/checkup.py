"""What an installation needs to be well, looked at one by one."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from i18n import formats
from i18n.formats import Size, in_words
from i18n.refusals import Refusal
from i18n.speech import aloud
from i18n.translate import N_, gettext
from server import clock
from server.audiences import operations as audiences
from server.audit import operations as audit
from server.bundles import standing as signatures
from server.bundles.putting_back import missing
from server.channel import telling
from server.channel.standing import standing
from server.console import Site
from server.library.indexing import due
from sync.scan import Scanner

LEAST_ROOM = 1 << 30
"""Bytes free below which an installation or a backup may fail."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    """English message id."""
    well: bool
    found: str


def run(site: Site) -> Iterator[Check]:
    """Go through the checks, one after the other."""
    checks = [*CHECKS, *([SCANNER] if site.settings.scanner else [])]
    for name, look in checks:
        try:
            well, found = look(site)
        except Refusal as refusal:
            well, found = False, refusal.in_words()
        except Exception as error:
            well, found = False, f"{type(error).__name__}: {error}"
        yield Check(name, well, found)


def _room(site: Site) -> tuple[bool, str]:
    site.home.folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(site.home.folder).free
    return free > LEAST_ROOM, in_words(Size(free))


def _databases(site: Site) -> tuple[bool, str]:
    site.open()
    return True, str(site.home.folder)


def _audit(site: Site) -> tuple[bool, str]:
    return True, formats.number(audit.verify())


def _library(site: Site) -> tuple[bool, str]:
    releases, gone = site.library.releases(), missing(site.library)
    found = formats.comma().join(sorted(releases))
    if gone:
        names = formats.comma().join(f"{each.title} ({each.number})" for each in gone)
        found = gettext(
            "since the last update of the program these are missing: {courses}. Start the server "
            "and look at the page Bundles: it says which come back by themselves, and which are "
            "to be brought in again."
        ).format(courses=names)
    return bool(releases) and not gone, found


def _for_whom(site: Site) -> tuple[bool, str]:
    undecided = audiences.undecided()
    if not undecided:
        return True, ""
    return False, gettext(
        "nothing here says for whom these courses were approved, so everybody sees them: "
        "{courses}. An older school.db was put back? Open each on the page Bundles, “For whom?”: "
        "one content manager restricts it at once, and a second one confirms more people."
    ).format(courses=formats.comma().join(undecided))


def _index(site: Site) -> tuple[bool, str]:
    held, wanted = site.index.releases(), site.library.releases()
    return not due(
        site.library, site.index
    ), f"{formats.number(len(held))}/{formats.number(len(wanted))}"


def _voice(site: Site) -> tuple[bool, str]:
    spoken = aloud.speak("Bonjour.", "fr", site.home.cache)
    seconds = formats.number(Decimal(f"{spoken.seconds:.1f}"))
    return spoken.seconds > 0, gettext("{seconds} s").format(seconds=seconds)


def _trust(site: Site) -> tuple[bool, str]:
    trusted = site.trust.pinned()
    return bool(trusted), formats.comma().join(each.name for each in trusted)


def _signatures(site: Site) -> tuple[bool, str]:
    at = clock.now()
    alarms = [alarm.body for alarm in signatures.alarms(site.trust, at=at)]
    stand = [signatures.in_words(each) for each in site.trust.freshness(at=at)]
    return not alarms, "; ".join([*stand, *alarms])


def _scanner(site: Site) -> tuple[bool, str]:
    return True, Scanner(site.settings.scanner).version()


SCANNER = (N_("Virus scanner"), _scanner)
"""Looked at where the site has set one."""


def _channel(site: Site) -> tuple[bool, str]:
    if not site.settings.channel_address:
        return True, gettext("off")
    stands = standing(site.settings, at=clock.now())
    if alarm := telling.alarm(stands):
        return False, alarm
    missed = telling.nights_missed(stands.missed)
    good = formats.day(stands.answered.day) if stands.answered else "–"
    return True, f"{good} {missed}".strip()


CHECKS: tuple[tuple[str, Callable[[Site], tuple[bool, str]]], ...] = (
    (N_("Room on the disk"), _room),
    (N_("Databases"), _databases),
    (N_("Audit log"), _audit),
    (N_("Publisher trusted"), _trust),
    (N_("Signatures"), _signatures),
    (N_("Library"), _library),
    (N_("For whom courses are"), _for_whom),
    (N_("Search index"), _index),
    (N_("Voice"), _voice),
    (N_("Nightly channel"), _channel),
)
