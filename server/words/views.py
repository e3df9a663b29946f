"""The pages of help with words."""

from flask import (
    Blueprint,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from content.dictionary.typed import LONGEST, plain
from content.vocabulary import ENDINGS
from i18n import languages
from i18n.refusals import NotFound
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.aloud.saying import speaks
from server.library.around import beside, library
from server.library.reading import Reading, version_name
from server.records import operations as records
from server.roles import Role
from server.web.addresses import inside, row_number
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tools import Tool
from server.web.turns import in_turn
from server.web.visitor import visitor
from server.words import operations
from server.words.looking_up import Answer, dictionaries, helps_in, in_one, look_up
from server.words.models import KeptWord, WordHelp
from server.words.practising import practice

pages = Blueprint("words", __name__, template_folder="templates")

READERS = tuple(Role)
MINE_PLACES = (Place("words.mine", "languages", N_("My words"), frozenset({Role.LEARNER})),)
DRAWN, FRAMED = "document", ("zim", "html5")
"""Kinds of pages without a text of ours: words are drawn, or lie in a frame."""
AROUND = 40
"""Words of a dictionary listed at once."""
A_PAGE = 50
"""Words of one's own on a page; printed are all."""


class NoSuchDictionary(NotFound):
    """A dictionary cannot be read, or is gone."""

    message = N_("This dictionary is not in the library. Go back to the library.")


def tool(read: Reading) -> Tool | None:
    """Return what help with words adds to a page, None where no dictionary helps.

    In a frame (``FRAMED``) lie pages of others, shut in an origin of their own and most without
    programs: no word in them can be pressed. There the form alone helps, and the text of the page.
    """
    language = read.version.language
    if not read.sha256 and not read.fragment and read.node.kind not in (DRAWN, *FRAMED):
        return None
    if not helps_in(library(), visitor(), language):
        return None
    on = _chosen()[0]
    back = request.full_path.rstrip("?")
    return Tool(
        render_template("words/bar.html", on=on),
        render_template("words/below.html", on=on, language_of_text=language, back=back),
    )


def _chosen() -> tuple[bool, str]:
    """Return whether the reader has help with words, and the language they chose for it."""
    here = visitor()
    if here.person_id is None:
        kept = session.get("words", {})
        return bool(kept.get("on")), str(kept.get("language", ""))
    found: WordHelp | None = WordHelp.get_or_none(WordHelp.person == here.person_id)
    return (found.on, found.language) if found else (False, "")


@pages.post("/words/help")
@open_to(*READERS, guests=True)
def choose() -> ResponseReturnValue:
    """Switch help with words on or off, or choose into which language words are translated."""
    here, form = visitor(), request.form
    if "on" in form:
        on = form["on"] == "yes"
        if here.person_id is None:
            session["words"] = {**session.get("words", {}), "on": on}
        else:
            operations.switch(here.person_id, on=on)
    code = form.get("language")
    if code is not None and (code == "" or languages.known(code)):
        if here.person_id is None:
            session["words"] = {**session.get("words", {}), "language": code}
        else:
            operations.choose_language(here.person_id, code)
    return redirect(inside(form.get("next")), code=303)


@pages.get("/words/")
@open_to(*READERS, guests=True)
@in_turn
def look() -> ResponseReturnValue:
    """Tell what a word means: on a page of its own, or for the panel of the page it stands on."""
    asked = request.args
    answer = _answer(asked.get("word", ""), asked.get("language", ""))
    whole = "words/answer.html" if asked.get("panel") else "words/look.html"
    return render_template(whole, back=inside(asked.get("next")), **_told(answer))


def _answer(word: str, language: str) -> Answer:
    language = language.partition("-")[0]
    language = language if languages.known(language) else visitor().language
    return look_up(library(), visitor(), word[: 4 * LONGEST], language, _chosen()[1])


def _told(answer: Answer) -> dict[str, object]:
    person_id = visitor().person_id
    keeps = person_id is not None and visitor().role == Role.LEARNER
    words = {shown.entry.word for shown in answer.found[:1]}
    mine = KeptWord.of(person_id or 0).where(KeptWord.language == answer.language)
    return {
        "answer": answer,
        "speaks": speaks,
        "keeps": keeps,
        "is_kept": keeps and any(each.word in words for each in mine),
        "ending": ENDINGS,
    }


def page(read: Reading, preview: dict[str, object] | None = None) -> ResponseReturnValue:
    """Show a dictionary: a word looked up in it, and its words from there on.

    Args:
        read: the page.
        preview: see ``around.NodePage``.
    """
    here, word = visitor(), request.args.get("word", "")[: 4 * LONGEST]
    if here.person_id is not None and preview is None:
        records.visited(here.person_id, read.node, version_name(read.version), at=clock.now())
    held = next(
        (each for each in dictionaries(library(), here) if each.node.id == read.node.id), None
    )
    if held is None:
        raise NoSuchDictionary()
    return render_template(
        "words/dictionary.html",
        read=read,
        held=held,
        word=word,
        listed=held.words.around(plain(word), AROUND),
        back=request.full_path.rstrip("?"),
        **(beside(read) | (preview or {}) | _told(in_one(held, here, word))),
    )


@pages.get("/mine/words")
@open_to(Role.LEARNER)
def mine() -> ResponseReturnValue:
    """Show a learner the words they keep; all of them, for the list is made to be printed."""
    kept = list(KeptWord.of(visitor().person_id or 0))
    return render_template("words/mine.html", kept=kept, most=operations.MOST)


@pages.get("/mine/words/practice")
@open_to(Role.LEARNER)
def practise() -> ResponseReturnValue:
    """Ask what a word of one's own list means, or tell whether what was chosen is right."""
    asked, words = request.args, list(KeptWord.of(visitor().person_id or 0))
    turn, word = asked.get("turn", 0, type=row_number), asked.get("word", 0, type=row_number)
    chosen = asked.get("chosen", type=row_number)
    return render_template("words/practice.html", practice=practice(words, turn, word, chosen))


@pages.post("/mine/words")
@open_to(Role.LEARNER)
def keep() -> ResponseReturnValue:
    """Keep a word with what the dictionaries tell of it."""
    form = request.form
    answer = _answer(form.get("word", ""), form.get("language", ""))
    kept = operations.keep(visitor().person_id or 0, answer, at=clock.now())
    if form.get("panel"):
        return "", 204
    flash(_("“%(word)s” is in your list of words.") % {"word": kept.word}, "good")
    return redirect(inside(form.get("next")), code=303)


@pages.post("/mine/words/<int:number>/remove")
@open_to(Role.LEARNER)
def remove(number: int) -> ResponseReturnValue:
    """Take a word out of one's list."""
    operations.let_go(visitor().person_id or 0, number)
    return redirect(url_for("words.mine"), code=303)


def kept(person_id: int) -> str:
    """Tell the words that somebody keeps; nothing where there is none."""
    words = list(KeptWord.of(person_id))
    return render_template("words/kept.html", kept=words) if words else ""
