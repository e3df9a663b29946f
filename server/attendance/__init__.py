"""Roll call and hours: when a class meets, who came, and how long.

A class has *weekly times*: a weekday, when it begins, how many minutes. Each makes a *meeting* on
each of its days by itself, without a row; a row is written when there is something to say of it:
it was added beside the weekly times, it is cancelled, or its *roll* was taken.

    offered ──take the roll──> held ──correct──> held
       └──────cancel──────> cancelled ──it is held after all──> offered, or held as its roll says

A *presence* is what the roll says of one person. Everybody enrolled on that day is present unless
somebody says otherwise. A *correction* keeps what a presence said before. Minutes of presence
are those that the meeting lasted, less those that somebody came late. Only held meetings count.

Days and times of day are the site's own: "2026-11-24", "09:00". Which weeks of a class count, for
deadlines counted in weeks, is answered by ``weeks``.
"""
