"""The documents of a paper: files that all candidates may open."""

from datetime import datetime

from content.store import BlobStore
from content.wording import one_line
from server.actors import Actor
from server.audit.operations import record
from server.bank.files import keep
from server.database import writing
from server.exams import documents
from server.exams.models import PaperDocument
from server.exams.operations import LONGEST_TITLE, open_to_change
from server.exams.sections import MOST_DOCUMENTS, changing, too_much


def add_document(
    number: int, name: str, data: bytes, store: BlobStore, by: Actor, *, at: datetime
) -> PaperDocument:
    """Add a file that all candidates may open; the same file twice is there once.

    Raises:
        NoSuchPaper, IsLocked, NotADocument, DocumentActs, TooMuch
        OSError: the disk is full; nothing was added.
    """
    name = one_line(name)[:LONGEST_TITLE]
    open_to_change(number)
    name, media_type = documents.judged(name, data)
    sha256 = keep(store, data)
    with writing():
        paper = changing(number, at)
        for each in paper.documents():
            if each.document == sha256:
                return each
        if len(paper.documents()) >= MOST_DOCUMENTS:
            raise too_much()
        made: PaperDocument = PaperDocument.create(
            paper=paper, name=name, document=sha256, media_type=media_type, size=len(data)
        )
        record(by, "paper.document_added", paper.title, at=at, paper=paper.id, document=name)
    return made


def remove_document(number: int, document: int, by: Actor, *, at: datetime) -> None:
    """Take a document out of a paper; taken out twice, it is out.

    Raises:
        NoSuchPaper, IsLocked
    """
    with writing():
        paper = changing(number, at)
        for each in paper.documents():
            if each.id == document:
                each.delete_instance()
                name = each.name
                record(by, "paper.document_removed", paper.title, at=at, document=name)
