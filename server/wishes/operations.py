"""What learners and content managers do with wishes: ask for something, decide about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from content import browse, outside
from content.questions.compare import folded
from content.wording import is_seen, one_line, several_lines
from i18n.refusals import Conflict, Invalid, NotAllowed, NotFound
from i18n.translate import N_
from server.accounts.models import Person
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.roles import CONTENT
from server.wishes.models import BROUGHT, LOOKING, OPEN, REASONS, REFUSED, Voice, Wish

LONGEST_WORDS, LONGEST_SENTENCE, LONGEST_ANSWER = 150, 300, 500
"""Characters of what is asked for, of why, and of an answer."""
MOST_A_DAY = 10
"""Things that one person may ask for in a day: a curious one finds five."""
MOST_OPEN = 30
"""Things of one person that may wait for an answer at once."""


class NothingWished(Invalid):
    """A form says neither where a link leads nor what is looked for."""

    message = N_("Write what you are looking for, in a few words: {most} letters at most.")


class SentenceTooLong(Invalid):
    """The reason that somebody gives is longer than a sentence or two."""

    message = N_(
        "Your sentence has {signs} signs; {most} at most can be sent. It is still in the form: "
        "shorten it."
    )


class EnoughWished(Conflict):
    """Somebody has asked for much in one day, or much of theirs waits."""

    message = N_(
        "You may ask for {most} things in a day, and {waiting} may wait for an answer. Ask again "
        "tomorrow; your words are still in the form."
    )


class NoSuchWish(NotFound):
    """There is no such wish."""

    message = N_("Nobody has asked for this. Go back to the list.")


class NotForYouToDecide(NotAllowed):
    """Somebody without the role decides."""

    message = N_("Only a content manager or an administrator answers what learners ask for.")


class DecidedMeanwhile(Conflict):
    """Somebody else was quicker."""

    message = N_(
        "Somebody has decided about this in the meantime. Read it; your words are still in the "
        "form, and nothing was changed."
    )


class NoSuchCourse(Invalid):
    """A wish is said to be answered by no course, or by one that is not here."""

    message = N_("Choose the course that answers it: one that is installed here.")


class ReasonNeeded(Invalid):
    """A refusal does not say why."""

    message = N_(
        "Choose the kind of reason, and say why in a sentence: {most} letters at most. Whoever "
        "asked will read it."
    )


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as a form says it: a link, or words."""

    address: str = ""
    words: str = ""
    sentence: str = ""
    node_id: str = ""


@dataclass(frozen=True)
class Decision:
    """What is decided about a wish, as a form says it."""

    state: str
    channel_id: str = ""
    reason: str = ""
    answer: str = ""


def ask(person_id: int, wanted: Wanted, by: Actor, *, at: datetime) -> tuple[Voice, bool]:
    """Add somebody's voice to a wish, made if nobody had it before.

    Returns:
        The voice, and whether it is new: the same thing asked again is asked once.

    Raises:
        NothingWished, SentenceTooLong, EnoughWished: nothing is kept.
    """
    address, words, key = _thing(wanted)
    sentence = several_lines(wanted.sentence)
    if len(sentence) > LONGEST_SENTENCE:
        raise SentenceTooLong(signs=len(sentence), most=LONGEST_SENTENCE)
    with writing():
        wish = Wish.get_or_none(Wish.key == key)
        if wish is not None:
            voice = Voice.get_or_none(Voice.wish == wish, Voice.person == person_id)
            if voice is not None:
                return voice, False
        _not_too_much(person_id, at)
        if wish is None:
            first = "" if address else words
            wish = Wish.create(key=key, address=address, words=first, state="asked", asked_at=at)
        voice = Voice.create(
            wish=wish,
            person=person_id,
            node_id=wanted.node_id,
            words="" if address else words,
            sentence=sentence,
            asked_at=at,
        )
        record(by, "wish.asked", voice.person.name, at=at, wish=wish.id, what=address or words)
    return voice, True


