"""Finding by name a learner who is to be enrolled."""

from i18n.refusals import Conflict
from i18n.translate import N_
from server.accounts.models import Person, words_of
from server.actors import Actor
from server.classes.keepers import keeps_all
from server.roles import Role

MOST_FOUND = 30
"""People found by a name: more are no answer."""


class NamesakeSince(Conflict):
    """A form that adds somebody new is sent again, or another teacher was quicker."""

    message = N_(
        "Somebody called {name} got an account since this page was opened. Nobody was added now: "
        "look below whether it is the same person."
    )


def unchanged(name: str, known: str | None, by: Actor) -> None:
    """Refuse to add somebody new where a form did not show all who have that name.

    Args:
        name: of who is to be added.
        known: ids of the people whom the form showed, with spaces between; None for any.
        by: who adds them.

    Raises:
        NamesakeSince: others are found now.
    """
    if known is not None and known.split() != [str(each.id) for each in fitting(name, by)]:
        raise NamesakeSince(name=name)


def fitting(text: str, by: Actor) -> list[Person]:
    """Return the learners whom a name may mean, for whoever wants to enrol one of them.

    An administrator finds by any beginning of a word of the name. A teacher, who sees nobody else's
    people, writes the whole name, in any order: so they find whom they know of, and no list.
    """
    asked = sorted(words_of(text))
    if not asked:
        return []
    anybody = keeps_all(by)
    learners = Person.select().where(Person.role == Role.LEARNER, Person.active)
    found = []
    for each in learners.order_by(Person.sign_in_name):
        words = words_of(each.name)
        if sorted(words) == asked or (anybody and _begin(words, asked)):
            found.append(each)
    return found[:MOST_FOUND]


def _begin(words: list[str], asked: list[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in asked)
