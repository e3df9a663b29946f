"""What people call the states of a release on its way."""

from i18n.translate import N_

STATES = {
    "arriving": N_("Arriving"),
    "waiting": N_("Waits for approval"),
    "approved": N_("Approved for a day"),
    "refused": N_("Refused"),
    "installing": N_("Being installed"),
    "installed": N_("Installed"),
    "given_up": N_("Given up"),
    "taken_off": N_("Taken off"),
}
