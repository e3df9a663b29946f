"""The pages of the library."""

from fractions import Fraction

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import browse
from content.browse import FileItem, Item, Version
from content.library import Library
from content.questions import answers
from content.vocabulary import ENDINGS, KINDS, LEVELS, SUBJECTS
from i18n import languages
from i18n.languages import Language
from i18n.speech import mp3
from i18n.translate import N_, gettext
from search.index import Index
from server import clock
from server.library import exercises, reading
from server.library.finding import query_of, shown
from server.library.reading import Reading, Voice, best_version, version_name
from server.records import operations as records
from server.records.models import Visit
from server.records.shelf import course_of, courses_of, page_of
from server.roles import STAFF, Role
from server.web.files import send_file
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.turns import in_turn
from server.web.visitor import visitor

pages = Blueprint("library", __name__, template_folder="templates")

PLACES = (Place("library.shelf", "library", N_("Library"), frozenset(Role), guests=True),)

READERS = tuple(Role)


def _library() -> Library:
    library: Library = current_app.config["LIBRARY"]
    return library


def _coach() -> bool:
    return visitor().role in STAFF


def _voice() -> Voice:
    return Voice.of(current_app.config["ARDOISE"])


def _node(node_id: str) -> Item:
    return page_of(visitor(), node_id)


def _reading(node: Item, asked: str | None) -> Reading:
    return reading.open_page(_library(), node, asked, visitor().language)


@pages.get("/library/")
@open_to(*READERS, guests=True)
@in_turn
def shelf() -> ResponseReturnValue:
    """Show every course there is."""
    return render_template(
        "library/shelf.html",
        channels=courses_of(visitor()),
        subjects=SUBJECTS,
    )


@pages.get("/library/courses/<channel_id>/")
@open_to(*READERS, guests=True)
@in_turn
def course(channel_id: str) -> ResponseReturnValue:
    """Show what a course holds: its topics and the pages in them."""
    here = visitor()
    channel = course_of(here, channel_id)
    tops = browse.children(channel.release, "", here.language, coach=_coach())
    below = {
        top.id: browse.children(channel.release, top.id, here.language, coach=_coach())
        for top in tops
        if top.kind == "topic"
    }
    done = _done()
    order = browse.pages(channel.release, coach=_coach())
    return render_template(
        "library/course.html",
        channel=channel,
        tops=tops,
        below=below,
        done=done,
        next=next((node_id for node_id in order if node_id not in done), None),
        begun=not done.isdisjoint(order),
    )


@pages.get("/library/<node_id>/")
@open_to(*READERS, guests=True)
@in_turn
def node(node_id: str) -> ResponseReturnValue:
    """Show a topic, a lesson, an exercise, a recording, each in its way."""
    found = _node(node_id)
    if found.kind == "topic":
        return _topic(found)
    read = _reading(found, request.args.get("version"))
    if read.exercise is not None:
        return _exercise_page(read)
    return _lesson_page(read)


def _around(found: Item) -> dict[str, object]:
    """Return what every page of a course shows around itself."""
    here = visitor()
    channel = browse.channel(found.channel, here.language)
    before, after = browse.neighbours(found, here.language, coach=_coach())
    crumbs = [(channel.words.title, url_for("library.course", channel_id=channel.id))]
    crumbs += [
        (topic.words.title, url_for("library.node", node_id=topic.id))
        for topic in browse.path_to(found, here.language)
    ]
    return {"channel": channel, "before": before, "after": after, "crumbs": crumbs}


def _topic(found: Item) -> ResponseReturnValue:
    here = visitor()
    return render_template(
        "library/topic.html",
        node=found,
        items=browse.children(found.release, found.id, here.language, coach=_coach()),
        done=_done(),
        **_around(found),
    )


