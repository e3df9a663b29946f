"""The audit log as the administrator reads it."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from i18n.translate import N_
from server.audit import operations
from server.audit.models import AuditEntry
from server.roles import Role
from server.web.guards import open_to
from server.web.navigation import Place

NAMES = {
    "account.added": N_("Account added"),
    "account.closed": N_("Account closed"),
    "account.code_given": N_("Code given"),
    "account.code_refused": N_("Code of somebody of another class asked for"),
    "account.password_set": N_("Password set"),
    "account.taken_back": N_("Account of an undone import removed"),
    "course.as_documents": N_("Pages of others in a course shown as documents again"),
    "course.interactive": N_("Pages of others in a course made interactive"),
    "audience.asked": N_("Wider audience of a course asked for"),
    "audience.changed": N_("Audience of a course changed by two people"),
    "audience.dropped": N_("Wider audience of a course given up"),
    "audience.narrowed": N_("Audience of a course narrowed"),
    "bundle.appeal_admitted": N_("Appeal about a bundle admitted"),
    "bundle.appeal_rejected": N_("Appeal about a bundle rejected"),
    "bundle.appealed": N_("Refusal of a bundle appealed against"),
    "bundle.approval_taken_back": N_("Approval of a bundle taken back"),
    "bundle.approved": N_("Bundle approved"),
    "course.made": N_("Course to be written made"),
    "course.changed": N_("Facts of a written course changed"),
    "course.part_taken_away": N_("Part of a written course taken away"),
    "course.part_put_back": N_("Part of a written course put back"),
    "course.proposed": N_("Course proposed"),
    "bundle.listed": N_("Bundle put on the list to be signed"),
    "bundle.brought": N_("Bundle brought in"),
    "bundle.given_up": N_("Bundle given up"),
    "bundle.incomplete": N_("Bundle has lost a part"),
    "bundle.installed": N_("Bundle installed"),
    "bundle.let_go": N_("Refused bundle removed"),
    "bundle.refused": N_("Bundle refused"),
    "bundle.remarked": N_("Remark about a bundle"),
    "bundle.rolled_back": N_("Another release shown"),
    "bundle.withdrawn": N_("Taken back by its publisher"),
    "bundle.taken_charge_of": N_("Charge taken of a bundle"),
    "bundle.virus_found": N_("Virus found in a bundle"),
    "bundle.waiting": N_("Bundle waits for approval"),
    "channel.ended": N_("Nightly channel ended"),
    "channel.opened_by_hand": N_("Nightly channel opened by hand"),
    "channel.switched_off": N_("Nightly channel switched off"),
    "channel.switched_on": N_("Nightly channel switched on"),
    "channel.verified": N_("Nightly channel verified"),
    "class.cards_made": N_("Sheet of cards made"),
    "class.changed": N_("Class changed"),
    "class.closed": N_("Class closed"),
    "class.group_made": N_("Group made"),
    "class.group_removed": N_("Group removed"),
    "class.handed_over": N_("Class handed over"),
    "class.library_closed": N_("Class opens only what is assigned"),
    "class.library_opened": N_("Class opens the library too"),
    "class.opened": N_("Class opened"),
    "class.time_added": N_("Weekly time of a class added"),
    "class.time_ended": N_("Weekly time of a class ended"),
    "class.teacher_added": N_("Teacher added to a class"),
    "class.teacher_ended": N_("Teacher left a class"),
    "class.wing_refused": N_("Teacher tried to set the wing of a class"),
    "clock.jumped": N_("Clock jumped"),
    "enrolment.began": N_("Person enrolled in a class"),
    "enrolment.ended": N_("Person left a class"),
    "enrolment.let_back": N_("Suspension ended early"),
    "enrolment.placed": N_("Group or level of a person changed"),
    "enrolment.returned": N_("Person returned to a class"),
    "enrolment.suspended": N_("Person suspended from a class"),
    "inventory.written": N_("Inventory of the site written"),
    "exam.absent": N_("Absent"),
    "exam.clock_jumped": N_("The clock of the server was set"),
    "exam.closed": N_("Sitting closed"),
    "exam.confirmed": N_("Identity confirmed, computer bound"),
    "exam.credited": N_("Time given back"),
    "exam.evacuated": N_("Evacuation: clock stopped for all"),
    "exam.excluded": N_("Excluded"),
    "exam.granted": N_("Accommodation changed"),
    "exam.handed_in": N_("Handed in"),
    "exam.incident": N_("Incident"),
    "exam.interrupted": N_("The server had stopped"),
    "exam.let_back": N_("Let go on after handing in"),
    "exam.let_count": N_("Answer kept aside now counts"),
    "exam.loss_dismissed": N_("Time not given back"),
    "exam.messaged": N_("Message"),
    "exam.moved": N_("Moved to another computer"),
    "exam.opened": N_("Subject opened, copy of the paper kept"),
    "exam.paused": N_("Clock stopped"),
    "exam.resumed": N_("Clock runs again"),
    "exam.started": N_("Started"),
    "exam.taken_over": N_("Gone on with from the warm copy"),
    "form.refused": N_("Form about what is not theirs refused"),
    "job.asked": N_("Job asked for"),
    "job.cancelled": N_("Job stopped"),
    "job.cut_off": N_("Job cut off, to be done again"),
    "job.done": N_("Job done"),
    "job.failed": N_("Job failed"),
    "library.put_back": N_("Courses put back after an update"),
    "library.rebuilt": N_("Library rebuilt"),
    "medium.refused": N_("Stick refused"),
    "medium.verified": N_("Stick verified"),
    "module.arranged": N_("Pages of a module put in another order"),
    "module.assigned": N_("Module assigned"),
    "module.changed": N_("Module changed"),
    "module.filled": N_("Pages added to a module"),
    "module.made": N_("Module made"),
    "module.page_taken_out": N_("Page taken out of a module"),
    "module.reassigned": N_("Assignment of a module changed"),
    "module.removed": N_("Module removed"),
    "module.withdrawn": N_("Assignment of a module withdrawn"),
    "publisher.distrusted": N_("Publisher no longer trusted"),
    "meeting.added": N_("Meeting of a class added"),
    "meeting.cancelled": N_("Meeting of a class cancelled"),
    "meeting.reinstated": N_("Cancelled meeting held after all"),
    "meetings.cancelled": N_("Several meetings cancelled"),
    "note.struck_out": N_("Note about a learner struck out"),
    "note.written": N_("Note about a learner written"),
    "people.import_undone": N_("Import of a list undone"),
    "people.imported": N_("List of people imported"),
    "positioning.erased": N_("Sheet of where to start erased"),
    "positioning.judged": N_("Sheet of where to start judged"),
    "positioning.offered": N_("Finding where to start offered"),
    "positioning.read": N_("Sheet of where to start looked at"),
    "positioning.withdrawn": N_("Finding where to start withdrawn"),
    "publisher.trusted": N_("Publisher trusted"),
    "recording.written": N_("What a recording says written down"),
    "records.exported": N_("Records exported"),
    "roll.corrected": N_("Roll corrected"),
    "roll.length_changed": N_("Length of a meeting corrected"),
    "roll.taken": N_("Roll taken"),
    "question.answered": N_("Question answered"),
    "question.asked": N_("Question asked"),
    "question.understood": N_("Question finished by its learner"),
    "wish.asked": N_("Something asked for that is not here"),
    "wish.brought": N_("Asked for: brought in"),
    "wish.looking": N_("Asked for: being looked for"),
    "wish.refused": N_("Asked for: refused"),
    "session.began": N_("Session began"),
    "session.ended": N_("Session ended"),
    "session.refused": N_("Sign-in refused"),
}
"""What people call the actions of the log."""

pages = Blueprint("audit", __name__, template_folder="templates")

PLACES = (Place("audit.log", "log", N_("Audit log"), frozenset({Role.ADMINISTRATOR})),)


@pages.get("/audit")
@open_to(Role.ADMINISTRATOR)
def log() -> ResponseReturnValue:
    """Verify the chain and show the newest entries."""
    count = operations.verify()
    return render_template(
        "audit/log.html",
        entries=list(AuditEntry.latest(200)),
        count=count,
        names=NAMES,
        seal=operations.seal(),
        staff=True,
    )


@pages.get("/audit/export")
@open_to(Role.ADMINISTRATOR)
def export() -> ResponseReturnValue:
    """Send the whole log as lines of JSON."""
    lines = "\n".join(operations.exported()) + "\n"
    response = Response(lines, content_type="application/x-ndjson")
    response.headers["Content-Disposition"] = 'attachment; filename="ardoise-audit.jsonl"'
    return response
