"""A site to try: the demo library brought in by the real path, five people, and a stick.

Everything here goes through the same operations as on a real site: keys are made, two people
sign, the stick is verified, one content manager brings in, another approves. One course is left
on the stick, for whoever tries the site to bring in by hand.
"""

import json
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from content import browse, durable
from content.bundle import build
from content.formats import folder
from content.formats.asked import Asked
from content.formats.sources import sources
from content.store import BlobStore
from i18n.refusals import Conflict
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock, demo_exam
from server.accounts import operations as accounts
from server.accounts.models import Person
from server.actors import Actor
from server.asking import operations as asking
from server.asking.saying import Words
from server.attendance import operations as rolls
from server.attendance import timetable
from server.attendance.saying import Said
from server.bundles import bringing, offers, review, trusting
from server.bundles import operations as bundles
from server.classes import enrolling
from server.classes import operations as classes
from server.classes.models import SchoolClass
from server.console import Site
from server.jobs.doing import do
from server.library.indexing import ask_if_due
from server.modules import giving
from server.modules import operations as modules
from server.roles import ROLE_NAMES, Role
from server.settings import Home
from sync import publish
from sync.medium import FolderMedium
from sync.publish import MACHINE

COURSES = Path(__file__).parents[1] / "content" / "demo"
LEFT_ON_THE_STICK = "au-quotidien"
IN_THE_MODULE = "maths-cfg"

PEOPLE = (
    ("Camille Martin", Role.LEARNER),
    ("Dominique Leroy", Role.TEACHER),
    ("Claude Morel", Role.CONTENT_MANAGER),
    ("Sacha Petit", Role.CONTENT_MANAGER),
    ("Andrea Blanc", Role.ADMINISTRATOR),
)
SIGNERS = ("aline", "bruno")


BEING_MADE = "demo-being-made"
"""The file that stands in a folder from the beginning of a demo to its end."""
BEING_MADE_SAYS = b"`ardoise demo` is making a site here. If cut off, it begins again.\n"
"""A file of that name that says anything else is not ours."""


class NotADemo(Conflict):
    """The folder holds something else: a real site, or anything at all."""

    message = N_(
        "{place} holds other things than a demo; nothing there was touched. Choose an empty or a "
        "new folder with --home."
    )


def make(site: Site, say: Callable[[str], None]) -> None:
    """Make the demo site, or find it made; tell the people and their codes.

    Args:
        site: where; a half-made demo is made again from the beginning.
        say: called with each line for the terminal.

    Raises:
        NotADemo: the folder is neither new nor empty, and no demo was begun there.
    """
    cards = site.home.folder / "demo-cards.json"
    if not cards.exists():
        _begin_afresh(site)
        stick = site.home.folder / "stick"
        durable.write(
            site.home.folder / "ardoise.toml", f"media = [{json.dumps(str(stick))}]\n".encode()
        )
        site.__dict__.pop("settings", None)
        site.open()
        people = {name: _person(site, name, role) for name, role in PEOPLE}
        _open_class()
        say(_("Building and signing the courses…"))
        publisher = site.home.folder / "publisher"
        first = [each for each in sorted(COURSES.iterdir()) if each.name != LEFT_ON_THE_STICK]
        _publish_courses(site, publisher, stick, first)
        managers = [accounts.named(name) for name, role in PEOPLE if role == Role.CONTENT_MANAGER]
        _install_all(site, stick, managers[0], managers[1])
        _assign_module()
        _ask_the_teacher(site)
        _compose_an_exam(site)
        _publish_courses(site, publisher, stick, [COURSES / LEFT_ON_THE_STICK])
        durable.write(cards, json.dumps(people, ensure_ascii=False).encode(), mode=0o600)
        durable.remove(site.home.folder / BEING_MADE)
    site.open()
    _tell(json.loads(cards.read_text("utf-8")), say)


def _begin_afresh(site: Site) -> None:
    """Remove what an earlier try left; only things that a demo makes."""
    folder, marker = site.home.folder, site.home.folder / BEING_MADE
    if marker.is_file() and marker.read_bytes() == BEING_MADE_SAYS:
        for path in _made_by_a_demo(site.home):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                durable.remove(path)
    elif folder.exists() and any(folder.iterdir()):
        raise NotADemo(place=folder)
    else:
        durable.write(marker, BEING_MADE_SAYS)


def _made_by_a_demo(home: Home) -> list[Path]:
    """Return what a demo that was cut off may have left, but for the file that says so."""
    database = [home.school.with_name(home.school.name + end) for end in ("", "-wal", "-shm")]
    parts = [home.library, home.index, home.cache, home.quarantine, home.trust, home.lock]
    parts += [home.handed, home.bank, home.written, home.own, home.built]
    names = ("secret", "ardoise.toml", "demo-cards.json")
    files = [home.folder / (name + end) for name in names for end in ("", ".tmp")]
    made = ("stick", "publisher", "safes", "built")
    return [*database, *parts, *files, *(home.folder / name for name in made)]


def _person(site: Site, name: str, role: Role) -> dict[str, str]:
    at, by = clock.now(), Actor("demo")
    person = accounts.add(name, role, by=by, at=at)
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    accounts.set_password(person, password, by=by, at=at)
    code = accounts.give_code(person, site.home.secret(), by=by, at=at)
    return {"role": role.value, "code": code, "password": password}