def _lesson_page(read: Reading) -> ResponseReturnValue:
    here = visitor()
    visit = None
    if here.person_id is not None:
        visit = records.visited(here.person_id, read.node, _name(read), at=clock.now())
    files = browse.files_of(read.node)
    return render_template(
        "library/lesson.html",
        read=read,
        media=next((f for f in files if f.role == "main" and _is_media(f.media_type)), None),
        captions=[f for f in files if f.role == "captions"],
        spoken=next((f for f in files if f.role == "spoken" and _is_in(f, read.version)), None),
        place=visit.place if visit else "",
        finished=bool(visit and visit.finished_at),
        **_page(read),
    )


def _exercise_page(read: Reading, form_error: str = "") -> ResponseReturnValue:
    here = visitor()
    assert read.exercise is not None
    if here.person_id is not None:
        records.visited(here.person_id, read.node, _name(read), at=clock.now())
    shown = exercises.present(read, here.person_id)
    return render_template(
        "library/exercise.html", read=read, shown=shown, form_error=form_error, **_page(read)
    )


def _name(read: Reading) -> str:
    return version_name(read.version)


def _page(read: Reading) -> dict[str, object]:
    return {
        "node": read.node,
        "language_of_text": languages.get(read.version.language),
        "version": _name(read),
        "versions": [(version_name(v), v, _language(v.language)) for v in read.others],
        "can_speak": languages.get(read.version.language).voice is not None,
        "ending": ENDINGS,
        **_around(read.node),
    }


def _language(code: str) -> Language:
    return languages.get(code)


def _is_in(file: FileItem, version: Version) -> bool:
    return (file.language, file.easy) == (version.language, version.easy)


def _is_media(media_type: str) -> bool:
    return media_type.startswith(("audio/", "video/")) or media_type == "application/pdf"


def _done() -> set[str]:
    person_id = visitor().person_id
    return Visit.finished_by(person_id) if person_id is not None else set()


@pages.get("/library/<node_id>/files/<sha256>.<ending>")
@open_to(*READERS, guests=True)
def file(node_id: str, sha256: str, ending: str) -> ResponseReturnValue:
    """Send a picture, a recording or captions of a page."""
    found = reading.file_of(_node(node_id), sha256)
    return send_file(_library().store.path(sha256), found.media_type, sha256)


@pages.get("/library/covers/<sha256>.<ending>")
@open_to(*READERS, guests=True)
def cover(sha256: str, ending: str) -> ResponseReturnValue:
    """Send the cover of a course or page."""
    found = browse.cover(sha256, coach=_coach())
    if found is None:
        raise reading.NoSuchFile()
    return send_file(_library().store.path(sha256), found.media_type, sha256)


@pages.get("/library/<node_id>/speech/<version>")
@open_to(*READERS, guests=True)
def speech(node_id: str, version: str) -> ResponseReturnValue:
    """Say where the sound of each block of a page is, and when each word is heard."""
    read = _reading(_node(node_id), version)
    blocks = [
        {
            "id": block.name,
            "audio": url_for("library.sound", node_id=node_id, version=version, block=block.name),
            "sentences": [round(at, 3) for at in block.spoken.sentences],
            "cues": [
                [c.start, c.length, round(c.at, 3), round(c.until, 3)] for c in block.spoken.cues
            ],
        }
        for block in reading.speak(read, _voice())
    ]
    return {"blocks": blocks}


@pages.get("/library/<node_id>/speech/<version>/<block>.mp3")
@open_to(*READERS, guests=True)
def sound(node_id: str, version: str, block: str) -> ResponseReturnValue:
    """Send the sound of one block, or of the whole page as "all"."""
    read = _reading(_node(node_id), version)
    if block == "all":
        spoken = reading.speak(read, _voice())
        whole = b"".join(mp3.join(each.spoken.mp3 for each in spoken))
        return Response(whole, content_type="audio/mpeg")
    path = reading.sound_of(read, block, _voice())
    return send_file(path, "audio/mpeg", path.stem)


