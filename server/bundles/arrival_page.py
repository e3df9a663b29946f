"""The page of one release on its way: what it holds, what it changes, the decision about it."""

from dataclasses import dataclass, field

from flask import current_app, render_template, request

from content.accessibility.kinds import GRAVITIES
from content.accessibility.kinds import KINDS as FAULTS
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
from server.bundles.wants import Wants
from server.classes.models import SchoolClass
from server.console import Site
from server.gate import models as gate
from server.gate.operations import LONGEST_WORD, BelowTheFloor
from server.web.visitor import visitor
from sync.describe import Described, Description


def show(found: Arrival, refused: Invalid | None = None) -> str:
    """Return the page of a release.

    Args:
        found: the release.
        refused: why the form for approving it, which was sent just now, was not taken; all that it
            said is then in it again.
    """
    here, at, form = visitor(), clock.now(), request.form
    site: Site = current_app.config["ARDOISE"]
    looked = _looked_into(site, found) if found.can_be_looked_at else _Looked()
    for_whom = _for_whom(found)
    return render_template(
        "bundles/arrival.html",
        arrival=found,
        described=looked.described,
        drawn=looked.drawn,
        wants=looked.wants,
        above=looked.above,
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
        wrong=_wrong(refused),
        gate=gate.GateReport.of(found.manifest),
        floor=site.settings.accessibility_floor,
        word=form.get("word", "") if refused else "",
        longest_word=LONGEST_WORD,
        gravities=GRAVITIES,
        faults=FAULTS,
        error=refused.in_words() if refused else "",
        classes=list(SchoolClass.open_now()),
        wings=SchoolClass.wings(),
        states=STATES,
        kinds=KINDS,
        labels=LABELS,
        staff=True,
    )


def _wrong(refused: Invalid | None) -> str:
    """Return which field of the form was not taken; "" for none."""
    match refused:
        case None:
            return ""
        case NotAComingDay():
            return "day"
        case BelowTheFloor():
            return "word"
    return "for"


@dataclass(frozen=True)
class _Looked:
    """What is shown of a release that waits."""

    described: Description | None = None
    drawn: list[Described] = field(default_factory=list)
    wants: Wants | None = None
    above: list[Described] = field(default_factory=list)
    """The topic that is opened, of a release too large to be shown whole, and those above it."""


def _looked_into(site: Site, found: Arrival) -> _Looked:
    here, topic, drawn = visitor(), request.args.get("topic", ""), review.samples(found)
    prepared = waiting.prepared(site, found, here.actor, at=clock.now())
    if prepared is None:
        described = waiting.describe(site, found, here.language, here.actor, at=clock.now())
        pages = waiting.by_id(described)
        shown = [pages[node_id] for node_id in drawn if node_id in pages]
        return _Looked(described, shown, wants.wants(found, described))
    above = prepared.above(topic, here.language)
    described = prepared.description(here.language, above[-1].id if above else "")
    shown = prepared.nodes(drawn, here.language)
    return _Looked(described, shown, wants.wants_of(found, prepared, described), above)


def _for_whom(arrival: Arrival) -> ForWhom:
    """Return for whom a release is approved, or would be if nothing else is chosen."""
    if arrival.decided_by_id is None:
        return audiences.of_course(arrival.channel_id)
    return Audience.of(arrival.manifest)
