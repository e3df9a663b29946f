"""The pages of the library."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content import browse
from content.browse import Item
from content.vocabulary import KINDS, LEVELS, SUBJECTS
from i18n import languages
from i18n.speech import mp3
from i18n.translate import N_, gettext
from search.index import Index
from server import clock
from server.gate import telling as gate
from server.library import reading, speaking
from server.library.around import (
    NodePage,
    around,
    beside,
    coach,
    library,
    node_of,
    opened_from,
    reading_of,
    recordings,
)
from server.library.document_views import document_page
from server.library.documents import document_of
from server.library.exercise_views import exercise_page
from server.library.finding import leaf_of, mark_of, query_of, shown
from server.library.listening import parts_of
from server.library.reading import Reading, best_version, version_name
from server.library.speaking import Voice
from server.records import operations as records
from server.records import watching
from server.records.models import Visit
from server.records.reaching import block_of, second_of
from server.records.shelf import (
    children_of,
    course_of,
    courses_of,
    neighbours_of,
    opened,
    order_of,
    pages_of,
    told_to_staff,
)
from server.records.watching import ENOUGH
from server.roles import Role
from server.web.files import send_file, send_place
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.turns import in_turn
from server.web.visitor import visitor

pages = Blueprint("library", __name__, template_folder="templates")

PLACES = (Place("library.shelf", "library", N_("Library"), frozenset(Role), guests=True),)

READERS = tuple(Role)


def _voice() -> Voice:
    return Voice.of(current_app.config["ARDOISE"])


@pages.get("/library/")
@open_to(*READERS, guests=True)
@in_turn
def shelf() -> ResponseReturnValue:
    """Show every course there is."""
    here = visitor()
    channels = courses_of(here)
    return render_template(
        "library/shelf.html",
        channels=channels,
        for_whom=told_to_staff(here, channels),
        subjects=SUBJECTS,
    )


@pages.get("/library/courses/<channel_id>/")
@open_to(*READERS, guests=True)
@in_turn
def course(channel_id: str) -> ResponseReturnValue:
    """Show what a course holds: its topics and the pages in them."""
    here = visitor()
    channel = course_of(here, channel_id)
    tops = children_of(here, channel.release, "")
    below = {
        top.id: children_of(here, channel.release, top.id) for top in tops if top.kind == "topic"
    }
    done = _done()
    order = order_of(here, channel.release)
    return render_template(
        "library/course.html",
        channel=channel,
        for_whom=told_to_staff(here, [channel]),
        gate=gate.told(channel.manifest),
        speakable=languages.named(channel.words.language).voice is not None,
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
    found = node_of(node_id)
    if found.kind == "topic":
        return _topic(found)
    read = reading_of(found, request.args.get("version"))
    if read.exercise is not None:
        return exercise_page(read)
    if document_of(found):
        return document_page(read)
    show: NodePage | None = current_app.config["NODE_PAGES"].get(found.kind)
    return show(read, None) if show else _lesson_page(read)


def _topic(found: Item) -> ResponseReturnValue:
    return render_template(
        "library/topic.html",
        node=found,
        items=children_of(visitor(), found.release, found.id),
        done=_done(),
        **around(found),
    )


def _lesson_page(read: Reading) -> ResponseReturnValue:
    here = visitor()
    visit = None
    if here.person_id is not None:
        visit = records.visited(
            here.person_id, read.node, version_name(read.version), at=clock.now()
        )
    return render_template(
        "library/lesson.html",
        read=read,
        place=block_of(visit.place) if visit else "",
        finished=bool(visit and visit.finished_at),
        begin=_begin(visit) if visit else 0,
        **_contents(read.node),
        **recordings(read),
        **beside(read),
    )


BESIDE = range(3, 201)
"""How many pages a topic has whose contents stand beside each of them."""


def _contents(node: Item) -> dict[str, object]:
    """Return what stands beside a lesson: the pages of its topic, unless a module leads."""
    if node.kind != "lesson" or not node.parent or opened_from(node) is not None:
        return {}
    here = visitor()
    pages_of_topic = children_of(here, node.release, node.parent)
    if len(pages_of_topic) not in BESIDE:
        return {}
    return {"beside_it": pages_of_topic, "topic": browse.path_to(node, here.language)[-1]}


def _begin(visit: Visit) -> int:
    """Return the second of a recording to go on from: where somebody was, else what they heard."""
    second = second_of(visit.place)
    return int(watching.heard_until(visit.watched)) if second is None else second


def _done() -> set[str]:
    person_id = visitor().person_id
    return Visit.finished_by(person_id) if person_id is not None else set()


@pages.get("/library/<node_id>/files/<sha256>.<ending>")
@open_to(*READERS, guests=True)
def file(node_id: str, sha256: str, ending: str) -> ResponseReturnValue:
    """Send a picture, a recording or captions of a page."""
    found = reading.file_of(node_of(node_id), sha256)
    return send_place(library().store.place(sha256), found.media_type, sha256)


@pages.get("/library/covers/<sha256>.<ending>")
@open_to(*READERS, guests=True)
def cover(sha256: str, ending: str) -> ResponseReturnValue:
    """Send the cover of a course or page."""
    here = visitor()
    channels, only = frozenset(course.id for course in courses_of(here)), opened(here)
    nodes = only.nodes if only else None
    found = browse.cover(sha256, coach=coach(), channels=channels, nodes=nodes)
    if found is None:
        raise reading.NoSuchFile()
    return send_place(library().store.place(sha256), found.media_type, sha256)


@pages.post("/library/<node_id>/watched")
@open_to(*READERS)
def watched(node_id: str) -> ResponseReturnValue:
    """Note which seconds of a recording were heard; say how much of it has been by now."""
    here, found = visitor(), node_of(node_id)
    if here.person_id is None or found.kind not in ("audio", "video"):
        raise reading.NoSuchFile()
    parts, length = parts_of(request.form)
    share = records.watched(here.person_id, found, parts, length, at=clock.now())
    return {"share": float(share), "done": share >= ENOUGH}


@pages.get("/library/<node_id>/speech/<version>")
@open_to(*READERS, guests=True)
def speech(node_id: str, version: str) -> ResponseReturnValue:
    """Say where the sound of each block of a page is, and when each word is heard."""
    read = reading_of(node_of(node_id), version)
    return speaking.spoken_as(
        speaking.speak(read, _voice()),
        lambda name: url_for("library.sound", node_id=node_id, version=version, block=name),
    )


@pages.get("/library/<node_id>/speech/<version>/<block>.mp3")
@open_to(*READERS, guests=True)
def sound(node_id: str, version: str, block: str) -> ResponseReturnValue:
    """Send the sound of one block, or of the whole page as "all"."""
    read = reading_of(node_of(node_id), version)
    if block == "all":
        spoken = speaking.speak(read, _voice())
        whole = b"".join(mp3.join(each.spoken.mp3 for each in spoken))
        return Response(whole, content_type="audio/mpeg")
    path = speaking.sound_of(read, block, _voice(), request.args.get("voice", ""))
    return send_file(path, "audio/mpeg", path.stem)


@pages.post("/library/<node_id>/place")
@open_to(*READERS, guests=True)
def place(node_id: str) -> ResponseReturnValue:
    """Keep how far down a version of a page somebody is."""
    here = visitor()
    if here.person_id is not None:
        found = node_of(node_id)
        version = best_version(
            browse.versions(found),
            request.form.get("version"),
            here.language,
            easy=here.wants_easy_words,
        )
        records.reached(
            *(here.person_id, found, version_name(version), request.form.get("place", "")),
            at=clock.now(),
        )
    return "", 204


@pages.post("/library/<node_id>/finished")
@open_to(*READERS, guests=True)
def finished(node_id: str) -> ResponseReturnValue:
    """Note that a page was read, and go on to the next.

    An exercise is finished by its answers, and what its teacher has to see by the teacher.
    """
    here, found = visitor(), node_of(node_id)
    if here.person_id is not None and reading.can_be_read(found):
        records.finished(here.person_id, found, at=clock.now())
    module = opened_from(found)
    if module is not None:
        if module.after is None:
            return redirect(url_for("records.module", number=module.number), code=303)
        address = url_for("library.node", node_id=module.after.id, module=module.number)
        return redirect(address, code=303)
    _, after = neighbours_of(here, found)
    if after is None:
        return redirect(url_for("library.course", channel_id=found.channel), code=303)
    return redirect(url_for("library.node", node_id=after.id), code=303)


@pages.get("/search")
@open_to(*READERS, guests=True)
@in_turn
def search() -> ResponseReturnValue:
    """Find pages by what they say."""
    here, asked = visitor(), request.args
    courses = courses_of(here)
    found_by, only = frozenset(course.id for course in courses), opened(here)
    nodes = only.nodes if only else None
    query = query_of(asked, here.language, with_coach=coach(), channels=found_by, nodes=nodes)
    index: Index = current_app.config["INDEX"]
    results = index.search(query)
    held = pages_of(here, [hit.node_id for hit in results.hits])
    return render_template(
        "library/search.html",
        query=query.words,
        asked=query,
        results=results,
        shown=shown(results.hits, held, library()),
        leaf_of=leaf_of,
        mark_of=mark_of,
        for_whom=told_to_staff(here, courses),
        kinds=KINDS,
        language_names={code: each.own_name for code, each in languages.LANGUAGES.items()},
        subject_names={code: gettext(name) for code, name in SUBJECTS.items()},
        kind_names={code: gettext(name) for code, name in KINDS.items()},
        level_names={code: gettext(name) for code, name in LEVELS.items()},
        channels=courses if not results.hits else [],
        pages=-(-results.total // query.per_page),
    )
