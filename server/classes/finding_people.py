"""Finding by name a learner who is to be enrolled."""

from server.accounts.models import Person, words_of
from server.actors import Actor
from server.classes.keepers import keeps_all
from server.roles import Role

MOST_FOUND = 30
"""People found by a name: more are no answer."""


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
