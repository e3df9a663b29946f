"""The tables of courses that teachers write."""

from typing import Any

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from server.accounts.models import Person
from server.bundles.models import Arrival
from server.database import MomentField, Table
from server.jobs.models import Job
from sync.channels import OWN


class WrittenCourse(Table):
    """A course that is written here."""

    title = TextField()
    description = TextField(default="")
    language = CharField(max_length=12)
    """A code of ``i18n.languages``."""
    level = CharField(max_length=16, default="")
    subject = CharField(max_length=16, default="")
    author = TextField()
    """As readers see it."""
    license = CharField(max_length=40)
    owner = ForeignKeyField(Person, backref="+")
    shared = BooleanField(default=False)
    """Whether all who write courses may write in it."""
    made_at = MomentField()
    release = IntegerField(default=0)
    """The number of the release that was proposed last; 0 before the first."""
    form_key = CharField(max_length=40, unique=True)
    """Of the form it was made by, so that one sent twice makes one."""
    picture = CharField(max_length=80, default="")
    """The file that is its cover, "" for none."""
    picture_alt = TextField(default="")
    """What its cover shows."""
    of_channel = CharField(max_length=64, default="")
    """The installed course whose pages it translates; "" for one that is written here."""

    @property
    def channel_id(self) -> str:
        """Return the id of its channel: the site's own, and never another course's."""
        return f"{OWN}{self.form_key.lower()}"

    def may_be_written_by(self, person_id: int | None) -> bool:
        """Say whether somebody who writes courses may write in this one."""
        return bool(self.shared or self.owner_id == person_id)

    @classmethod
    def of(cls, person_id: int | None) -> Any:
        """Select the courses that somebody may write in, their own first, newest first."""
        mine = cls.owner == person_id
        query = cls.select(cls, Person).join(Person).where(mine | cls.shared)
        return query.order_by(mine.desc(), cls.id.desc())


class WrittenChapter(Table):
    """A chapter of a course."""

    course = ForeignKeyField(WrittenCourse, backref="+")
    title = TextField()
    position = IntegerField()
    """Among all chapters of the course, those taken away included."""
    removed_at = MomentField(null=True)
    form_key = CharField(max_length=40, unique=True)

    @classmethod
    def of(cls, course: WrittenCourse) -> list["WrittenChapter"]:
        """Return the chapters of a course that are not taken away, in order."""
        query = cls.select().where(cls.course == course, cls.removed_at.is_null())
        return list(query.order_by(cls.position, cls.id))


class WrittenLesson(Table):
    """A lesson or an exercise of a chapter, or another wording of one; its versions say it."""

    chapter = ForeignKeyField(WrittenChapter, backref="+")
    title = TextField()
    """Of its latest version."""
    version = IntegerField(default=1)
    """The number of its latest version."""
    position = IntegerField()
    removed_at = MomentField(null=True)
    form_key = CharField(max_length=40, unique=True)
    original = ForeignKeyField("self", null=True, backref="+")
    """The page that this is another wording of; None for a page itself."""
    language = CharField(max_length=12, default="")
    """Of a wording: a code of ``i18n.languages``, "" for that of the course."""
    easy = BooleanField(default=False)
    """Whether it is a wording that is easy to read."""
    of_page = CharField(max_length=32, default="")
    """The page of an installed course that this is a copy of, to be translated; else ""."""
    of_text = CharField(max_length=64, default="")
    """SHA-256 of the text of that page: that it is a copy of, or that a wording of it was made
    from."""

    @property
    def name(self) -> str:
        """Return what its file is called, and its links name: "page-12.md"."""
        return f"page-{self.id}.md"

    @property
    def ending(self) -> str:
        """Return how the name of its file ends beside that of its page: ".ar.falc.md"."""
        return f"{self.language and '.'}{self.language}{'.falc' if self.easy else ''}.md"

    @classmethod
    def of(cls, course: WrittenCourse) -> list["WrittenLesson"]:
        """Return the pages of a course that are not taken away, as they are read."""
        query = (
            cls.select(cls, WrittenChapter)
            .join(WrittenChapter)
            .where(
                WrittenChapter.course == course,
                WrittenChapter.removed_at.is_null(),
                cls.removed_at.is_null(),
                cls.original.is_null(),
            )
        )
        return list(
            query.order_by(WrittenChapter.position, WrittenChapter.id, cls.position, cls.id)
        )

    @classmethod
    def in_language(cls, course: WrittenCourse, language: str) -> bool:
        """Say whether a page of a course has another wording in a language."""
        query = cls.select().join(WrittenChapter).where(WrittenChapter.course == course)
        wanted = cls.original.is_null(False) & (cls.language == language) & (cls.language != "")
        return bool(query.where(wanted, cls.removed_at.is_null()).exists())

    @classmethod
    def wordings(cls, pages: list["WrittenLesson"]) -> list["WrittenLesson"]:
        """Return the other wordings of pages that are not taken away, by language, easy last."""
        query = cls.select().where(cls.original << [each.id for each in pages])
        return list(query.where(cls.removed_at.is_null()).order_by(cls.language, cls.easy))


