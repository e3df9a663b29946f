"""What can happen in a sitting, and what people call it."""

from i18n.translate import N_

KINDS = {
    "opened": N_("Subject opened, copy of the paper kept"),
    "confirmed": N_("Identity confirmed, computer bound"),
    "started": N_("Started"),
    "saved": N_("Answer kept"),
    "played": N_("Sound listened to"),
    "paused": N_("Clock stopped"),
    "resumed": N_("Clock runs again"),
    "evacuated": N_("Evacuation: clock stopped for all"),
    "explained": N_("Reason of the evacuation"),
    "credited": N_("Time given back"),
    "loss_dismissed": N_("Time not given back"),
    "moved": N_("Moved to another computer"),
    "asked_elsewhere": N_("Signed in at a second computer"),
    "messaged": N_("Message"),
    "incident": N_("Incident"),
    "handed_in": N_("Handed in"),
    "let_back": N_("Let go on after handing in"),
    "excluded": N_("Excluded"),
    "absent": N_("Absent"),
    "granted": N_("Accommodation changed"),
    "let_count": N_("Answer kept aside now counts"),
    "lost": N_("Time without a sign of life"),
    "interrupted": N_("The server had stopped"),
    "clock_jumped": N_("The clock of the server was set"),
    "disk_low": N_("The disk is nearly full"),
    "reserve_used": N_("The disk is full: the reserve was given up"),
    "spare_behind": N_("The copy on the other disk is behind"),
    "spare_again": N_("The copy on the other disk is whole again"),
    "rescued": N_("Rescue file taken in"),
    "taken_over": N_("Gone on with from the warm copy"),
    "closed": N_("Sitting closed"),
}
"""Each kind of event, with its name on pages and on the procès-verbal."""
