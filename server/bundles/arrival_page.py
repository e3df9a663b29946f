"""The page of one release on its way: what it holds, what it changes, the decision about it."""

from flask import current_app, render_template, request

from content.vocabulary import ENDINGS, KINDS, LABELS
from i18n.refusals import Invalid, words_of
from server import clock
from server.audiences import operations as audiences
from server.audiences.models import Audience, ForWhom
from server.audiences.ticked import Ticked
from server.bundles import refusing, review, waiting, wants
from server.bundles.models import Appeal, Arrival, Remark
from server.bundles.planned import NotAComingDay
from server.bundles.states import STATES
from server.classes.models import SchoolClass
from server.console import Site
from server.web.visitor import visitor


def show(found: Arrival, refused: Invalid | None = None) -> str:
    """Return the page of a release.

    Args:
        found: the release.
        refused: why the form for approving it, which was sent just now, was not taken; all that it
            said is then in it again.
    """
    here, at, form = visitor(), clock.now(), request.form
    site: Site = current_app.config["ARDOISE"]
    described, drawn, wanted = None, [], None
    if found.can_be_looked_at:
        described = waiting.describe(site, found, here.language, here.actor, at=at)
        wanted = wants.wants(found, described)
        pages_of = waiting.by_id(described)
        drawn = [pages_of[node_id] for node_id in review.samples(found) if node_id in pages_of]
    for_whom = _for_whom(found)
    return render_template(
        "bundles/arrival.html",
        arrival=found,
        described=described,
        drawn=drawn,
        wants=wanted,
        ending=ENDINGS,
        left=review.left(found, here.person_id or 0),
        remarks=list(Remark.about(found)),
        reasons=refusing.REASONS,
        appeal=Appeal.about(found),
        may_appeal=refusing.may_appeal(found, here.person_id, at),
        mine=found.brought_by_id == here.person_id,
        why=words_of(found.job.refused) if found.job else "",
        for_whom=for_whom,
        ticked=Ticked.by(form.getlist) if refused else Ticked.as_it_is(for_whom),
        day=form.get("day", "") if refused else "",
        wrong=("day" if isinstance(refused, NotAComingDay) else "for") if refused else "",
        error=refused.in_words() if refused else "",
        classes=list(SchoolClass.open_now()),
        wings=SchoolClass.wings(),
        states=STATES,
        kinds=KINDS,
        labels=LABELS,
        staff=True,
    )


def _for_whom(arrival: Arrival) -> ForWhom:
    """Return for whom a release is approved, or would be if nothing else is chosen."""
    if arrival.decided_by_id is None:
        return audiences.of_course(arrival.channel_id)
    return Audience.of(arrival.manifest)
