"""The content manager's pages: sticks, what waits, what it holds, the decision, the history."""

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

from content import browse
from content.html import with_names
from content.marks import mark
from content.questions import wording
from content.vocabulary import ENDINGS
from i18n import languages
from i18n.refusals import Invalid
from i18n.translate import N_
from i18n.translate import gettext as _
from server import clock
from server.accounts.models import Person
from server.audiences import operations as audiences
from server.audiences.models import Audience, AudienceAsked
from server.bundles import (
    arrival_page,
    bringing,
    framing,
    going_back,
    inventories,
    likeness,
    offers,
    operations,
    putting_back,
    refusing,
    review,
    standing,
    unattended,
    waiting,
)
from server.bundles.models import Appeal, Arrival, Remark
from server.bundles.places import HOLDS, places
from server.bundles.states import STATES
from server.bundles.withdrawals import KINDS as KINDS_OF_WITHDRAWAL
from server.bundles.withdrawals import taken_back
from server.console import Site
from server.gate.operations import BelowTheFloor
from server.roles import CONTENT
from server.web.addresses import row_number
from server.web.files import send_bytes
from server.web.guards import open_to
from server.web.navigation import Place
from server.web.tidings import Tiding
from server.web.visitor import visitor

pages = Blueprint("bundles", __name__, template_folder="templates")

PLACES = (Place("bundles.overview", "bundle", N_("Bundles"), CONTENT),)

PLAYED = tuple(kind for kind in ENDINGS if kind.startswith(("audio/", "video/")))


def _site() -> Site:
    site: Site = current_app.config["ARDOISE"]
    return site


def tidings() -> list[Tiding]:
    """Tell what must be done about the publishers' signatures and the clock."""
    told = standing.alarms(_site().trust, at=clock.now())
    return [Tiding(each.kind, each.title, each.body) for each in told]


def _me() -> Person:
    person: Person = Person.get_by_id(visitor().person_id)
    return person


@pages.get("/bundles/")
@open_to(*CONTENT)
def overview() -> ResponseReturnValue:
    """Show the sticks that are there, what is on its way, what is installed, what was decided."""
    operations.let_wait_again()
    releases = _site().library.releases()
    before = _site().library.before()
    channels = browse.installed(visitor().language)
    return render_template(
        "bundles/overview.html",
        places=places(_site().settings.media),
        holds=HOLDS,
        on_the_way=list(Arrival.on_the_way()),
        appeals=list(Appeal.open()),
        channels=[(channel, releases[channel.id]) for channel in channels],
        earlier=[(each, before[each.id].number) for each in channels if each.id in before],
        decided=list(Arrival.decided()),
        for_whom=Audience.of_all(channel.manifest for channel in channels),
        asked={each.channel_id for each in AudienceAsked.select()},
        states=STATES,
        taken_back=taken_back(_site().trust, _site().library),
        kinds=KINDS_OF_WITHDRAWAL,
        missing=putting_back.missing(_site().library),
        staff=True,
    )


