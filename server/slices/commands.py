"""The commands and jobs of every slice."""

from collections.abc import Callable

from server import tongues_cli
from server.accounts import cli as accounts_cli
from server.aloud import cli as aloud_cli
from server.aloud import jobs as aloud_jobs
from server.attendance import cli as attendance_cli
from server.audit import cli as audit_cli
from server.authoring import drafting as authoring_drafting
from server.authoring import jobs as authoring_jobs
from server.bank import cli as bank_cli
from server.bundles import cli as bundles_cli
from server.bundles import jobs as bundles_jobs
from server.channel import cli as channel_cli
from server.channel import jobs as channel_jobs
from server.classes import cli as classes_cli
from server.exam_room import cli as exam_room_cli
from server.exports import cli as exports_cli
from server.jobs import cli as jobs_cli
from server.library import cli as library_cli
from server.library import jobs as library_jobs
from server.publisher import cli as publisher_cli
from server.publisher import jobs as publisher_jobs
from server.results import cli as results_cli
from server.subjects import cli as subjects_cli
from server.translators import cli as translators_cli
from server.voices import cli as voices_cli

classes_cli.class_.add_command(attendance_cli.hours)
subjects_cli.exam.add_command(results_cli.list_)
subjects_cli.exam.add_command(results_cli.export)
subjects_cli.exam.add_command(exam_room_cli.take_over)

COMMANDS = (
    audit_cli.audit,
    accounts_cli.account,
    classes_cli.class_,
    jobs_cli.job,
    exports_cli.record,
    library_cli.library,
    library_cli.search,
    voices_cli.voice,
    translators_cli.translator,
    aloud_cli.prompts,
    tongues_cli.language,
    bundles_cli.bundle,
    publisher_cli.publisher,
    subjects_cli.exam,
    channel_cli.channel,
    bank_cli.question,
)

JOBS: dict[str, Callable[..., None]] = {
    "library.index": library_jobs.index,
    "library.speak": library_jobs.speak,
    "library.archives": library_jobs.archives,
    aloud_jobs.KIND: aloud_jobs.make,
    "bundle.build": publisher_jobs.build,
    "bundle.receive": bundles_jobs.receive,
    "bundle.install": bundles_jobs.install,
    "bundle.let_go": bundles_jobs.let_go,
    "bundle.roll_back": bundles_jobs.roll_back,
    "bundle.take_off": bundles_jobs.take_off,
    "bundle.make_room": bundles_jobs.make_room,
    "bundle.put_back": bundles_jobs.put_back,
    "course.propose": authoring_jobs.propose,
    authoring_drafting.KIND: authoring_drafting.work,
    "channel.fetch": channel_jobs.fetch,
}