def seen(voices: list[Voice], *, at: datetime) -> None:
    """Note that whoever asked has had the answers before them."""
    fresh = [each.id for each in voices if not each.wish.is_open and not each.seen_at]
    if fresh:
        with writing():
            Voice.update(seen_at=at).where(Voice.id << fresh, Voice.seen_at.is_null()).execute()


def find(wish_id: int) -> Wish:
    """Return a wish.

    Raises:
        NoSuchWish: there is none of this number.
    """
    found: Wish | None = Wish.get_or_none(Wish.id == wish_id)
    if found is None:
        raise NoSuchWish()
    return found


def decide(
    wish_id: int, decision: Decision, turn: int, person: Person, by: Actor, *, at: datetime
) -> Wish:
    """Decide about a wish; its askers are told. The same decision sent twice is one.

    Args:
        wish_id: which.
        decision: what.
        turn: how often it had been decided about when the form was opened.
        person: who decides.
        by: the same person, at a seat.
        at: now.

    Raises:
        NoSuchWish, NotForYouToDecide
        NoSuchCourse, ReasonNeeded: the decision is not whole.
        DecidedMeanwhile: somebody else was quicker.
    """
    decision = _whole(decision)
    with writing():
        if person.role not in CONTENT or not person.active:
            raise NotForYouToDecide()
        wish = find(wish_id)
        same = (wish.state, wish.channel_id, wish.reason, wish.answer)
        if same == (decision.state, decision.channel_id, decision.reason, decision.answer):
            return wish
        if wish.turn != turn:
            raise DecidedMeanwhile()
        wish.state, wish.channel_id = decision.state, decision.channel_id
        wish.reason, wish.answer = decision.reason, decision.answer
        wish.turn, wish.decided_by, wish.decided_at = turn + 1, person, at
        wish.save()
        Voice.update(seen_at=None).where(Voice.wish == wish).execute()
        told = {"course": wish.channel_id} if wish.channel_id else {}
        told |= {"reason": wish.reason, "answer": wish.answer} if wish.reason else {}
        name = wish.address or wish.words
        record(by, f"wish.{wish.state}", name, at=at, wish=wish.id, **told)
    return wish


def _thing(wanted: Wanted) -> tuple[str, str, str]:
    """Return address, words and key of what is asked for."""
    address = outside.address_of(wanted.address) if wanted.address else ""
    words = one_line(wanted.words)
    key = f"link {outside.key_of(address)}" if address else f"words {folded(words)}"
    if not address and not (is_seen(words) and len(words) <= LONGEST_WORDS):
        raise NothingWished(most=LONGEST_WORDS)
    return address, words, key


def _not_too_much(person_id: int, at: datetime) -> None:
    """Raise if somebody has asked for enough since yesterday at this time, or waits for enough.

    What bears a later time was asked while the clock was wrong: it keeps nobody from asking.
    """
    since = at - timedelta(days=1)
    mine = Voice.select().join(Wish).where(Voice.person == person_id)
    today = mine.where(Voice.asked_at.between(since, at)).count()
    if today >= MOST_A_DAY or mine.where(Wish.state << OPEN).count() >= MOST_OPEN:
        raise EnoughWished(most=MOST_A_DAY, waiting=MOST_OPEN)


def _whole(decision: Decision) -> Decision:
    """Return a decision with what belongs to it alone.

    Raises:
        NoSuchCourse, ReasonNeeded: it lacks what it needs.
    """
    answer = several_lines(decision.answer)
    if len(answer) > LONGEST_ANSWER:
        raise ReasonNeeded(most=LONGEST_ANSWER)
    if decision.state == LOOKING:
        return Decision(LOOKING, "", "", answer)
    if decision.state == BROUGHT:
        if all(each.id != decision.channel_id for each in browse.channels("")):
            raise NoSuchCourse()
        return Decision(BROUGHT, decision.channel_id, "", answer)
    if decision.reason not in REASONS or not is_seen(answer):
        raise ReasonNeeded(most=LONGEST_ANSWER)
    return Decision(REFUSED, "", decision.reason, answer)
