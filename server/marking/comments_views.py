"""A teacher's ready comments, and how they like to mark."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from i18n.translate import gettext as _
from server.marking import comments, operations
from server.marking.models import Habit, ReadyComment
from server.roles import KEEPERS
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("comments", __name__, template_folder="templates")


@pages.get("/marking/comments")
@open_to(*KEEPERS)
def mine() -> ResponseReturnValue:
    """Show the nine places for comments."""
    there = ReadyComment.of(visitor().person_id)
    return _shown([there.get(place, "") for place in range(1, comments.MOST + 1)])


@pages.post("/marking/comments")
@open_to(*KEEPERS)
def write() -> ResponseReturnValue:
    """Keep the comments as they stand on the page, and whether keys write them."""
    person_id = visitor().person_id
    assert person_id is not None
    texts = [request.form.get(f"comment-{place}", "") for place in range(1, comments.MOST + 1)]
    try:
        comments.write_all(person_id, texts)
    except comments.CommentTooLong as refusal:
        return _shown(texts, refusal), 422
    operations.like(person_id, keys=request.form.get("keys") == "yes")
    flash(_("Your comments are kept."), "good")
    return redirect(url_for("comments.mine"), code=303)


def _shown(texts: list[str], refusal: comments.CommentTooLong | None = None) -> str:
    return render_template(
        "marking/comments.html",
        texts=texts,
        wrong=refusal.values["place"] if refusal else 0,
        error=refusal.in_words() if refusal else "",
        habit=Habit.of(visitor().person_id),
        longest=comments.LONGEST,
        staff=True,
    )
