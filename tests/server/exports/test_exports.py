"""What people have done, as files: for a spreadsheet, and for a record store."""

import csv
import io
import json
import uuid

import pytest
from click.testing import CliRunner

from server.actors import Actor
from server.classes import enrolling, operations
from server.exports import cli
from server.records.models import Attempt, Work
from server.roles import Role
from tests.server import exercising
from tests.server.exercising import Pupil


@pytest.fixture
def cfg(school, node, tmp_path):
    """A class of one teacher with somebody who has read, answered and handed in."""
    exercising.install(school.site.library, tmp_path)
    teacher = school.person("Dominique Leroy", Role.TEACHER)
    by = Actor(teacher.name, None, teacher.id)
    opened = operations.open_class("CFG", "", "", by, at=school.now)
    camille = school.learner("Zoé =cmd Étienne")
    enrolling.enrol(opened.id, camille, by, at=school.now)
    seat = school.sign_in(camille)
    seat.post(f"/library/{node('Les mois').id}/finished")
    pupil = Pupil(seat, node("Sur").id)
    pupil.answer(right=False)
    pupil.answer()
    pupil.answer()
    letter = f"/library/{node('À écrire').id}/"
    seat.get(letter)
    seat.post(f"{letter}questions/2", {"answer": "Madame, je vous écris ce mot.", "do": "hand"})
    marking = school.sign_in(teacher)
    marking.post(f"/marking/works/{Work.get().id}", {"mark": "13,5", "remark": "Bien dit."})
    return opened


def sheet_of(answer):
    assert answer.status_code == 200
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def export(school, cfg, what):
    seat = school.sign_in(school.person("Dominique Leroy", Role.TEACHER))
    return seat.post(f"/classes/{cfg.id}/export", {"format": what})


def test_a_teacher_opens_what_a_class_has_done_in_a_spreadsheet(school, cfg):
    heads, *rows = sheet_of(export(school, cfg, "csv"))
    named = [dict(zip(heads, row, strict=True)) for row in rows]
    by_page = {row["Page"]: row for row in named}
    assert {row["Personne"] for row in named} == {"Zoé =cmd Étienne"}
    assert by_page["Les mois"]["Fait le"] != ""
    assert by_page["Sur"]["Réponses justes"] == "2"
    assert by_page["Sur"]["Réponses"] == "3"
    assert by_page["À écrire"]["Cours"] == "Les règles"
    assert by_page["À écrire"]["Note sur 20"] == "13,50"


def test_what_was_entered_from_paper_is_told(school, cfg, node):
    teacher = school.person("Dominique Leroy", Role.TEACHER)
    Attempt.update(entered_by=teacher).where(Attempt.node_id == node("Sur").id).execute()
    heads, *rows = sheet_of(export(school, cfg, "csv"))
    named = [dict(zip(heads, row, strict=True)) for row in rows]
    told = {row["Page"]: row["Sur papier"] for row in named}
    assert told["Sur"] == "oui"
    assert {told["Les mois"], told["À écrire"]} == {""}


def test_each_export_is_in_the_log(school, cfg):
    export(school, cfg, "csv")
    export(school, cfg, "xapi")
    assert school.actions().count("records.exported") == 2


def test_another_kind_of_file_is_refused(school, cfg):
    assert export(school, cfg, "exe").status_code == 422
    assert "records.exported" not in school.actions()


def test_a_class_that_is_not_ones_own_is_not_there(school, cfg):
    seat = school.sign_in(school.person("Noor Haddad", Role.TEACHER))
    for what in ("csv", "xapi"):
        assert seat.post(f"/classes/{cfg.id}/export", {"format": what}).status_code == 404
    assert "records.exported" not in school.actions()


def statements_of(answer):
    return [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]


def test_statements_say_who_did_what_when_and_how_well(school, cfg):
    told = statements_of(export(school, cfg, "xapi"))
    verbs = [each["verb"]["id"].rpartition("/")[2] for each in told]
    assert {"attended", "experienced", "completed", "attempted", "answered"} <= set(verbs)
    assert verbs.count("answered") == 4
    scored = [each for each in told if each["verb"]["display"]["en"] == "scored"]
    by_teacher = next(each for each in scored if "instructor" in each["context"])
    by_program = next(each for each in scored if "instructor" not in each["context"])
    assert by_program["result"]["score"] == {"raw": 2, "min": 0, "max": 3, "scaled": 0.6667}
    assert by_teacher["result"]["score"] == {"raw": 13.5, "min": 0, "max": 20, "scaled": 0.675}
    assert by_teacher["result"]["response"] == "Bien dit."
    assert by_teacher["context"]["instructor"]["name"] == "Dominique Leroy"
    assert [each["timestamp"] for each in told] == sorted(each["timestamp"] for each in told)


def test_every_statement_has_what_a_store_asks_for(school, cfg):
    for each in statements_of(export(school, cfg, "xapi")):
        assert uuid.UUID(each["id"])
        assert each["actor"]["account"].keys() == {"homePage", "name"}
        assert each["object"]["id"].startswith("https://ardoise.invalid/")
        assert each["object"]["definition"]["type"].startswith("http://adlnet.gov/expapi/")
        assert -1 <= each.get("result", {}).get("score", {}).get("scaled", 0) <= 1
        assert set(each) <= {"id", "actor", "verb", "object", "result", "context"} | {
            "timestamp",
            "version",
        }


def test_a_statement_has_the_same_id_whenever_it_is_exported(school, cfg):
    first = {each["id"] for each in statements_of(export(school, cfg, "xapi"))}
    school.wait(days=2)
    again = {each["id"] for each in statements_of(export(school, cfg, "xapi"))}
    assert first <= again
    assert len(first) == len(statements_of(export(school, cfg, "xapi")))


def test_the_console_exports_a_class_a_person_and_everybody(school, cfg):
    def run(*words):
        done = CliRunner().invoke(cli.record, ["export", *words], obj=school.site)
        assert done.exit_code == 0, done.output
        return done.stdout_bytes

    whole = run()
    assert whole.startswith(b"\xef\xbb\xbf")
    assert run("--class", "cfg") == whole
    assert run("--person", "zoecmdetienne") == whole
    first = run("--format", "xapi").splitlines()[0]
    assert json.loads(first)["actor"]["name"] == "Zoé =cmd Étienne"


def test_no_answer_key_is_in_an_export(school, cfg):
    text = export(school, cfg, "xapi").get_data(as_text=True)
    assert "correctResponsesPattern" not in text
