"""The documents of a paper, read beside the questions by whoever writes it, in no other tab."""

import pytest

from content.store import BlobStore
from server.exam_room import documents, ending, opening, running
from server.exams import attaching
from server.exams.subject import Subject
from server.sittings import granting
from server.sittings.granting import Granted
from tests.content.documents import written
from tests.server.exam_room.conftest import Morning

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x90\0\0\1\x2c\x08\2\0\0\0" + bytes(20)
LINES = "".join(f"Ligne {number} : du pain et du sel.\n" for number in range(1500))
FILES = {
    "Notice.pdf": written("Le prix du pain", "Le prix du sel"),
    "Plan.png": PNG,
    "Texte.txt": LINES.encode("cp1252"),
    "Écoute.wav": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(30),
}


class Documented(Morning):
    """The same morning; the paper has one document of each kind."""

    def compose(self, paper, numbers):
        super().compose(paper, numbers)
        store = BlobStore(self.school.site.home.bank)
        for name, data in FILES.items():
            attaching.add_document(paper.id, name, data, store, self.by, at=self.school.now)


@pytest.fixture
def documented(new_school):
    return Documented(new_school)


def test_each_document_stands_in_the_page_of_every_question_and_opens_no_tab(documented):
    seat = documented.begins()
    for question in (1, 3):
        answer = seat.get(f"/exam?q={question}")
        shown, _, form = answer.text.partition('data-exam="form"')
        assert [f"/exam/documents/{n}" in shown for n in (1, 2, 3, 4)] == [True] * 3 + [False]
        assert "<audio controls" in shown and "_blank" not in shown and "/documents/" not in form
        assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_document_is_read_in_pages_without_a_script(documented):
    seat = documented.begins()
    pdf = seat.get("/exam/documents/1?page=2")
    assert "Le prix du sel" in pdf.text and "page=1" in pdf.text
    policy = pdf.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy and "script-src 'self';" in policy
    first, last = (seat.page(f"/exam/documents/3?page={page}") for page in (1, 9))
    assert "Ligne 0 " in first and "Ligne 1499" not in first and "Ligne 1499" in last
    assert "size-2" in seat.page("/exam/documents/2?size=2")
    assert 'size=3"' not in seat.page("/exam/documents/2?size=999")


def test_a_long_text_is_cut_at_the_ends_of_lines_and_loses_nothing(documented):
    subject = Subject.from_bytes(documented.frozen)
    store = BlobStore(documented.school.site.home.bank)
    read = documents.Read(subject.documents[2], store, "fr")
    pieces = [read.text(number) for number in range(1, read.pages + 1)]
    assert "".join(pieces) == LINES
    assert all(piece.endswith("\n") for piece in pieces)


def test_the_words_of_a_document_are_read_to_whom_it_is_granted(documented):
    seat = documented.begins()
    heard = [f"/exam/documents/{number}/speech/1.json" for number in (1, 2, 3)]
    assert [seat.get(each).status_code for each in heard] == [404] * 3
    assert "data-listen-bar" not in seat.page("/exam/documents/1?view=text")
    assert "data-block" not in seat.page("/exam/documents/3")
    wanted = Granted(read_aloud=True)
    granting.grant(documented.candidate().id, wanted, documented.by, at=documented.school.now)
    assert "view=text" in seat.page("/exam/documents/1")
    shown = (("/exam/documents/1?view=text", heard[0]), ("/exam/documents/3", heard[2]))
    for address, told in shown:
        page, blocks = seat.page(address), seat.get(told).json["blocks"]
        assert told in page and "listen.js" in page and "leaves.js" not in page
        for block in blocks:
            assert f'data-block="{block["id"]}"' in page and block["cues"]
        assert seat.get(blocks[0]["audio"]).mimetype == "audio/mpeg"
    assert seat.get(heard[1]).json["blocks"] == []  # of a picture
    for address in ("1/speech/9.json", "9/speech/1.json", "1/speech/1/b99.mp3"):
        assert seat.get(f"/exam/documents/{address}").status_code == 404


def test_a_text_that_is_heard_is_in_paragraphs_and_loses_nothing(documented):
    subject = Subject.from_bytes(documented.frozen)
    store = BlobStore(documented.school.site.home.bank)
    read = documents.Read(subject.documents[2], store, "fr")
    parts = read.paragraphs(1)
    assert "".join(part for _, part in parts) == read.text(1)
    assert all(len(part) <= documents.LONGEST_PARAGRAPH for _, part in parts)
    assert [block.name for block in read.blocks(1)] == [name for name, _ in parts if name]


def test_documents_are_for_who_writes_while_they_write(documented):
    documented.opens()
    seat = documented.sits_down()
    address = "/exam/documents/1"
    assert seat.get(address).status_code == 404, "before the beginning"
    documented.confirms("Camille Martin")
    opening.start(documented.sitting, documented.act())
    assert seat.get(address).status_code == 200
    assert [seat.get(f"/exam/documents/{n}").status_code for n in (0, 5, 999)] == [404] * 3
    other = documented.school.sign_in(documented.people[1])
    assert other.get(address).status_code == 404, "of somebody who is not confirmed"
    elsewhere = documented.school.sign_in(documented.people[0])
    assert elsewhere.get(address).status_code == 404, "at another computer"
    running.pause(documented.sitting, documented.act("Alarme"))
    assert seat.get(address).status_code == 404, "while the clock stands still"
    running.resume(documented.sitting, documented.act())
    ending.hand_in(documented.candidate(), documented.act())
    assert seat.get(address).status_code == 404
