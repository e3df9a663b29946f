"""The slices, and what each brings: its pages, its places in menus, its commands and jobs.

``pages`` lists their addresses, ``menus`` where they are found, ``additions`` what they put on
each other's pages, ``commands`` what runs without a page. Only the application itself and the
command line read these lists: a slice knows neither them nor the slices after it.
"""

ORDER = (
    "audit",
    "accounts",
    "seats",
    "classes",
    "attendance",
    "jobs",
    "audiences",
    "gate",
    "modules",
    "records",
    "translators",
    "voices",
    "library",
    "aloud",
    "frames",
    "words",
    "side_by_side",
    "pictures",
    "assigning",
    "marking",
    "paper",
    "reports",
    "bank",
    "exams",
    "sittings",
    "lockdown",
    "exam_room",
    "subjects",
    "results",
    "exports",
    "asking",
    "notes",
    "positioning",
    "wishes",
    "publisher",
    "bundles",
    "authoring",
    "channel",
)