def _open_class() -> None:
    """Open a class with the learner in it, by its teacher; the administrator says its wing."""
    at, (learner, teacher) = clock.now(), (accounts.named(name) for name, _ in PEOPLE[:2])
    by = Actor(teacher.name, None, teacher.id)
    opened = classes.open_class(_("Tuesday morning"), "cfg", None, by, at=at)
    administers = Actor("demo")
    classes.change_class(opened.id, opened.name, opened.level, _("Wing A"), administers, at=at)
    enrolling.enrol(opened.id, learner, by, at=at)
    today, tuesday, two_hours = clock.day(at), 1, 120
    timetable.add_weekly(opened.id, tuesday, "09:00", two_hours, by, at=at)
    timetable.add_meeting(opened.id, today, "14:00", two_hours, by, at=at)
    slot = rolls.meeting_of(opened, today, "14:00")
    said = {learner.id: Said("late", 10)}
    rolls.take(opened.id, today, "14:00", said, by, at=at, state=slot.state)


def _assign_module() -> None:
    """Let the teacher give the class the first pages of a course, for two weeks."""
    at, teacher = clock.now(), accounts.named(PEOPLE[1][0])
    by = Actor(teacher.name, None, teacher.id)
    course = next((each for each in browse.channels("fr") if each.id == IN_THE_MODULE), None)
    if course is None:
        return
    note = _("Read each page, then do the exercise. Take your time, and ask when you are stuck.")
    made = modules.make(_("To begin with"), note, by, at=at)
    modules.add(made.id, browse.pages(course.release, coach=False)[:4], by, at=at)
    opened = SchoolClass.kept_by(teacher).first()
    giving.assign(made.id, opened.id, "", clock.day(at).isoformat(), "2", by, at=at)


def _publish_courses(site: Site, home: Path, stick: Path, courses: list[Path]) -> None:
    """Add courses and glossaries to those that are published, sign twice and publish."""
    secret = site.home.secret().hex()
    at = clock.now()
    if not home.exists():
        passphrases = dict.fromkeys((*SIGNERS, MACHINE), secret)
        safes = {name: home.with_name("safes") / name for name in SIGNERS}
        root = publish.init(home, list(SIGNERS), passphrases, at=at, safes_of=safes, demo=True)
        trusting.trust_root(site.trust, root, Actor("demo"), at=at)
    for course in courses:
        words = course / "mots.csv"
        if (course / "channel.toml").is_file():
            built = build(folder.read(course), site.home.folder / "built")
            publish.add(home, built, at=at)
        if words.is_file():
            (glossary,) = sources(words, Asked(1, id=course.name, subject="french"))
            publish.add(home, build(glossary().draft, site.home.folder / "built"), at=at)
    for person in SIGNERS:
        publish.sign(home, person, secret)
    publish.publish(home, stick, secret, at=at)
    shutil.rmtree(site.home.folder / "built")


def _install_all(site: Site, stick: Path, first: Person, second: Person) -> None:
    """Bring in by one person and approve by another everything that is on the stick."""
    medium = FolderMedium(stick)
    brings = Actor(first.name, None, first.id)
    approves = Actor(second.name, None, second.id)
    for offered in offers.look(site, medium, brings, at=clock.now()).offered:
        arrival, job = bringing.bring_in(medium, offered, brings, at=clock.now())
        do(site, job)
        for node_id in review.left(arrival, second.id):
            review.opened(bundles.find(arrival.id), second, node_id, at=clock.now())
        job = bundles.approve(bundles.find(arrival.id), second, approves, at=clock.now())
        do(site, job)
    index = ask_if_due(site, approves, at=clock.now())
    if index is not None:
        do(site, index)


def _ask_the_teacher(site: Site) -> None:
    """Let the learner ask about the first lesson, so that a question waits for the teacher."""
    learner = accounts.named(PEOPLE[0][0])
    by, store = Actor(learner.name, None, learner.id), BlobStore(site.home.handed)
    found = browse.channels("fr")[:1]
    lesson = next((browse.pages(each.release, coach=False)[0] for each in found), "")
    words = Words("word", _("What does this word mean? It is in the first sentence."))
    asking.ask(learner.id, lesson, words, store, by, at=clock.now())


def _compose_an_exam(site: Site) -> None:
    """Let the teacher fill the question bank and compose a paper."""
    teacher = accounts.named(PEOPLE[1][0])
    demo_exam.make(site, Actor(teacher.name, None, teacher.id), at=clock.now())


def _tell(people: dict[str, dict[str, str]], say: Callable[[str], None]) -> None:
    say("")
    say(_("Five people can sign in, by the code of their card:"))
    for name, card in people.items():
        role = _(ROLE_NAMES[Role(card["role"])])
        say(f"  {card['code']}   {name} ({role})")
    manager = next(card for card in people.values() if card["role"] == Role.CONTENT_MANAGER)
    say(_("Or by name and password: {password} for Claude Morel.").format(**manager))
    say(_("One more course waits on the demo stick, to be brought in by hand."))
