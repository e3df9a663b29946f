"""The tables a site begins with: people, seats, jobs, records, arrivals, receipts, audit."""

from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    FixedCharField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    """Make every table."""

    class Person(Model):
        name = TextField()
        sign_in_name = TextField(unique=True)
        role = CharField(max_length=20)
        language = CharField(max_length=16, default="fr")
        theme = CharField(max_length=16, default="light")
        font = CharField(max_length=16, default="andika")
        size = CharField(max_length=8, default="100")
        spacing = CharField(max_length=16, default="normal")
        password = TextField(default="")
        code = FixedCharField(unique=True, null=True, max_length=64)
        active = BooleanField(default=True)
        kept_out_until = CharField(max_length=10, default="")
        created_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "person"

    db.create_tables([Person])

    class Job(Model):
        kind = CharField(max_length=40)
        arguments = TextField()
        subject = TextField()
        state = CharField(index=True, max_length=10, default="waiting")
        done = IntegerField(default=0)
        total = IntegerField(default=0)
        tries = IntegerField(default=0)
        cancel = BooleanField(default=False)
        background = BooleanField(default=False)
        urgent = BooleanField(default=False)
        refusal = TextField(default="{}")
        asked_by = TextField()
        asked_at = BigIntegerField()
        started_at = BigIntegerField(null=True)
        ended_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "job"

    db.create_tables([Job])

    class Arrival(Model):
        channel_id = CharField(max_length=64)
        release = IntegerField()
        title = TextField()
        manifest = FixedCharField(max_length=64)
        medium = TextField()
        report = TextField(default="")
        scanner = TextField(default="")
        scanned = IntegerField(default=0)
        scanned_at = BigIntegerField(null=True)
        outside = TextField(default="{}")
        undescribed_texts = TextField(default="[]")
        state = CharField(index=True, max_length=12)
        brought_by = ForeignKeyField(Person, null=True)
        brought_at = BigIntegerField()
        decided_by = ForeignKeyField(Person, null=True)
        decided_at = BigIntegerField(null=True)
        reason = TextField(default="")
        reason_kind = CharField(max_length=12, default="")
        kept = BooleanField(default=False)
        shown_from = CharField(max_length=10, default="")
        job = ForeignKeyField(Job, null=True)

        class Meta:
            database = db
            table_name = "arrival"

    db.create_tables([Arrival])

    class Sample(Model):
        arrival = ForeignKeyField(Arrival, on_delete="CASCADE")
        node_id = FixedCharField(max_length=32)

        class Meta:
            database = db
            table_name = "sample"
            indexes = ((("arrival", "node_id"), True),)

    db.create_tables([Sample])

    class PageOpened(Model):
        arrival = ForeignKeyField(Arrival, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        node_id = FixedCharField(max_length=32)
        opened_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "page_opened"
            indexes = ((("arrival", "person", "node_id"), True),)

    db.create_tables([PageOpened])

    class Remark(Model):
        arrival = ForeignKeyField(Arrival, on_delete="CASCADE")
        node_id = FixedCharField(max_length=32)
        page = TextField()
        person = ForeignKeyField(Person)
        words = TextField()
        written_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "remark"

    db.create_tables([Remark])

    class Appeal(Model):
        arrival = ForeignKeyField(Arrival, on_delete="CASCADE", unique=True)
        words = TextField()
        appealed_at = BigIntegerField()
        refused_by = ForeignKeyField(Person)
        reason = TextField()
        decided_by = ForeignKeyField(Person, null=True)
        decided_at = BigIntegerField(null=True)
        admitted = BooleanField(default=False)
        answer = TextField(default="")

        class Meta:
            database = db
            table_name = "appeal"

    db.create_tables([Appeal])

    class AuditEntry(Model):
        at = BigIntegerField()
        actor = TextField()
        seat = IntegerField(null=True)
        action = CharField(index=True, max_length=64)
        subject = TextField()
        details = TextField()
        before = FixedCharField(max_length=64)
        hash = FixedCharField(max_length=64)

        class Meta:
            database = db
            table_name = "audit_entry"

    db.create_tables([AuditEntry])

    class Seat(Model):
        token = FixedCharField(unique=True, max_length=64)
        address = TextField()
        first_seen_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "seat"

    db.create_tables([Seat])

    class Session(Model):
        token = FixedCharField(unique=True, max_length=64)
        seat = ForeignKeyField(Seat)
        person = ForeignKeyField(Person)
        browser = FixedCharField(max_length=64)
        started_at = BigIntegerField()
        seen_at = BigIntegerField()
        closing_at = BigIntegerField(null=True)
        ended_at = BigIntegerField(index=True, null=True)
        ending = CharField(max_length=8, default="")

        class Meta:
            database = db
            table_name = "session"

    db.create_tables([Session])

    class Attempt(Model):
        person = ForeignKeyField(Person)
        node_id = FixedCharField(max_length=32)
        content_id = FixedCharField(max_length=32)
        exercise = FixedCharField(max_length=64)
        questions = IntegerField()
        seed = FixedCharField(max_length=16)
        half = CharField(max_length=8, default="")
        session = ForeignKeyField(Session, null=True, on_delete="SET NULL")
        started_at = BigIntegerField()
        finished_at = BigIntegerField(null=True)
        mastered_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "attempt"
            indexes = ((("person", "node_id", "started_at"), False),)

    db.create_tables([Attempt])

    class AnswerGiven(Model):
        attempt = ForeignKeyField(Attempt, on_delete="CASCADE")
        place = IntegerField()
        question = IntegerField()
        answer = TextField()
        tries = IntegerField(default=1)
        first_mark = CharField(max_length=20)
        mark = CharField(max_length=20)
        given_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "answer_given"
            indexes = ((("attempt", "place"), True),)

    db.create_tables([AnswerGiven])

    class Work(Model):
        person = ForeignKeyField(Person)
        attempt = ForeignKeyField(Attempt, on_delete="CASCADE")
        place = IntegerField()
        node_id = FixedCharField(max_length=32)
        kind = CharField(max_length=8)
        state = CharField(max_length=8)
        prompt = TextField()
        text = TextField(default="")
        words = IntegerField(default=0)
        sha256 = CharField(max_length=64, default="")
        media_type = CharField(max_length=64, default="")
        size = IntegerField(default=0)
        kept_at = BigIntegerField()
        handed_in_at = BigIntegerField(index=True, null=True)
        mark = CharField(max_length=20, default="")
        remark = TextField(default="")
        marked_by = ForeignKeyField(Person, null=True)
        marked_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "work"
            indexes = (
                (("attempt", "place"), True),
                (("state", "handed_in_at"), False),
            )

    db.create_tables([Work])

    class Visit(Model):
        person = ForeignKeyField(Person)
        node_id = FixedCharField(max_length=32)
        content_id = FixedCharField(max_length=32)
        channel_id = CharField(max_length=64)
        visited_at = BigIntegerField(index=True)
        version = CharField(max_length=24, default="")
        place = CharField(max_length=16, default="")
        watched = TextField(default="")
        watched_at = BigIntegerField(null=True)
        finished_at = BigIntegerField(null=True)
        done_by = CharField(max_length=8, default="")

        class Meta:
            database = db
            table_name = "visit"
            indexes = ((("person", "node_id"), True),)

    db.create_tables([Visit])

    class WrongTry(Model):
        name = TextField()
        address = TextField()
        count = IntegerField()
        last_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "wrong_try"
            indexes = ((("name", "address"), True),)

    db.create_tables([WrongTry])

    class Receipt(Model):
        night = CharField(index=True, max_length=10)
        address = TextField()
        asked_by = TextField()
        asked_at = BigIntegerField()
        open_until = BigIntegerField(null=True)
        job = ForeignKeyField(Job, null=True)
        began_at = BigIntegerField(null=True)
        ended_at = BigIntegerField(null=True)
        ending = CharField(max_length=12, default="")
        answered = BooleanField(default=False)
        refusal = TextField(default="{}")
        proven_at = BigIntegerField(null=True)
        bytes = BigIntegerField(default=0)
        missed = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "receipt"

    db.create_tables([Receipt])

    class ReceiptLine(Model):
        receipt = ForeignKeyField(Receipt, on_delete="CASCADE")
        manifest = FixedCharField(max_length=64)
        channel_id = CharField(max_length=64)
        release = IntegerField()
        title = TextField()
        arrival = ForeignKeyField(Arrival, null=True)
        state = CharField(max_length=8)
        bytes = BigIntegerField(default=0)
        missing = BigIntegerField(default=0)
        refusal = TextField(default="{}")

        class Meta:
            database = db
            table_name = "receipt_line"
            indexes = ((("receipt", "manifest"), True),)

    db.create_tables([ReceiptLine])

    _classes(db, Person)


def _classes(db: Any, Person: Any) -> None:  # noqa: N803 - a table, as above
    """Make the tables of classes, imports and audiences."""

    class SchoolClass(Model):
        name = TextField()
        key = TextField(index=True)
        level = CharField(max_length=16, default="")
        wing = TextField(default="")
        began_at = BigIntegerField()
        ended_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "school_class"

    db.create_tables([SchoolClass])

    class ClassGroup(Model):
        school_class = ForeignKeyField(SchoolClass, on_delete="CASCADE")
        name = TextField()
        key = TextField()

        class Meta:
            database = db
            table_name = "class_group"
            indexes = ((("school_class", "key"), True),)

    db.create_tables([ClassGroup])

    class Teaching(Model):
        school_class = ForeignKeyField(SchoolClass, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        began_at = BigIntegerField()
        ended_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "teaching"

    db.create_tables([Teaching])

    class Enrolment(Model):
        school_class = ForeignKeyField(SchoolClass, on_delete="CASCADE")
        person = ForeignKeyField(Person)
        group = ForeignKeyField(ClassGroup, null=True, on_delete="SET NULL")
        level = CharField(max_length=16, default="")
        began_at = BigIntegerField()
        ended_at = BigIntegerField(null=True)
        back_on = CharField(max_length=10, default="")

        class Meta:
            database = db
            table_name = "enrolment"

    db.create_tables([Enrolment])

    class Audience(Model):
        channel_id = CharField(index=True, max_length=64)
        manifest = FixedCharField(unique=True, max_length=64)
        everybody = BooleanField()
        decided_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "audience"

    db.create_tables([Audience])

    class AudiencePart(Model):
        audience = ForeignKeyField(Audience, on_delete="CASCADE")
        school_class = ForeignKeyField(SchoolClass, null=True, on_delete="CASCADE")
        wing = TextField(default="")

        class Meta:
            database = db
            table_name = "audience_part"

    db.create_tables([AudiencePart])

    class AudienceAsked(Model):
        channel_id = CharField(unique=True, max_length=64)
        for_whom = TextField()
        asked_by = ForeignKeyField(Person)
        asked_at = BigIntegerField()

        class Meta:
            database = db
            table_name = "audience_asked"

    db.create_tables([AudienceAsked])

    class PeopleImport(Model):
        file_name = TextField()
        imported_by = ForeignKeyField(Person, null=True)
        imported_at = BigIntegerField()
        classes = TextField(default="[]")
        undone_at = BigIntegerField(null=True)

        class Meta:
            database = db
            table_name = "people_import"

    db.create_tables([PeopleImport])

    class Imported(Model):
        source = ForeignKeyField(PeopleImport, on_delete="CASCADE")
        person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        enrolment = ForeignKeyField(Enrolment, null=True, on_delete="SET NULL")
        name = TextField()
        is_new = BooleanField()

        class Meta:
            database = db
            table_name = "imported"

    db.create_tables([Imported])
