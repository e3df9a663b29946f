"""The page of two versions abreast, and what tells a sentence in another one."""

import re
from functools import lru_cache

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from content import browse
from content.browse import Item
from content.side_by_side import Abreast, Sentence, abreast, sentences_of
from content.vocabulary import ENDINGS
from i18n import languages
from i18n.refusals import NotFound
from i18n.speech import aloud
from i18n.translate import N_
from server.library.around import around, library, node_of, reading_of
from server.library.reading import Reading, version_name
from server.library.speaking import Voice
from server.roles import Role
from server.side_by_side import operations
from server.side_by_side.choosing import SIGNS, liked, mine, two_of
from server.side_by_side.models import SideBySide
from server.web.addresses import inside
from server.web.files import send_file
from server.web.guards import open_to
from server.web.tools import Tool
from server.web.turns import in_turn
from server.web.visitor import visitor
from server.words.looking_up import helps_in

pages = Blueprint("abreast", __name__, template_folder="templates")

READERS = tuple(Role)
OF_THE_OTHER = "o-"
"""What the names of the blocks of the other version begin with: a page has each name once."""
_NAMED = re.compile(r' data-block="')
_ID = re.compile(r' id="[^"]*"')


class OneVersion(NotFound):
    """A page has no second version."""

    message = N_("This page has one version only. Go back to the page.")


class NoSuchSentence(NotFound):
    """A text has no such sentence, any more."""

    message = N_("This sentence is not on the page any more. Open the page again.")


def tool(read: Reading) -> Tool | None:
    """Return what goes into the bar of a page: both versions, and pressing a sentence."""
    if not read.sha256 or not (read.others or visitor().language != read.version.language):
        return None
    on = _kept().on
    said = {"read": read, "on": on, "back": request.full_path.rstrip("?")}
    said["name"] = version_name(read.version)
    return Tool(
        render_template("side_by_side/bar.html", **said),
        render_template("side_by_side/below.html", **said),
    )


def _kept() -> SideBySide:
    """Return what the reader chose; a guest's choice lasts until they leave."""
    here = visitor()
    if here.person_id is not None:
        return SideBySide.of(here.person_id)
    kept = session.get("side_by_side", {})
    one, other = (str(kept.get(name, "")) for name in ("one", "other"))
    return SideBySide(one=one, other=other, on=bool(kept.get("on")))


@pages.get("/library/<node_id>/side-by-side")
@open_to(*READERS, guests=True)
@in_turn
def both(node_id: str) -> ResponseReturnValue:
    """Show two versions of a page abreast."""
    found, asked, kept = node_of(node_id), request.args, _kept()
    names = _names(found)
    said = asked.get("one", ""), asked.get("other", "")
    one, other = two_of(names, said, (kept.one, kept.other))
    signs = _signs(found)
    left = reading_of(found, one)
    right = None if other == SIGNS else reading_of(found, other)
    versions = {version_name(each): each for each in browse.versions(found)}
    return render_template(
        "side_by_side/both.html",
        node=found,
        left=left,
        right=right,
        one=one,
        other=other,
        film=signs if right is None else None,
        names=names,
        versions=versions,
        rows=_abreast(left, right).rows if right else (),
        own=_as_own,
        of_the_other=_as_other,
        ending=ENDINGS,
        has_voice=_speaks,
        **around(found),
    )


@pages.post("/library/<node_id>/side-by-side")
@open_to(*READERS, guests=True)
def choose(node_id: str) -> ResponseReturnValue:
    """Remember which two versions somebody wants abreast, and show them."""
    found, form, here = node_of(node_id), request.form, visitor()
    one, other = two_of(_names(found), (form.get("one", ""), form.get("other", "")), ("", ""))
    if here.person_id is not None:
        operations.choose(here.person_id, one, other)
    else:
        chosen = {"one": one, "other": other}
        session["side_by_side"] = {**session.get("side_by_side", {}), **chosen}
    return redirect(url_for("abreast.both", node_id=node_id, one=one, other=other), code=303)


@pages.post("/library/sentences")
@open_to(*READERS, guests=True)
def switch() -> ResponseReturnValue:
    """Switch on or off that a sentence can be pressed."""
    here, on = visitor(), request.form.get("on") == "yes"
    if here.person_id is not None:
        operations.switch(here.person_id, on=on)
    else:
        session["side_by_side"] = {**session.get("side_by_side", {}), "on": on}
    return redirect(inside(request.form.get("next")), code=303)


