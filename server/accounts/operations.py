"""Adding people, giving them codes and passwords, keeping how they like the page."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from content.wording import one_line
from i18n import languages
from i18n.refusals import Conflict, Invalid, NotFound
from i18n.translate import DEFAULT, N_
from server.accounts import secrets
from server.accounts.models import LONGEST_NAME, LOOK, Person, folded
from server.actors import Actor
from server.audit.operations import record
from server.database import writing
from server.roles import Role

SHORTEST_PASSWORD = 8


class NameTaken(Conflict):
    """Two people would sign in under one name."""

    message = N_("Somebody signs in as “{name}” already. Add a letter or a number to the name.")


class CardsMadeSince(Conflict):
    """A form is sent again, or by a second window: the cards it would end were made since."""

    message = N_(
        "Cards were made since this page was opened. Nothing was changed now: the last cards that "
        "were shown are the good ones. If they were not printed, ask for new ones again."
    )


class NameMissing(Invalid):
    """A name has no letter or digit."""

    message = N_("Write a name with at least one letter.")


class NameTooLong(Invalid):
    """A name is longer than anybody types to sign in."""

    message = N_("A name has at most {most} letters.")


class PasswordTooShort(Invalid):
    """A password is too easy to guess."""

    message = N_("A password has at least {least} letters or digits. Nothing was changed.")


class YourOwnAccount(Conflict):
    """Somebody closes the account they are using."""

    message = N_("This is your own account: another administrator must close it.")


class LastAdministrator(Conflict):
    """Nobody could open the accounts any more."""

    message = N_("This is the last administrator. Add another one first, then close this account.")


class NoSuchPerson(NotFound):
    """There is no account of this name."""

    message = N_("There is no account “{name}”.")


def add(
    name: str,
    role: Role,
    *,
    by: Actor,
    at: datetime,
    sign_in_name: str = "",
    language: str = DEFAULT,
) -> Person:
    """Add an account; it cannot sign in until it has a code or a password.

    Raises:
        NameMissing: nothing to sign in with.
        NameTooLong: more than ``LONGEST_NAME`` letters.
        NameTaken: somebody else signs in under this name.
    """
    name = one_line(name)
    key = folded(sign_in_name or name)
    if not key:
        raise NameMissing()
    if max(len(name), len(key)) > LONGEST_NAME:
        raise NameTooLong(most=LONGEST_NAME)
    with writing():
        if Person.get_or_none(Person.sign_in_name == key) is not None:
            raise NameTaken(name=sign_in_name or name)
        person: Person = Person.create(
            name=name, sign_in_name=key, role=role, language=language, created_at=at
        )
        record(by, "account.added", person.name, at=at, role=role)
    return person


def free_sign_in_name(name: str) -> str:
    """Return a name folded, with the first number behind it under which nobody signs in.

    Inside the transaction that adds the account. "" if the name has no letter or digit.
    """
    key = folded(name)[: LONGEST_NAME - 3]
    taken = {
        each
        for (each,) in Person.select(Person.sign_in_name)
        .where(Person.sign_in_name.startswith(key))
        .tuples()
    }
    free = (f"{key}{number}" for number in range(2, len(taken) + 3))
    return key if key not in taken else next(each for each in free if each not in taken)


def named(name: str) -> Person:
    """Return the account that signs in as ``name``.

    Raises:
        NoSuchPerson: there is none.
    """
    person: Person | None = Person.get_or_none(Person.sign_in_name == folded(name))
    if person is None:
        raise NoSuchPerson(name=name)
    return person


def numbered(number: int) -> Person:
    """Return an account by its number.

    Raises:
        NoSuchPerson: there is none.
    """
    person: Person | None = Person.get_or_none(Person.id == number)
    if person is None:
        raise NoSuchPerson(name=number)
    return person


def set_password(person: Person, password: str, *, by: Actor, at: datetime) -> None:
    """Give a person a new password.

    Raises:
        PasswordTooShort: under eight characters.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(least=SHORTEST_PASSWORD)
    person.password = secrets.hash_password(password)
    with writing():
        person.save(only=[Person.password])
        record(by, "account.password_set", person.name, at=at)


def state_of_cards(people: Iterable[Person]) -> str:
    """Return what a form remembers of the cards of people: another text once one is made."""
    codes = sorted(f"{each.id} {each.code}" for each in people)
    return hashlib.sha256("\n".join(codes).encode()).hexdigest()


def unchanged(seen: str, people: Iterable[Person]) -> None:
    """Refuse a form that was made before these people got their last cards."""
    if seen and seen != state_of_cards(people):
        raise CardsMadeSince()


def give_code(person: Person, key: bytes, *, by: Actor, at: datetime, seen: str = "") -> str:
    """Give a person a new short code and return it, the only time it can be read.

    Args:
        person: whose code; an earlier one ends.
        key: the installation's secret.
        by: who asks for it.
        at: when.
        seen: the ``state_of_cards`` that the form was made for; "" for any.

    Raises:
        CardsMadeSince: they have got another code since.
    """
    with writing():
        unchanged(seen, [numbered(person.id)])
        code = secrets.new_code()
        while Person.get_or_none(Person.code == secrets.hash_code(code, key)) is not None:
            code = secrets.new_code()
        person.code = secrets.hash_code(code, key)
        person.save(only=[Person.code])
        record(by, "account.code_given", person.name, at=at)
    return code


def close(person: Person, *, by: Actor, at: datetime) -> None:
    """Close an account: it keeps its records and cannot sign in. Closed twice, it is so once.

    Raises:
        YourOwnAccount: it belongs to who asks.
        LastAdministrator: no other administrator could sign in.
    """
    with writing():
        person = numbered(person.id)
        if not person.active:
            return
        if person.id == by.person_id:
            raise YourOwnAccount()
        others = (Person.role == Role.ADMINISTRATOR) & Person.active & (Person.id != person.id)
        if person.role == Role.ADMINISTRATOR and not Person.select().where(others).exists():
            raise LastAdministrator()
        person.active = False
        person.save(only=[Person.active])
        record(by, "account.closed", person.name, at=at)


def reopen(person: Person, *, by: Actor, at: datetime) -> None:
    """Open a closed account again: the card and the password it had work as before."""
    with writing():
        person = numbered(person.id)
        if person.active:
            return
        person.active = True
        person.save(only=[Person.active])
        record(by, "account.reopened", person.name, at=at)


def take_back(person: Person, by: Actor, *, at: datetime) -> None:
    """Remove an account that was added by mistake and of which nothing is kept: nobody used it.

    Raises:
        peewee.IntegrityError: something is kept of the person.
    """
    with writing():
        record(by, "account.taken_back", person.name, at=at)
        person.delete_instance()


def keep_out_until(person: Person, day: str) -> None:
    """Let somebody sign in from a day on, "2026-12-31", or with "" at once.

    Inside the transaction of what it is for, which tells the audit log.
    """
    with writing():
        person.kept_out_until = day
        person.save(only=[Person.kept_out_until])


def keep_language(person: Person, language: str) -> None:
    """Remember the language of a person; one that pages do not have changes nothing."""
    if language in languages.interface():
        with writing():
            person.language = language
            person.save(only=[Person.language])


def keep_look(person: Person, look: dict[str, str]) -> None:
    """Remember how pages are shown to a person; what is not a choice is left as it was."""
    chosen = [getattr(Person, name) for name, value in look.items() if value in LOOK.get(name, ())]
    with writing():
        for field in chosen:
            setattr(person, field.name, look[field.name])
        if chosen:
            person.save(only=chosen)
