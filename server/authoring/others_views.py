"""The page on which somebody begins to translate a page of an installed course."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from content.browse import Item
from i18n.languages import LANGUAGES
from i18n.refusals import Refusal
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.authoring import of_others
from server.authoring.models import WrittenCourse, WrittenLesson
from server.authoring.views import WRITERS
from server.library.around import library, node_of
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.visitor import visitor

pages = Blueprint("others", __name__, template_folder="templates")

PAGE_PLACES = (Place("others.choose", "edit", N_("Translate"), WRITERS),)


@pages.get("/writing/pages/<node_id>/translate")
@open_to(*WRITERS)
def choose(node_id: str) -> ResponseReturnValue:
    """Ask into which language a page is to be translated, or whether it is to be easy."""
    return _page(node_of(node_id))


@pages.post("/writing/pages/<node_id>/translate")
@open_to(*WRITERS)
def begin(node_id: str) -> ResponseReturnValue:
    """Begin, and open the page beside its translation."""
    node, said = node_of(node_id), request.form
    language, easy = said.get("language", ""), said.get("easy") == "yes"
    by, at = visitor().actor, clock.now()
    try:
        made = of_others.begin(library(), node, language, easy, by, at=at)
    except Refusal as refusal:
        return _page(node, refusal.in_words()), 422
    return redirect(url_for("translating.page", number=made.id), code=303)


def _page(node: Item, error: str = "") -> str:
    own = of_others.text_of(node)
    course = WrittenCourse.get_or_none(WrittenCourse.of_channel == node.channel)
    copies = (
        [each for each in WrittenLesson.of(course) if each.of_page == node.id] if course else []
    )
    return render_template(
        "authoring/others.html",
        node=node,
        course=course,
        begun=WrittenLesson.wordings(copies),
        can_be=own is not None,
        why=of_others.NotToTranslate().in_words() if own is None else "",
        language_of=own.language if own else node.language,
        chosen=request.form.get("language", ""),
        easy=request.form.get("easy") == "yes",
        tongues=[(each.code, _(each.name)) for each in LANGUAGES.values()],
        error=error,
        staff=True,
    )
