"""Translating a page paragraph by paragraph: what is kept, what changed, what goes out."""

import pytest

from content import browse
from content.paragraphs import kind_of, paragraphs, together
from server.authoring import translating, wordings, writing
from server.authoring.models import TranslatedPart
from server.authoring.refusals import NoSuchCourse
from server.authoring.translating import WrittenMeanwhile
from server.roles import Role
from tests.server.words.conftest import put_in

TEXT = "Au marché.\n\n## Les prix\n\n- un euro\n- deux euros\n"


@pytest.fixture
def english(study):
    """The English version of a lesson of four paragraphs, its title among them."""
    page = study.lesson(study.course(), text=TEXT)
    return wordings.add(page.id, "en", False, study.by, at=study.now)


def form(wording, said, state="checked"):
    """Return what the page sends: ``said`` by place, in a state, all else as it was."""
    fields = {}
    for line in translating.lines(wording):
        fields[f"text-{line.place}"] = said.get(line.place, line.text)
        fields[f"state-{line.place}"] = state if line.place in said else line.state
        fields[f"mark-{line.place}"] = line.mark
    return fields


WHOLE = {0: "At the market", 1: "At the market.", 2: "## Prices", 3: "- one euro\n- two euros"}


def keep(study, wording, said, by=None, **more):
    study.school.wait(minutes=1)
    by = by or study.by
    return translating.keep(wording.id, form(wording, said, **more), by, at=study.now)


def save(study, wording, said, **more):
    study.school.wait(minutes=1)
    return translating.save(wording.id, form(wording, said, **more), study.by, at=study.now)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("Un.\n", ["Un."]),
        ("Un.\n\n\nDeux.\n", ["Un.", "Deux."]),
        ("- a\n- b\n\nFin.\n", ["- a\n- b", "Fin."]),
        (
            '!!! note "N"\n    Un.\n\n    Deux.\n\nFin.\n',
            ['!!! note "N"\n    Un.\n\n    Deux.', "Fin."],
        ),
    ],
)
def test_paragraphs_put_together_are_the_text(text, pieces):
    assert paragraphs(text) == pieces
    assert paragraphs(together(pieces)) == pieces


def test_a_heading_is_known_by_its_level():
    assert [kind_of(each) for each in ("## A", "### B", "| a |", "#a")] == [
        "h2",
        "h3",
        "table",
        "p",
    ]


def test_a_new_translation_is_all_to_do(english):
    found = translating.lines(english)
    assert [line.original for line in found] == ["Au marché", *paragraphs(TEXT)]
    assert {line.state for line in found} == {"todo"}


def test_what_is_typed_is_kept_and_no_version_is_made_of_it(study, english):
    before = writing.latest(english).number
    keep(study, english, {1: "At the market."}, state="todo")
    found = translating.lines(english)
    assert (found[1].text, found[1].state) == ("At the market.", "draft")
    assert found[2].state == "todo" and writing.latest(english).number == before


def test_saving_makes_a_version_of_what_is_translated(study, english):
    save(study, english, {1: "At the market.", 3: "- one euro\n- two euros"}, state="draft")
    newest = writing.latest(english)
    assert newest.text == "At the market.\n\n- one euro\n- two euros\n"
    assert newest.checked == ""


def test_a_translation_that_is_checked_tells_its_readers_who_did_it(study, english):
    saved = save(study, english, WHOLE)
    assert saved.checked == f"Dominique Leroy, {study.now.date().isoformat()}"
    course = english.chapter.course
    study.approve(study.propose(course), study.school.manager())
    (channel,) = browse.channels("fr")
    (node,) = browse.pages(channel.release, coach=False)
    seat = study.school.sign_in(Role.LEARNER)
    page = seat.page(f"/library/{node}/?version=en")
    assert "vérifiée par Dominique Leroy" in page and "two euros" in page
    assert "two euros" in seat.page(f"/library/{node}/side-by-side?one=fr&other=en")


