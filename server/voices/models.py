"""The table of chosen voices."""

from peewee import CharField

from server.database import MomentField, Table

USUAL = "usual"
"""Chosen in place of a voice's page: the voice that is always there."""


class ChosenVoice(Table):
    """Which voice reads a language aloud, where somebody chose."""

    language = CharField(max_length=16, unique=True)
    node_id = CharField(max_length=32)
    """The page of a voice, or ``USUAL``; one that is gone chooses nothing."""
    chosen_at = MomentField()

    @classmethod
    def by_language(cls) -> dict[str, str]:
        """Return what was chosen, by language."""
        return dict(cls.select(cls.language, cls.node_id).tuples())
