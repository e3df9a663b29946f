"""The commands and jobs of every slice, by name: each is imported when it is asked for."""

from server.later import Later

COMMANDS = (
    Later("serve", "server.serving_cli:serve", "Serve the pages until stopped with Ctrl+C."),
    Later(
        "demo",
        "server.demo_cli:demo",
        "Make a site with the demo library, five people and a stick, and serve it.",
    ),
    Later(
        "doctor",
        "server.checkup_cli:doctor",
        "Check that everything this installation needs is there; exit 1 if something is not.",
    ),
    Later("audit", "server.audit.cli:audit", "Check and export the audit log."),
    Later(
        "account",
        "server.accounts.cli:account",
        "Add people, list them, give them a new code or password.",
        Later(
            "import",
            "server.classes.cli:import_",
            "Import people from a CSV: all of them, or nobody; say by line what is wrong.",
        ),
    ),
    Later(
        "class",
        "server.classes.cli:class_",
        "List classes; import lists of people, or undo it.",
        Later(
            "hours",
            "server.attendance.cli:hours",
            "Show hours and absences of everybody in a class, by its number in "
            "`ardoise class list`.",
        ),
    ),
    Later("job", "server.jobs.cli:job", "See, do and stop long work."),
    Later("record", "server.exports.cli:record", "Export what people have done."),
    Later("library", "server.library.cli:library", "Look after the installed library."),
    Later("search", "server.library.cli:search", "Search the library as a learner would."),
    Later("voice", "server.voices.cli:voice", "See and choose the voices that read pages aloud."),
    Later(
        "translator",
        "server.translators.cli:translator",
        "See the translators that draft translations for teachers.",
    ),
    Later(
        "prompts",
        "server.aloud.cli:prompts",
        "Have the sentences of the pages spoken, for those who ask for sound.",
    ),
    Later(
        "language", "server.tongues_cli:language", "See the languages of the pages, and add one."
    ),
    Later(
        "bundle",
        "server.bundles.cli:bundle",
        "Make bundles, check a medium, bring bundles in, approve and install them.",
    ),
    Later(
        "publisher",
        "server.publisher.cli:publisher",
        "Make keys and roles, sign with two people, write a medium to carry or to serve.",
    ),
    Later(
        "exam",
        "server.subjects.cli:exam",
        "Seal subjects, verify results: the keys and files of a board of exams.",
        Later(
            "list", "server.results.cli:list_", "List the sittings of this site, the latest first."
        ),
        Later(
            "export",
            "server.results.cli:export",
            "Write the sealed results of a closed sitting, for a board.",
        ),
        Later(
            "take-over",
            "server.exam_room.cli:take_over",
            "Go on with an exam from its copy on another disk, and say up to when it is whole.",
        ),
    ),
    Later(
        "channel",
        "server.channel.cli:channel",
        "Fetch from the nightly channel, and read its receipts.",
    ),
    Later(
        "question",
        "server.bank.cli:question",
        "Look into files of questions of other programs, and convert them.",
    ),
)

JOBS = {
    "library.index": "server.library.jobs:index",
    "library.speak": "server.library.jobs:speak",
    "library.archives": "server.library.jobs:archives",
    "prompts.make": "server.aloud.jobs:make",
    "bundle.build": "server.publisher.jobs:build",
    "bundle.receive": "server.bundles.jobs:receive",
    "bundle.install": "server.bundles.jobs:install",
    "bundle.let_go": "server.bundles.jobs:let_go",
    "bundle.roll_back": "server.bundles.jobs:roll_back",
    "bundle.take_off": "server.bundles.jobs:take_off",
    "bundle.make_room": "server.bundles.jobs:make_room",
    "bundle.put_back": "server.bundles.jobs:put_back",
    "course.propose": "server.authoring.jobs:propose",
    "course.draft": "server.authoring.drafting:work",
    "channel.fetch": "server.channel.jobs:fetch",
}
"""What does each kind of job, by its module and its name there: called with the site, the progress
and the job's arguments. The process of a job imports that one alone."""