def test_where_the_page_changes_only_that_paragraph_is_told(study, english):
    save(study, english, WHOLE)
    changed = TEXT.replace("un euro", "trois euros")
    study.school.wait(minutes=1)
    study.save(english.original, changed)
    found = translating.lines(english)
    assert [bool(line.before) for line in found] == [False, False, False, True]
    assert "un euro" in found[3].before and found[3].text == WHOLE[3]
    assert save(study, english, {}).checked == ""  # nobody has looked at it again
    again = save(study, english, {3: "- three euros\n- two euros"})
    assert again.checked and not any(line.before for line in translating.lines(english))


def test_a_paragraph_that_is_put_in_leaves_the_others_as_they_are(study, english):
    save(study, english, WHOLE)
    study.school.wait(minutes=1)
    study.save(english.original, "Bonjour.\n\n" + TEXT)
    found = translating.lines(english)
    assert [line.text for line in found] == [WHOLE[0], "", WHOLE[1], WHOLE[2], WHOLE[3]]


def test_a_checked_paragraph_that_is_written_again_is_a_draft(study, english):
    keep(study, english, WHOLE)
    keep(study, english, {1: "In the market."})
    assert translating.lines(english)[1].state == "draft"


def test_two_who_write_in_one_paragraph_are_told_of_each_other(study, english):
    course = english.chapter.course
    course.shared = True
    course.save()
    opened = form(english, {1: "At the market."}, state="draft")
    keep(study, english, {1: "On the market."}, by=study.actor(study.noor), state="draft")
    with pytest.raises(WrittenMeanwhile):
        translating.keep(english.id, opened, study.by, at=study.now)
    assert translating.lines(english)[1].text == "On the market."
    other = form(english, {2: "## Prices"}, state="draft")
    translating.keep(english.id, other, study.by, at=study.now)  # another paragraph: both stay
    assert [line.text for line in translating.lines(english)][1:3] == [
        "On the market.",
        "## Prices",
    ]


def test_a_version_written_as_a_whole_is_taken_over_paragraph_by_paragraph(study, english):
    study.save(english, "At the market.\n\n## Prices\n\n- one euro\n- two euros\n", title="Market")
    found = translating.lines(english)
    assert [line.text for line in found] == ["Market", WHOLE[1], WHOLE[2], WHOLE[3]]
    assert {line.state for line in found} == {"check"}


def test_nobody_translates_a_course_that_is_not_theirs(study, english):
    with pytest.raises(NoSuchCourse):
        translating.keep(english.id, {}, study.actor(study.noor), at=study.now)
    assert TranslatedPart.select().count() == 0
    assert (
        study.school.sign_in(study.noor).get(f"/writing/lessons/{english.id}/translate").status_code
        == 404
    )


def test_the_pages_show_paragraph_beside_paragraph_and_how_far_it_is(study, english, tmp_path):
    seat = study.school.sign_in(study.dominique)
    course = english.chapter.course_id
    french = tmp_path / "mots.csv"
    french.write_text("# title: Mots\nmot;définition;en\nmarché;Un lieu.;market\n")
    put_in(study.school.site.library, french, tmp_path / "fr", id="mots")
    page = seat.page(f"/writing/lessons/{english.id}/translate")
    assert 'lang="en" dir="ltr"' in page and "market" in page  # of the dictionary
    answer = seat.post(f"/writing/lessons/{english.id}/translate/draft", form(english, WHOLE))
    assert answer.status_code == 204
    told = seat.page(f"/writing/{course}/translations")
    assert "4 sur 4" in told or "4 of 4" in told
    saved = seat.post(f"/writing/lessons/{english.id}/translate", form(english, {}))
    assert saved.status_code == 303 and writing.latest(english).checked
    begun = seat.post(
        f"/writing/{course}/translations", {"page": english.original_id, "language": "ar"}
    )
    assert begun.headers["Location"].endswith("/translate")
    assert 'dir="rtl"' in seat.page(begun.headers["Location"])
    refused = seat.post(
        f"/writing/{course}/translations", {"page": english.original_id, "language": "fr"}
    )
    assert refused.status_code == 422
