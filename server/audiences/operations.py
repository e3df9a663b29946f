"""Choosing for whom a course is, when it is approved and later."""

from collections.abc import Callable, Iterable
from datetime import datetime

from content.models import Channel, Release
from i18n.refusals import Conflict, Invalid, NotAllowed
from i18n.translate import N_
from server.accounts.models import Person, folded
from server.actors import Actor
from server.audiences.models import EVERYBODY, Audience, AudienceAsked, AudiencePart, ForWhom
from server.audit.operations import record
from server.classes.models import SchoolClass
from server.database import writing
from server.roles import CONTENT


class NobodyChosen(Invalid):
    """A course would be for nobody."""

    message = N_("Tick at least one class or wing, or choose “Everybody”. Nothing was changed.")


class BothChosen(Invalid):
    """Everybody, and yet some classes."""

    message = N_(
        "You chose “Everybody” and ticked classes or wings as well. Choose one of the two. Nothing "
        "was changed."
    )


class NoSuchAudience(Invalid):
    """A class or a wing is not known."""

    message = N_("There is no open class and no wing “{name}”. Nothing was changed.")


class NotForYouToChoose(NotAllowed):
    """Somebody without the role decides."""

    message = N_("Only a content manager or an administrator chooses for whom a course is.")


class ConfirmedByAnother(NotAllowed):
    """Whoever asked for a wider audience wants to confirm it."""

    message = N_("You asked for this yourself: another content manager must confirm it.")


class NothingAsked(Conflict):
    """Nothing waits for a confirmation, or something else does by now."""

    message = N_("This change does not wait any more: somebody has changed it meanwhile.")


def chosen(get_all: Callable[[str], list[str]]) -> ForWhom | None:
    """Return whom a form has chosen; None if it does not say, so that all stays as it is.

    Args:
        get_all: returns every value of a field: "for" ("everybody" or "named"), "class" (numbers),
            "wing" (names).

    Raises:
        NobodyChosen, BothChosen, NoSuchAudience
    """
    asked, classes, wings = get_all("for"), get_all("class"), get_all("wing")
    if not asked and not classes and not wings:
        return None
    if asked == ["everybody"]:
        if classes or wings:
            raise BothChosen()
        return EVERYBODY
    open_ones = {str(each.id): each.id for each in SchoolClass.open_now()}
    for name in classes:
        if name not in open_ones:
            raise NoSuchAudience(name=name)
    return _named((open_ones[name] for name in classes), wings)


def said(classes: Iterable[str], wings: Iterable[str], *, everybody: bool) -> ForWhom | None:
    """Return whom the options of a command choose, by name; None if there are none of them.

    Raises:
        BothChosen, NoSuchAudience
    """
    classes, wings = list(classes), list(wings)
    if everybody and (classes or wings):
        raise BothChosen()
    if everybody or not (classes or wings):
        return EVERYBODY if everybody else None
    open_ones = {each.key: each.id for each in SchoolClass.open_now()}
    for name in classes:
        if folded(name) not in open_ones:
            raise NoSuchAudience(name=name)
    return _named((open_ones[folded(name)] for name in classes), wings)


def _named(classes: Iterable[int], wings: Iterable[str]) -> ForWhom:
    known = {folded(wing): wing for wing in SchoolClass.wings()}
    for wing in wings:
        if folded(wing) not in known:
            raise NoSuchAudience(name=wing)
    found = ForWhom(False, frozenset(classes), frozenset(known[folded(wing)] for wing in wings))
    if not found.classes and not found.wings:
        raise NobodyChosen()
    return found


def decide(channel_id: str, manifest: str, for_whom: ForWhom | None, *, at: datetime) -> ForWhom:
    """Keep for whom a release is, inside the transaction that approves it; return it.

    Args:
        channel_id: of the course.
        manifest: SHA-256 of the manifest of the release.
        for_whom: None for the audience that the course has.
        at: when.
    """
    with writing():
        decided = for_whom or of_course(channel_id)
        _keep(channel_id, manifest, decided, at)
    return decided


def of_course(channel_id: str) -> ForWhom:
    """Return for whom a course is now, installed or not."""
    return Audience.of_channel(channel_id, _shown(channel_id))


def _keep(channel_id: str, manifest: str, for_whom: ForWhom, at: datetime) -> None:
    Audience.delete().where(Audience.manifest == manifest).execute()
    kept = Audience.create(
        channel_id=channel_id, manifest=manifest, everybody=for_whom.everybody, decided_at=at
    )
    for class_id in sorted(for_whom.classes):
        AudiencePart.create(audience=kept, school_class=class_id)
    for wing in sorted(for_whom.wings):
        AudiencePart.create(audience=kept, wing=wing)


def _hold(channel_id: str, releases: set[str], for_whom: ForWhom, at: datetime) -> None:
    """Let releases be shown to nobody whom ``for_whom`` does not name, should they be shown again.

    Each stays for those of its own audience alone: going back, which one person does, shows nobody
    a course that the last decision keeps from them.
    """
    for manifest in sorted(releases):
        before = Audience.of(manifest)
        after = before.within(for_whom)
        if after != before:
            row = Audience.get_or_none(Audience.manifest == manifest)
            _keep(channel_id, manifest, after, row.decided_at if row else at)


