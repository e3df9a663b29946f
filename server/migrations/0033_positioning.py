"""Where somebody starts: what is offered, answered, and judged; private to learner and teachers."""

from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Make the two tables."""

    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Base):
        pass

    class Positioning(Base):
        person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
        offered_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
        offered_at = BigIntegerField()
        seed = IntegerField()
        language = CharField(max_length=8, default="")
        sound = CharField(max_length=3, default="")
        schooled = CharField(max_length=8, default="")
        begun_at = BigIntegerField(null=True)
        touched_at = BigIntegerField()
        finished_at = BigIntegerField(null=True)
        oral = IntegerField(null=True)
        french = IntegerField(null=True)
        own = IntegerField(null=True)
        numbers = IntegerField(null=True)
        need = CharField(max_length=10, default="")
        remark = TextField(default="")
        start = CharField(max_length=80, default="")
        start_title = TextField(default="")
        judged_by = ForeignKeyField(Person, null=True, backref="+", on_delete="SET NULL")
        judged_at = BigIntegerField(null=True)

    class PositioningAnswer(Base):
        positioning = ForeignKeyField(Positioning, backref="+", on_delete="CASCADE")
        item = CharField(max_length=40)
        given = CharField(max_length=80)
        right = BooleanField(null=True)
        given_at = BigIntegerField()

        class Meta:
            indexes = ((("positioning", "item"), True),)

    db.create_tables([Positioning, PositioningAnswer])
