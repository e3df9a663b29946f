"""Which voice reads a language aloud, now that voices come in bundles."""

from typing import Any

from peewee import BigIntegerField, CharField, Model


def up(migrator: Any, db: Any) -> None:
    """Make the table."""

    class ChosenVoice(Model):
        language = CharField(max_length=16, unique=True)
        node_id = CharField(max_length=32)
        chosen_at = BigIntegerField()

        class Meta:
            database = db
            legacy_table_names = False

    db.create_tables([ChosenVoice])
