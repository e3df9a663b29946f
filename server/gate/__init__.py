"""The gate: what a program found in each release that stands in somebody's way, and its floor.

    arriving ──looked at──> score and findings, kept by manifest
    approval ── score at the floor or above ──> as ever
             └─ below it ──> only with a *word to learners*, which stands on the course's page

The *floor* is a setting of the site, 0 for none. A release that came before there was a gate has
no findings and no score, and its page says so; it is approved as ever. What is looked for, and how
the score comes about, is ``content.accessibility``'s to say.
"""
