"""The five roles; an account has exactly one."""

from enum import StrEnum

from i18n.translate import N_


class Role(StrEnum):
    """Who a person is here, hence which pages are theirs."""

    LEARNER = "learner"
    TEACHER = "teacher"
    CONTENT_MANAGER = "content_manager"
    EXAMINER = "examiner"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.LEARNER: N_("Learner"),
    Role.TEACHER: N_("Teacher"),
    Role.CONTENT_MANAGER: N_("Content manager"),
    Role.EXAMINER: N_("Examiner"),
    Role.ADMINISTRATOR: N_("Administrator"),
}

STAFF = frozenset(set(Role) - {Role.LEARNER})
CONTENT = frozenset({Role.CONTENT_MANAGER, Role.ADMINISTRATOR})
"""Who may bring content in and decide about it."""
KEEPERS = frozenset({Role.TEACHER, Role.ADMINISTRATOR})
"""Who looks after classes and the people in them."""
AUTHORS = frozenset({Role.TEACHER, Role.EXAMINER, Role.ADMINISTRATOR})
"""Who writes questions and papers."""
