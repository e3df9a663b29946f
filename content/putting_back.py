"""Putting back what learners saw before an update of the program made the library anew."""

from collections.abc import Callable

from content import held
from content.library import Library
from content.models import Channel, Held, Release, database
from i18n.refusals import Refusal


def put_back(
    library: Library,
    *,
    barred: Callable[[str, int], bool] = lambda channel, number: False,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[str]:
    """Show again what is held; cut off anywhere, do it again.

    Args:
        library: where it goes.
        barred: says whether a release must not come back, by its channel and number.
        on_progress: called with channels done and in all; what it raises ends the work.

    Returns:
        The ids of the channels that are shown again. What cannot come back stays held, as lost.
    """
    waiting = library.held()
    shown = []
    for done, each in enumerate(waiting):
        on_progress(done, len(waiting))
        if barred(each.channel_id, each.number):
            Held.delete().where(Held.channel_id == each.channel_id).execute()
            continue
        current = _staged(library, each.current, barred)
        if current is not None:
            before = _staged(library, each.previous, barred) if each.previous else None
            _show(each, current, before)
            shown.append(each.channel_id)
        else:
            Held.update(lost=True).where(Held.channel_id == each.channel_id).execute()
    on_progress(len(waiting), len(waiting))
    return shown


def _staged(
    library: Library, manifest_sha256: str, barred: Callable[[str, int], bool]
) -> Release | None:
    try:
        manifest, catalogue = held.read(library.store, manifest_sha256)
        return None if barred(manifest.id, manifest.release) else library.stage(catalogue, manifest)
    except Refusal:
        return None


def _show(each: Held, current: Release, before: Release | None) -> None:
    """Show a channel as it was, in one transaction; one that was brought in again stays so."""
    with database.atomic("IMMEDIATE"):
        channel, _ = Channel.get_or_create(id=each.channel_id)
        if channel.current_id is None:
            channel.position, channel.retired = each.position, each.retired
            channel.current, channel.previous = current, before
            channel.save()
        Held.delete().where(Held.channel_id == each.channel_id).execute()
