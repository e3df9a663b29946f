"""The page "new bundle": what it is made of, its report, and what is done next."""

from collections.abc import Iterable
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from content import vocabulary
from content.accessibility.kinds import GRAVITIES, KINDS
from content.accessibility.report import Report
from i18n import languages
from i18n.refusals import Refusal, words_of
from i18n.translate import gettext as _
from server import clock
from server.console import Site
from server.jobs import operations as jobs
from server.publisher import carrying, making
from server.roles import CONTENT
from server.web.addresses import row_number
from server.web.guards import open_to
from server.web.visitor import visitor

pages = Blueprint("making", __name__, template_folder="templates")


def _site() -> Site:
    site: Site = current_app.config["ARDOISE"]
    return site


@pages.get("/bundles/new")
@open_to(*CONTENT)
def begin() -> ResponseReturnValue:
    """Ask what the bundle is made of, and what the source does not say."""
    number = request.args.get("of", type=row_number)
    job = jobs.find(number) if number is not None else None
    site = _site()
    if job is None or job.kind != "bundle.build":
        return _form({}, "")
    return _form(making.said_before(site.home, site.settings.inbox, job), "")


@pages.post("/bundles/new")
@open_to(*CONTENT)
def build() -> ResponseReturnValue:
    """Ask for the job that makes the bundle."""
    site, said = _site(), request.form.to_dict()
    sent = request.files.get("file")
    try:
        if sent is not None and sent.filename:
            source = making.take(site.home, sent.filename, sent.stream)
        else:
            source = making.chosen(site.home, site.settings.inbox, said.get("source", ""))
    except Refusal as refusal:
        return _form(said, refusal.in_words()), 422
    job = making.ask(source, said, visitor().actor, at=clock.now())
    return redirect(url_for("making.built", number=job.id), code=303)


@pages.get("/bundles/built/<int:number>")
@open_to(*CONTENT)
def built(number: int) -> ResponseReturnValue:
    """Show how far a build is, then what was changed or left out, and what is done next."""
    job = jobs.find(number)
    if job.kind != "bundle.build":
        raise making.NoSuchBuild(kept=making.KEPT)
    told: list[dict[str, Any]] = []
    if job.is_over:
        try:
            told = making.report(_site().home, number)
        except making.NoSuchBuild as refusal:
            flash(refusal.in_words(), "warning")
    for each in told:
        for name in ("left_out", "changed"):
            each[name] = _by_reason(each.get(name, ()))
        each["accessible"] = Report.from_text(each.get("accessible", ""))
        each["why"] = words_of(each.get("refused", {}))
        each["mend"] = [(m["where"], m["line"], words_of(m)) for m in each.get("mend", ())]
    return render_template(
        "publisher/built.html",
        job=job,
        reason=words_of(job.refused),
        told=told,
        place=_site().home.built / str(number),
        publisher=_site().settings.publisher,
        floor=_site().settings.accessibility_floor,
        gravities=GRAVITIES,
        faults=KINDS,
        staff=True,
    )


@pages.get("/bundles/built/<int:number>/<folder>.zip")
@open_to(*CONTENT)
def carried(number: int, folder: str) -> ResponseReturnValue:
    """Send a built bundle as one file, for whoever carries it to the publisher's computer."""
    place = making.bundle_of(_site().home, number, folder)
    answer = Response(carrying.zipped(place), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{place.name}.zip"'
    return answer


@pages.post("/bundles/built/<int:number>/list")
@open_to(*CONTENT)
def put_on_the_list(number: int) -> ResponseReturnValue:
    """Put a built bundle on the list that waits for two signatures."""
    site, folder = _site(), request.form.get("folder", "")
    making.list_it(site.home, site.settings, number, folder, visitor().actor, at=clock.now())
    flash(_("It is on the list. Now two people sign it, on the publisher's console."), "good")
    return redirect(url_for("making.built", number=number), code=303)


def _by_reason(notes: Iterable[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Return the places by reason, the commonest reason first."""
    found: dict[str, list[str]] = {}
    for note in notes:
        found.setdefault(words_of(note), []).append(note["where"])
    return sorted(found.items(), key=lambda pair: -len(pair[1]))


def _form(said: dict[str, str], error: str) -> str:
    site = _site()
    return render_template(
        "publisher/new.html",
        choices=[*making.sent_before(site.home), *making.inbox(site.settings.inbox)],
        inboxes=site.settings.inbox,
        largest=making.LARGEST_SENT,
        said=said,
        error=error,
        tongues=[(each.code, _(each.name)) for each in languages.LANGUAGES.values()],
        levels=vocabulary.LEVELS,
        subjects=vocabulary.SUBJECTS,
        licenses=vocabulary.LICENSES,
        staff=True,
    )