@pages.get("/bundles/inventory")
@open_to(*CONTENT)
def inventory() -> ResponseReturnValue:
    """Give what this site has as a file, for its publisher."""
    name, data = inventories.write(_site(), visitor().actor, at=clock.now())
    return Response(
        data,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@pages.get("/bundles/medium")
@open_to(*CONTENT)
def medium() -> ResponseReturnValue:
    """Verify the signatures of a medium and list what it offers."""
    site, place = _site(), request.args.get("place", "")
    found = offers.medium_at(place, site.settings.media)
    on_it = offers.look(site, found, visitor().actor, at=clock.now())
    return render_template(
        "bundles/medium.html",
        place=place,
        found=on_it,
        doubts=likeness.doubts(on_it.offered),
        states=offers.STATES,
        staff=True,
    )


@pages.post("/bundles/bring-in")
@open_to(*CONTENT)
def bring_in() -> ResponseReturnValue:
    """Bring a release from a medium into quarantine."""
    site, form = _site(), request.form
    report = bringing.check_report(form.get("report", ""), needed=site.settings.white_station)
    found = offers.medium_at(form.get("place", ""), site.settings.media)
    here, at = visitor(), clock.now()
    for offered in offers.look(site, found, here.actor, at=at).offered:
        if offered.offer.sha256 == form.get("manifest"):
            _arrival, job = bringing.bring_in(found, offered, here.actor, at=at, report=report)
            return redirect(url_for("jobs.job", number=job.id), code=303)
    raise offers.NotOffered(release="?", bundle="?")


@pages.get("/bundles/<int:number>")
@open_to(*CONTENT)
def arrival(number: int) -> ResponseReturnValue:
    """Show what a release holds, what it changes, and ask for a decision."""
    return arrival_page.show(operations.find(number))


@pages.get("/bundles/<int:number>/pages/<node_id>/")
@open_to(*CONTENT)
def preview(number: int, node_id: str) -> ResponseReturnValue:
    """Show a page of a release that waits, as its readers would see it."""
    found = operations.find(number)
    person, at = _me(), clock.now()
    node, texts = waiting.page(_site(), found, node_id, visitor().actor, at=at)
    review.opened(found, person, node_id, at=at)
    media = [file for file in node.files if file.role == "main" and file.type in PLAYED]
    captions = [file for file in node.files if file.role == "captions"]
    documents = [file for file in node.files if file.type == "application/pdf"]
    beside = [file for file in node.files if file.role == "spoken" and file.type in PLAYED]
    framed = framing.framed(found, node_id)
    shown = Response(
        render_template(
            "bundles/preview.html",
            arrival=found,
            node=node,
            texts=[(text, languages.get(text.version.language)) for text in texts],
            media=media,
            captions=captions,
            lines=waiting.lines(_site(), found, node),
            signs=[file for file in node.files if file.role == "signs"],
            documents=documents,
            spoken=beside,
            pictures=[file for file in node.files if file.type.startswith("image/")],
            left=review.left(found, person.id),
            remarks=[each for each in Remark.about(found) if each.node_id == node_id],
            ending=ENDINGS,
            key_of=wording.key,
            with_names=with_names,
            mark_of=mark,
            framed=framed,
            entries=waiting.words(_site(), found, node),
            staff=True,
        )
    )
    if framed:
        shown.headers["Content-Security-Policy"] = framed.policy
    return shown


@pages.get("/bundles/<int:number>/pages/<node_id>/files/<sha256>.<ending>")
@open_to(*CONTENT)
def preview_file(number: int, node_id: str, sha256: str, ending: str) -> ResponseReturnValue:
    """Send a file of a page that waits, whole or a range of it, for its preview."""
    quarantine = _site().quarantine
    manifest, stored = waiting.file(_site(), operations.find(number), node_id, sha256)
    return send_bytes(
        lambda first, length: quarantine.chunks(manifest, stored, first, length),
        stored.size,
        stored.type,
        sha256,
    )


@pages.post("/bundles/<int:number>/approve")
@open_to(*CONTENT)
def approve(number: int) -> ResponseReturnValue:
    """Approve a release; it is then installed."""
    found, by, at = operations.find(number), visitor().actor, clock.now()
    try:
        for_whom = audiences.chosen(request.form.getlist)
    except Invalid as refusal:
        return arrival_page.show(found, refusal), 422
    floor, word = _site().settings.accessibility_floor, request.form.get("word", "")
    try:
        job = operations.approve(found, _me(), by, at=at, for_whom=for_whom, floor=floor, word=word)
    except BelowTheFloor as refusal:
        return arrival_page.show(found, refusal), 422
    return redirect(url_for("jobs.job", number=job.id), code=303)


@pages.post("/bundles/<int:number>/take-charge")
@open_to(*CONTENT)
def take_charge(number: int) -> ResponseReturnValue:
    """Answer for a release that the nightly channel brought, so that another may approve it."""
    found = operations.find(number)
    unattended.take_charge(found, _me(), visitor().actor, at=clock.now())
    flash(
        _("You have taken charge of this bundle. Another content manager may approve it."), "good"
    )
    return redirect(url_for("bundles.arrival", number=number), code=303)


@pages.post("/bundles/<int:number>/refuse")
@open_to(*CONTENT)
def refuse(number: int) -> ResponseReturnValue:
    """Refuse a release, with a reason."""
    found = operations.find(number)
    form = request.form
    refusing.refuse(
        found,
        _me(),
        form.get("reason", ""),
        _site().quarantine,
        visitor().actor,
        at=clock.now(),
        kind=form.get("kind", ""),
    )
    flash(_("The bundle was refused. Whoever brought it in can read why."), "good")
    return redirect(url_for("bundles.overview"), code=303)


@pages.post("/bundles/<int:number>/give-up")
@open_to(*CONTENT)
def give_up(number: int) -> ResponseReturnValue:
    """Give up a release that does not arrive."""
    found = operations.find(number)
    bringing.give_up(found, _site().quarantine, visitor().actor, at=clock.now())
    return redirect(url_for("bundles.overview"), code=303)


@pages.post("/bundles/courses/<channel_id>/roll-back")
@open_to(*CONTENT)
def roll_back(channel_id: str) -> ResponseReturnValue:
    """Show the release before to learners: the one the page named, if it still is."""
    leaving, to = (request.form.get(name, 0, type=row_number) for name in ("leaving", "to"))
    job = going_back.roll_back(
        _site().library, channel_id, visitor().actor, leaving=leaving, to=to, at=clock.now()
    )
    return redirect(url_for("jobs.job", number=job.id), code=303)
