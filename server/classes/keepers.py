"""Who keeps every class, and not only those they teach."""

from server.accounts.models import Person
from server.actors import Actor
from server.roles import Role


def keeps_all(by: Actor) -> bool:
    """Say whether somebody keeps all classes: an administrator, or the console, which is nobody."""
    if by.person_id is None:
        return True
    person = Person.get_or_none(Person.id == by.person_id, Person.active)
    return person is not None and person.role == Role.ADMINISTRATOR