class LessonVersion(Table):
    """What a lesson said from one save to the next. Never changed."""

    lesson = ForeignKeyField(WrittenLesson, backref="+")
    number = IntegerField()
    """From 1."""
    title = TextField()
    kind = CharField(max_length=10)
    """``lesson`` or ``exercise``."""
    text = TextField()
    """Markdown, without front matter; lines end in ``\\n``."""
    spoken = CharField(max_length=80, default="")
    """The file in which a person reads it, "" for none."""
    mastery = CharField(max_length=40, default="")
    """When an exercise is mastered, in the words of ``content.questions.mastery``; "" for all."""
    tries = IntegerField(default=1)
    """How often each of its questions may be answered."""
    draw = IntegerField(default=0)
    """How many of its questions each go draws, 0 for all."""
    checked = TextField(default="")
    """Of a translation: who has read it through and when, "" for nobody yet."""
    translated = CharField(max_length=8, default="")
    """Of a translation: ``content.marks.MACHINE`` where a machine wrote some of it, else ""."""
    person = ForeignKeyField(Person, backref="+")
    saved_at = MomentField()

    class Meta:
        indexes = ((("lesson", "number"), True),)

    @classmethod
    def numbered(cls, lesson: WrittenLesson, number: int) -> "LessonVersion | None":
        """Return a version of a lesson, None if there is none of this number."""
        found: LessonVersion | None = cls.get_or_none(cls.lesson == lesson, cls.number == number)
        return found

    @classmethod
    def of(cls, lesson: WrittenLesson) -> Any:
        """Select the versions of a lesson, newest first."""
        query = cls.select(cls, Person).join(Person).where(cls.lesson == lesson)
        return query.order_by(cls.number.desc())


class LessonDraft(Table):
    """What somebody is writing on a page that is open, and has not saved."""

    lesson = ForeignKeyField(WrittenLesson, backref="+")
    person = ForeignKeyField(Person, backref="+", on_delete="CASCADE")
    key = CharField(max_length=40)
    """Of the page that is open: two of them keep two drafts."""
    seen = IntegerField()
    """The version that it was begun from."""
    title = TextField()
    kind = CharField(max_length=10)
    text = TextField()
    spoken = CharField(max_length=80, default="")
    mastery = CharField(max_length=40, default="")
    tries = IntegerField(default=1)
    draw = IntegerField(default=0)
    checked = TextField(default="")
    translated = CharField(max_length=8, default="")
    written_at = MomentField()

    class Meta:
        indexes = ((("lesson", "person", "key"), True),)

    @classmethod
    def of(cls, lesson: WrittenLesson, person_id: int | None) -> list["LessonDraft"]:
        """Return somebody's own drafts of a lesson, newest first."""
        query = cls.select().where(cls.lesson == lesson, cls.person == person_id)
        return list(query.order_by(cls.written_at.desc(), cls.id.desc()))


class WrittenFile(Table):
    """A picture or a sound of a course; its bytes lie in the folder of the course."""

    course = ForeignKeyField(WrittenCourse, backref="+")
    name = CharField(max_length=80)
    """As texts name it: small letters, digits, hyphens, and the ending of its type."""
    written_sha256 = CharField(max_length=64)
    """Of its bytes."""
    media_type = CharField(max_length=40)
    size = IntegerField()
    person = ForeignKeyField(Person, backref="+")
    brought_at = MomentField()

    class Meta:
        indexes = ((("course", "name"), True), (("course", "written_sha256"), True))

    @classmethod
    def of(cls, course: WrittenCourse) -> list["WrittenFile"]:
        """Return the files of a course, by name."""
        return list(cls.select().where(cls.course == course).order_by(cls.name))


class Proposal(Table):
    """That a course was proposed for the library, as it stood then."""

    course = ForeignKeyField(WrittenCourse, backref="+")
    release = IntegerField()
    person = ForeignKeyField(Person, backref="+")
    proposed_at = MomentField()
    versions = TextField()
    """JSON: the number of the version of each lesson that it was made of, by the lesson's id, under
    "lessons", and what its course said then under "course"; the first ones held the numbers alone.
    """
    job = ForeignKeyField(Job, null=True, backref="+")
    """What builds and signs it."""
    arrival = ForeignKeyField(Arrival, null=True, backref="+", on_delete="SET NULL")
    """What waits for a content manager, once it is built."""

    class Meta:
        indexes = ((("course", "release"), True),)

    @classmethod
    def of(cls, course: WrittenCourse) -> Any:
        """Select the proposals of a course, newest first."""
        query = cls.select(cls, Person).join(Person).where(cls.course == course)
        return query.order_by(cls.release.desc())


class TranslatedPart(Table):
    """A paragraph of another wording, beside the one of the page that it says again."""

    lesson = ForeignKeyField(WrittenLesson, backref="+", on_delete="CASCADE")
    """The wording."""
    place = IntegerField()
    """Among the paragraphs of the page, from 1; 0 is its title."""
    original = TextField()
    """What the page said there when this was written."""
    text = TextField(default="")
    state = CharField(max_length=8)
    """A key of ``translating.STATES``."""
    by_machine = BooleanField(default=False)
    """Whether a machine wrote it, and no person changed a word since."""
    person = ForeignKeyField(Person, backref="+", null=True, on_delete="SET NULL")
    """Who wrote it, or checked it."""
    changed_at = MomentField()

    class Meta:
        indexes = ((("lesson", "place"), True),)

    @classmethod
    def of(cls, lesson: WrittenLesson) -> list["TranslatedPart"]:
        """Return the paragraphs of a wording, in order."""
        return list(cls.select().where(cls.lesson == lesson).order_by(cls.place))