@pages.post("/library/<node_id>/place")
@open_to(*READERS, guests=True)
def place(node_id: str) -> ResponseReturnValue:
    """Keep how far down a version of a page somebody is."""
    here = visitor()
    if here.person_id is not None:
        found = _node(node_id)
        version = best_version(browse.versions(found), request.form.get("version"), here.language)
        records.reached(
            *(here.person_id, found, version_name(version), request.form.get("place", "")),
            at=clock.now(),
        )
    return "", 204


@pages.post("/library/<node_id>/finished")
@open_to(*READERS, guests=True)
def finished(node_id: str) -> ResponseReturnValue:
    """Note that a page was read, and go on to the next; an exercise is finished by its answers."""
    here, found = visitor(), _node(node_id)
    if here.person_id is not None and found.kind not in ("topic", "exercise"):
        records.finished(here.person_id, found, at=clock.now())
    _, after = browse.neighbours(found, here.language, coach=_coach())
    if after is None:
        return redirect(url_for("library.course", channel_id=found.channel), code=303)
    return redirect(url_for("library.node", node_id=after.id), code=303)


@pages.post("/library/<node_id>/questions/<int:number>")
@open_to(*READERS, guests=True)
def answer(node_id: str, number: int) -> ResponseReturnValue:
    """Mark the answer to one question and show what it earned."""
    here = visitor()
    read = _reading(_node(node_id), request.form.get("version"))
    if read.exercise is None or not 0 < number <= len(read.exercise.questions):
        raise records.NoSuchQuestion()
    question = read.exercise.questions[number - 1]
    given = answers.from_form(question, "answer", request.form.getlist, exercises.seed(read))
    try:
        mark = exercises.mark(read, number - 1, given, here.person_id)
    except records.NothingAnswered as refusal:
        return _exercise_page(read, refusal.in_words())
    if here.person_id is None:
        return _guest_feedback(read, number, mark)
    return redirect(
        url_for("library.node", node_id=node_id, version=_name(read)) + f"#question-{number}",
        code=303,
    )


def _guest_feedback(read: Reading, number: int, mark: Fraction) -> ResponseReturnValue:
    """Show a guest what one answer earned; nothing is kept."""
    shown = exercises.present(read, None, {number - 1: mark})
    return render_template(
        "library/exercise.html", read=read, shown=shown, form_error="", **_page(read)
    )


@pages.post("/library/<node_id>/again")
@open_to(*READERS)
def again(node_id: str) -> ResponseReturnValue:
    """Begin an exercise again."""
    here = visitor()
    read = _reading(_node(node_id), request.form.get("version"))
    if read.exercise is not None and here.person_id is not None:
        records.start_again(here.person_id, read.node, read.sha256, read.exercise, at=clock.now())
    return redirect(
        url_for("library.node", node_id=node_id, version=_name(read)),
        code=303,
    )


@pages.get("/search")
@open_to(*READERS, guests=True)
@in_turn
def search() -> ResponseReturnValue:
    """Find pages by what they say."""
    here, asked = visitor(), request.args
    query = query_of(asked, here.language, with_coach=_coach())
    index: Index = current_app.config["INDEX"]
    results = index.search(query)
    courses = courses_of(here)
    held = browse.items([hit.node_id for hit in results.hits], here.language, coach=_coach())
    return render_template(
        "library/search.html",
        query=query.words,
        asked=query,
        results=results,
        shown=shown(results.hits, held, _library(), {course.id for course in courses}),
        kinds=KINDS,
        language_names={code: each.own_name for code, each in languages.LANGUAGES.items()},
        subject_names={code: gettext(name) for code, name in SUBJECTS.items()},
        kind_names={code: gettext(name) for code, name in KINDS.items()},
        level_names={code: gettext(name) for code, name in LEVELS.items()},
        channels=courses if not results.hits else [],
        pages=-(-results.total // query.per_page),
    )
