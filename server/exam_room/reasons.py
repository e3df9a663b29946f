"""Why things are done: what stands in the log where one press is enough, and what is said later.

Every action has its reason in the log. Those of one press bring their own, which whoever presses
may replace; an evacuation asks nothing while people leave the room, and is *explained* afterwards.
"""

from i18n.refusals import Conflict
from i18n.translate import N_, gettext
from server.exam_room.acts import Act, doing
from server.exam_room.models import Event, Pause
from server.exam_room.running import said
from server.sittings.models import Sitting

BY_ITSELF = {
    "open": N_("its hour has come"),
    "start": N_("those who are confirmed are ready"),
    "evacuate": N_("everybody leaves the room"),
    "resume": N_("work can go on"),
    "confirm": N_("identity checked on the list"),
    "move": N_("signed in at the other computer"),
    "absent": N_("not there when the others began"),
    "rest": N_("pause that was granted"),
}
"""By the name of a button that one press is enough for: its reason where none is written."""
USUAL = (
    N_("alarm"),
    N_("power cut"),
    N_("computer out of order"),
    N_("somebody unwell"),
    N_("noise"),
    N_("called out of the room"),
    N_("pressed by mistake"),
)
"""What is offered in each field for a reason; anything else can be written."""


class Explained(Conflict):
    """There is no evacuation whose reason nobody has said yet."""

    message = N_("The reason of the evacuation has been said already. Note an incident instead.")


def reason_of(order: str, written: str) -> str:
    """Return the reason of an order: what was written, else its own; "" where it has none."""
    if written.strip() or order not in BY_ITSELF:
        return written
    return gettext(BY_ITSELF[order])


def to_explain(sitting_id: int) -> Pause | None:
    """Return the last evacuation of a sitting, if nobody has said yet why it was."""
    last: Pause | None = (
        Pause.select()
        .where(Pause.sitting == sitting_id, Pause.kind == "evacuation")
        .order_by(Pause.id.desc())
        .first()
    )
    if last is None:
        return None
    known = {event.told.get("pause") for event in Event.of(sitting_id, "explained")}
    return None if last.id in known else last


def explain(sitting: Sitting, text: str, act: Act) -> None:
    """Say why everybody was evacuated, while they are out or after.

    Raises:
        NothingSaid
        Explained: it was said before, or there was none.
    """
    why = said(text)
    with doing(sitting.id, act) as done:
        pause = to_explain(sitting.id)
        if pause is None or done.sitting.is_over:
            raise Explained()
        pause.reason = why
        pause.save(only=[Pause.reason])
        done.note("explained", pause=pause.id, text=why)
