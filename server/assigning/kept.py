"""The part of "What is kept about me" that tells what was given to that person alone."""

from flask import render_template

from server.accounts.models import Person
from server.modules.models import Assignment, Module


def kept(person_id: int) -> str:
    """Tell what was assigned to a person and to nobody else, withdrawn or not; "" for nothing."""
    given = (
        Assignment.select(Assignment, Module, Person)
        .join(Module)
        .switch(Assignment)
        .left_outer_join(Person, on=Assignment.given_by == Person.id)
        .where(Assignment.person == person_id)
        .order_by(Assignment.given_at.desc(), Assignment.id.desc())
    )
    found = list(given)
    return render_template("assigning/kept.html", given=found) if found else ""
