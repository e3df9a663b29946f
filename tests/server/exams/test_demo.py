"""The bank and the paper of the demonstration are whole, and made like any others."""

from server import demo_exam
from server.bank.models import BankQuestion, QuestionVersion
from server.exams import operations
from server.exams.checks import problems_of
from server.exams.models import Paper


def test_the_demonstration_has_a_bank_and_a_paper_that_can_be_used(office):
    demo_exam.make(office.school.site, office.by, at=office.school.now)
    kinds = {each.type for each in QuestionVersion.select()}
    assert BankQuestion.select().count() >= 12 and len(kinds) >= 6
    paper = Paper.get()
    assert problems_of(operations.subject_of(paper), office.store) == []
    assert operations.copy_for(paper, "1").total == 20
