"""The pages on which teachers make modules, look at them as learners will, and assign them.

The tables and verbs are those of the slice ``modules``, which stands before the records, since
every page of a learner asks it. These pages need the records (how far people are), the library
(search, lessons, exercises) and its shelf (what somebody does not find): so they are a slice after
those.

A page is *missing* for somebody when it is in a module and yet not to be found by them: it has left
the library, its course is not approved for them, or it was taken back before they began it. The
*preview* is the learner's own page without a person: it reads no record and keeps none.
"""
