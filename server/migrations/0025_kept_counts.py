"""What a restart must not forget on the morning of an exam: wrong keys, and forms already sent."""

from typing import Any

from peewee import BigIntegerField, CharField, ForeignKeyField, IntegerField, Model


def up(migrator: Any, db: Any) -> None:
    """Make both tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Sitting(Base):
        pass

    class WrongKeys(Base):
        sitting = ForeignKeyField(Sitting, unique=True, backref="+", on_delete="CASCADE")
        count = IntegerField()
        until = BigIntegerField(null=True)

    class SentForm(Base):
        sitting = ForeignKeyField(Sitting, backref="+", on_delete="CASCADE")
        key = CharField(max_length=32)

        class Meta:
            indexes = ((("sitting", "key"), True),)

    db.create_tables([WrongKeys, SentForm])
