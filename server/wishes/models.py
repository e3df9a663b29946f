"""The tables of wishes and of the voices that ask for them."""

from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, TextField, fn

from i18n.translate import N_
from server.accounts.models import Person
from server.database import MomentField, Table

ASKED, LOOKING, BROUGHT, REFUSED = "asked", "looking", "brought", "refused"
STATES = {
    ASKED: N_("Asked"),
    LOOKING: N_("We are looking"),
    BROUGHT: N_("Brought in"),
    REFUSED: N_("Refused"),
}
OPEN = (ASKED, LOOKING)
REASONS = {
    "here": N_("What is here answers it already"),
    "rights": N_("Its rights do not allow it"),
    "gone": N_("It is not to be found any more"),
    "unsafe": N_("It cannot be shown here safely"),
    "size": N_("It is too large"),
    "unfit": N_("It does not fit what this place is for"),
    "other": N_("Another reason"),
}
"""Why a wish is refused."""


class Wish(Table):
    """One thing that is not here, and what was decided about it."""

    key = TextField(unique=True)
    """What is the same in all ways of asking for it: "link example.org/a", "words tricot"."""
    address = TextField(default="")
    """Where the link leads, as ``content.outside`` keeps it; "" for a wish in words."""
    words = TextField(default="")
    """What was asked for first; "" for a link."""
    state = CharField(max_length=8, index=True)
    """One of ``STATES``."""
    turn = IntegerField(default=0)
    """How often it was decided about: who decides has the last of them before them."""
    channel_id = CharField(max_length=64, default="")
    """The course that answers it; "" for none."""
    reason = CharField(max_length=8, default="")
    """Of a refusal: a key of ``REASONS``."""
    answer = TextField(default="")
    """What its askers are told, in words."""
    asked_at = MomentField()
    """When it was asked for first."""
    decided_by = ForeignKeyField(Person, null=True, backref="+")
    decided_at = MomentField(null=True)

    @property
    def is_open(self) -> bool:
        """Say whether its askers wait for an answer."""
        return self.state in OPEN


class Voice(Table):
    """One person who asks for something."""

    wish = ForeignKeyField(Wish, backref="voices_", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    node_id = CharField(max_length=32, default="")
    """Of the page that has the link; "" for none."""
    words = TextField(default="")
    """What they asked for, as they wrote it; "" for a link."""
    sentence = TextField(default="")
    """Why, or what for; "" for nothing."""
    asked_at = MomentField()
    seen_at = MomentField(null=True)
    """When they had the answer before them; None until then."""

    class Meta:
        indexes = ((("wish", "person"), True), (("person", "asked_at"), False))

    @classmethod
    def of(cls, person_id: int) -> Any:
        """Select what somebody has asked for, with its wish, the latest first."""
        return (
            cls.select(cls, Wish)
            .join(Wish)
            .where(cls.person == person_id)
            .order_by(cls.asked_at.desc(), cls.id.desc())
        )

    @classmethod
    def answered_unseen(cls, person_id: int) -> Any:
        """Select those of somebody's that were answered, and not seen by them yet."""
        return cls.of(person_id).where(Wish.state.not_in(OPEN), cls.seen_at.is_null())

    @classmethod
    def counts(cls) -> dict[int, tuple[int, Any]]:
        """Return by wish how many ask for it, and when the last of them did."""
        rows = cls.select(cls.wish, fn.COUNT(cls.id), fn.MAX(cls.asked_at)).group_by(cls.wish)
        return {wish_id: (count, latest) for wish_id, count, latest in rows.tuples()}

    @classmethod
    def pages_of(cls, wish_ids: list[int]) -> dict[int, dict[str, int]]:
        """Return by wish the ids of the pages it was asked from, and how often from each."""
        found: dict[int, dict[str, int]] = {each: {} for each in wish_ids}
        rows = (
            cls.select(cls.wish, cls.node_id, fn.COUNT(cls.id))
            .where(cls.wish << wish_ids, cls.node_id != "")
            .group_by(cls.wish, cls.node_id)
            .order_by(fn.COUNT(cls.id).desc(), cls.node_id)
        )
        for wish_id, node_id, count in rows.tuples():
            found[wish_id][node_id] = count
        return found