@pages.get("/library/<node_id>/sentences/<version>")
@open_to(*READERS, guests=True)
def sentences(node_id: str, version: str) -> ResponseReturnValue:
    """Say where the sentences of a version stand: block, place and length in code points."""
    read = reading_of(node_of(node_id), version)
    found = sentences_of(_text(read), read.version.language)
    return {"sentences": [[s.block, s.number, s.place, len(s.text)] for s in found]}


@pages.get("/library/<node_id>/sentences/<version>/<block>/<int:number>")
@open_to(*READERS, guests=True)
def same(node_id: str, version: str, block: str, number: int) -> ResponseReturnValue:
    """Tell a sentence in another version: on a page of its own, or for a panel."""
    here, found = visitor(), node_of(node_id)
    read = reading_of(found, version)
    versions = browse.versions(found)
    asked = request.args.get("into", "")
    named = {version_name(each): each for each in versions if each.file}
    into = named.get(asked) or mine(versions, read.version, here.language)
    told: tuple[Sentence, ...] = ()
    if into is not None and into is not read.version:
        other = reading_of(found, version_name(into))
        sentence, told = _abreast(read, other).like(block, number)
    else:
        into, sentence = None, _sentence(read, block, number)
    if sentence is None:
        raise NoSuchSentence()
    whole = "answer.html" if request.args.get("panel") else "same.html"
    return render_template(
        f"side_by_side/{whole}",
        node=found,
        read=read,
        name=version_name(read.version),
        sentence=sentence,
        into=into,
        into_name=version_name(into) if into else "",
        told=told,
        others=[each for name, each in named.items() if each not in (read.version, into)],
        named=version_name,
        lacks_mine=here.language not in {each.language for each in named.values()},
        words=_words_of(sentence.text) if helps_in(library(), here, read.version.language) else [],
        has_voice=_speaks,
        back=url_for("library.node", node_id=node_id, version=version),
    )


@pages.get("/library/<node_id>/sentences/<version>/<block>/<int:number>.mp3")
@open_to(*READERS, guests=True)
def said(node_id: str, version: str, block: str, number: int) -> ResponseReturnValue:
    """Say a sentence aloud."""
    read = reading_of(node_of(node_id), version)
    found = _sentence(read, block, number)
    if found is None:
        raise NoSuchSentence()
    voice = Voice.of(current_app.config["ARDOISE"])
    spoken = aloud.speak(found.text, read.version.language, voice.folder, voice.limits)
    return send_file(spoken.mp3, "audio/mpeg", spoken.mp3.stem)


def _names(found: Item) -> list[str]:
    """Return what there is to choose from, named.

    Raises:
        OneVersion: no two of them.
    """
    versions = [each for each in browse.versions(found) if each.file]
    names = liked(versions, visitor().language, bool(_signs(found))) if versions else []
    if len(names) < 2:
        raise OneVersion()
    return names


def _signs(found: Item) -> browse.FileItem | None:
    return next((each for each in browse.files_of(found) if each.role == "signs"), None)


def _text(read: Reading) -> str:
    return read.exercise.read_aloud() if read.exercise else read.fragment


def _abreast(left: Reading, right: Reading) -> Abreast:
    tongues = left.version.language, right.version.language
    return _kept_abreast(_text(left), _text(right), tongues)


@lru_cache(maxsize=64)
def _kept_abreast(one: str, other: str, tongues: tuple[str, str]) -> Abreast:
    return abreast(one, other, tongues)


def _sentence(read: Reading, block: str, number: int) -> Sentence | None:
    found = sentences_of(_text(read), read.version.language)
    return next((s for s in found if (s.block, s.number) == (block, number)), None)


def _as_own(markup: str) -> str:
    return markup


def _as_other(markup: str) -> str:
    """Return HTML of the other version with no name that the one has already."""
    return _NAMED.sub(f' data-block="{OF_THE_OTHER}', _ID.sub("", markup))


def _speaks(code: str) -> bool:
    return languages.known(code) and languages.get(code).voice is not None


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _words_of(text: str) -> list[str]:
    """Return the words of a sentence that a dictionary may know, each once."""
    return list(dict.fromkeys(word for word in _WORD.findall(text) if len(word) > 2))[:40]