def forget(manifest: str) -> None:
    """Forget for whom a release was to be, inside the transaction that undoes its approval.

    What is installed keeps its audience.
    """
    if not Release.select().where(Release.manifest == manifest).exists():
        Audience.delete().where(Audience.manifest == manifest).execute()


def installed(channel_id: str, manifest: str, by: Actor, *, at: datetime) -> None:
    """Let the audience of a release that is shown from now on hold for those before it too.

    What was asked for about the release before is given up: it was not about this one.
    """
    with writing():
        _hold(channel_id, _installed(channel_id) - {manifest}, Audience.of(manifest), at)
        give_up_asked(channel_id, by, at=at)


def give_up_asked(channel_id: str, by: Actor, *, at: datetime) -> None:
    """Forget what was asked for about a course, whose shown release is another from now on."""
    with writing():
        if AudienceAsked.delete().where(AudienceAsked.channel_id == channel_id).execute():
            record(by, "audience.dropped", channel_id, at=at)


def change(channel_id: str, for_whom: ForWhom, person: Person, by: Actor, *, at: datetime) -> bool:
    """Choose again for whom an installed course is, and say whether it is so now.

    Fewer people: at once, and in every release of the course that could be shown again: each stays
    for those of its own audience whom this one names too. Other people: asked for, until another
    person confirms it.

    Raises:
        NotForYouToChoose: the person may not decide.
    """
    _may_choose(person)
    with writing():
        now = of_course(channel_id)
        AudienceAsked.delete().where(AudienceAsked.channel_id == channel_id).execute()
        told = {**for_whom.told("for_whom"), **now.told("before")}
        if for_whom.is_within(now):
            shown = _shown(channel_id)
            _hold(channel_id, _releases(channel_id) - {shown}, for_whom, at)
            if shown is not None:
                _keep(channel_id, shown, for_whom, at)
            record(by, "audience.narrowed", channel_id, at=at, **told)
            return True
        AudienceAsked.create(
            channel_id=channel_id, for_whom=for_whom.as_json(), asked_by=person, asked_at=at
        )
        record(by, "audience.asked", channel_id, at=at, **told)
    return False


def confirm(channel_id: str, asked_for: str, person: Person, by: Actor, *, at: datetime) -> ForWhom:
    """Let a course be for whom somebody else has asked.

    The release that is shown; one that could be shown again, for those of its own audience whom
    this one names too.

    Args:
        channel_id: of the course.
        asked_for: what was asked for, as the page showed it: ``AudienceAsked.for_whom``.
        person: who confirms.
        by: the same person, at a seat.
        at: when.

    Raises:
        NotForYouToChoose, ConfirmedByAnother, NothingAsked
    """
    _may_choose(person)
    with writing():
        asked, shown = AudienceAsked.about(channel_id), _shown(channel_id)
        if asked is None or asked.for_whom != asked_for or shown is None:
            raise NothingAsked()
        if asked.asked_by_id == person.id:
            raise ConfirmedByAnother()
        for_whom = ForWhom.of_json(asked.for_whom)
        told = {**for_whom.told("for_whom"), **Audience.of(shown).told("before")}
        _hold(channel_id, _installed(channel_id) - {shown}, for_whom, at)
        _keep(channel_id, shown, for_whom, at)
        asked.delete_instance()
        record(by, "audience.changed", channel_id, at=at, asked_by=asked.asked_by.name, **told)
    return for_whom


def drop(channel_id: str, person: Person, by: Actor, *, at: datetime) -> None:
    """Give up what was asked for; nothing happens if nothing was.

    Raises:
        NotForYouToChoose: the person may not decide.
    """
    _may_choose(person)
    give_up_asked(channel_id, by, at=at)


def undecided() -> list[str]:
    """Return the ids of installed courses of whose shown release no decision is known here."""
    shown = Release.select(Release.manifest, Channel.id).join(
        Channel, on=Channel.current == Release.id
    )
    known = {manifest for (manifest,) in Audience.select(Audience.manifest).tuples()}
    return sorted(channel for manifest, channel in shown.tuples() if manifest not in known)


def _may_choose(person: Person) -> None:
    if person.role not in CONTENT or not person.active:
        raise NotForYouToChoose()


def _shown(channel_id: str) -> str | None:
    """Return the manifest of the release of a course that learners see."""
    query = Release.select(Release.manifest).join(Channel, on=Channel.current == Release.id)
    found = query.where(Channel.id == channel_id).tuples().first()
    return found[0] if found else None


def _installed(channel_id: str) -> set[str]:
    """Return the manifests of a course that are shown or could be shown again."""
    here = Release.select(Release.manifest).where(Release.channel_id == channel_id)
    return {manifest for (manifest,) in here.tuples()}


def _releases(channel_id: str) -> set[str]:
    """Return the manifests of a course that are shown, could be again, or wait for their day."""
    decided = Audience.select(Audience.manifest).where(Audience.channel_id == channel_id)
    return _installed(channel_id) | {manifest for (manifest,) in decided.tuples()}
