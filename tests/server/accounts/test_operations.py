"""People get an account, a card, a password; one account each."""

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from server.accounts import operations as accounts
from server.accounts import secrets
from server.accounts.models import Person
from server.accounts.operations import (
    LastAdministrator,
    NameMissing,
    NameTaken,
    NameTooLong,
    NoSuchPerson,
    PasswordTooShort,
    YourOwnAccount,
)
from server.actors import Actor
from server.roles import Role


@pytest.fixture
def add(new_school):
    def added(name, **more):
        return accounts.add(name, Role.LEARNER, by=new_school.by, at=new_school.now, **more)

    return added


@pytest.mark.parametrize(
    "typed",
    ["Zoé D'Arc", "zoe darc", "ZOÉ  D’ARC", "zoe-d.arc", "ＺＯＥ Ｄ Ａｒｃ"],
)
def test_a_person_is_found_however_the_name_is_typed(add, typed):
    added = add("Zoé D'Arc")
    assert accounts.named(typed) == added


def test_an_arabic_name_signs_in_with_or_without_its_vowels(add):
    assert add("كَمِيل") == accounts.named("كميل")


def test_two_people_cannot_sign_in_under_one_name(add):
    add("Zoé Petit")
    with pytest.raises(NameTaken):
        add("zoe petit")
    assert Person.select().count() == 1


def test_two_people_of_one_name_sign_in_under_different_ones(add):
    add("Zoé Petit")
    add("Zoé Petit", sign_in_name="zoe petit 2")
    assert [p.name for p in Person.select()] == ["Zoé Petit"] * 2


@pytest.mark.parametrize("name", ["", "   ", "…!", "\u0301"])
def test_a_name_without_a_letter_is_refused(add, name):
    with pytest.raises(NameMissing):
        add(name)


@pytest.mark.parametrize("name", ["a" * 101, "ﷺ" * 20])
def test_a_name_nobody_could_type_to_sign_in_is_refused(add, name):
    with pytest.raises(NameTooLong):
        add(name)


def test_who_does_not_exist_is_named_in_the_refusal(new_school):
    with pytest.raises(NoSuchPerson) as refused:
        accounts.named("Personne")
    assert "Personne" in refused.value.in_words()


def test_a_closed_account_keeps_its_name(add, new_school):
    person = add("Zoé")
    accounts.close(person, by=new_school.by, at=new_school.now)
    assert not accounts.named("Zoé").active
    assert new_school.actions() == ["account.added", "account.closed"]


def test_a_short_password_is_refused_and_the_one_before_stays(add, new_school):
    person = add("Zoé")
    accounts.set_password(person, "longue et sûre", by=new_school.by, at=new_school.now)
    with pytest.raises(PasswordTooShort):
        accounts.set_password(person, "court", by=new_school.by, at=new_school.now)
    kept = accounts.named("Zoé").password
    assert secrets.password_fits(kept, "longue et sûre")
    assert "account.password_set" in new_school.actions()


def test_no_secret_is_in_the_log(add, new_school):
    person = add("Zoé")
    accounts.set_password(person, "longue et sûre", by=new_school.by, at=new_school.now)
    code = accounts.give_code(person, b"k", by=new_school.by, at=new_school.now)
    log = str(list(accounts.Person.select().tuples())) + str(new_school.log())
    assert "longue" not in log
    assert code not in log


def test_a_password_is_kept_as_argon2id_that_a_whole_class_can_wait_for():
    kept = secrets.hash_password("longue et sûre")
    parameters = extract_parameters(kept)
    assert parameters.type == Type.ID
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (12288, 3, 1)


def test_the_same_password_is_never_kept_the_same_way_twice():
    assert secrets.hash_password("longue et sûre") != secrets.hash_password("longue et sûre")


@pytest.mark.parametrize(
    ("kept", "typed", "fits"),
    [
        pytest.param("good", "longue et sûre", True, id="the right one"),
        pytest.param("good", "Longue et sûre", False, id="another capital"),
        pytest.param("good", "", False, id="nothing"),
        pytest.param("", "", False, id="no password kept, nothing typed"),
        pytest.param("", "nobody's password", False, id="no password kept, the stand-in typed"),
        pytest.param("rubbish", "longue et sûre", False, id="a kept one that is damaged"),
    ],
)
def test_a_password_fits_or_not(kept, typed, fits):
    stored = secrets.hash_password("longue et sûre") if kept == "good" else kept
    assert secrets.password_fits(stored, typed) is fits


def test_where_no_password_is_kept_one_of_the_same_cost_is_tried():
    assert extract_parameters(secrets._NOBODY) == extract_parameters(secrets.hash_password("x"))


def test_a_code_holds_no_sign_that_is_taken_for_another():
    assert not set(secrets.ALPHABET) & set("ILO015S")
    assert len(set(secrets.ALPHABET)) == len(secrets.ALPHABET)
    codes = {secrets.new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 9 and code[4] == "-" for code in codes)
    assert set("".join(codes)) <= set(secrets.ALPHABET) | {"-"}


@pytest.mark.parametrize(
    "typed",
    ["K7MX-P2QD", "k7mx-p2qd", " K7MX P2QD ", "k7mxp2qd", "K7 MX—P2 QD", "Ｋ７ＭＸＰ２ＱＤ"],
)
def test_a_code_is_the_same_however_it_is_typed(typed):
    assert secrets.hash_code(typed, b"key") == secrets.hash_code("K7MX-P2QD", b"key")


def test_a_code_of_another_installation_is_another():
    assert secrets.hash_code("K7MX-P2QD", b"a") != secrets.hash_code("K7MX-P2QD", b"b")


def test_a_new_code_ends_the_one_before(add, new_school):
    person = add("Zoé")
    first = accounts.give_code(person, b"k", by=new_school.by, at=new_school.now)
    second = accounts.give_code(person, b"k", by=new_school.by, at=new_school.now)
    kept = accounts.named("Zoé").code
    assert first != second
    assert kept == secrets.hash_code(second, b"k")


def test_the_language_of_nobody_changes_nothing(add):
    person = add("Zoé")
    accounts.keep_language(person, "tlh")
    assert accounts.named("Zoé").language == "fr"
    accounts.keep_language(person, "ar")
    assert accounts.named("Zoé").language == "ar"


def test_a_look_that_is_no_choice_leaves_the_one_before(add):
    person = add("Zoé")
    accounts.keep_look(person, {"theme": "dark", "size": "9000", "nonsense": "x"})
    look = accounts.named("Zoé").look
    assert (look["theme"], look["size"]) == ("dark", "100")


def test_keeping_the_language_leaves_what_somebody_else_changed_meanwhile(add):
    mine, theirs = add("Zoé"), accounts.named("Zoé")
    accounts.keep_look(theirs, {"theme": "dark"})
    accounts.keep_language(mine, "en")
    assert accounts.named("Zoé").look["theme"] == "dark"


def test_nobody_closes_their_own_account_nor_the_last_administrator(new_school):
    by, at = new_school.by, new_school.now
    first = accounts.add("Andrea Blanc", Role.ADMINISTRATOR, by=by, at=at)
    with pytest.raises(LastAdministrator):
        accounts.close(first, by=by, at=at)
    second = accounts.add("Alix Roy", Role.ADMINISTRATOR, by=by, at=at)
    with pytest.raises(YourOwnAccount):
        accounts.close(first, by=Actor(first.name, None, first.id), at=at)
    accounts.close(second, by=Actor(first.name, None, first.id), at=at)
    assert not accounts.named("Alix Roy").active
