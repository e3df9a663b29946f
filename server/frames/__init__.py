"""Pages that others made, shown in a frame: a second origin that holds no cookie and no person.

The *reader page* is ours: its bar leads back, to the first page, to the list of titles, to the
text alone. In it stands a *frame*, whose pages come from addresses that begin with a *capability*:

    /frames/<capability>/<node>/p/<path>        what lies under a path of the package
    /frames/<capability>/<node>/outside?to=…    what a link to elsewhere leads to: it says so
    /frames/<capability>/<node>/player/<name>   what runs beside the programs of a package

A frame is sandboxed, so its pages are of no origin: no cookie travels with what they ask for. So
the capability says who may read: it names a session and a node, ends with the session, after some
hours, when the node is no longer there for that person, or when an exam begins. Links between
pages are relative and keep it. What is shown as a document holds no programs; only a course that a
content manager has switched to *interactive* is shown as it is, and never outside a frame.

Interactive packages (``content.zips``) are shown so too, their programs by the same switch alone.
What runs beside these is in ``player/``; what they tell of their reader comes by one narrow way:

    frame ──message of a closed form──> reader page ──form──> ``reported`` ──> ContentReport

and is what the content says, of this reader and this page: no mark, and said so wherever it is
shown.

    reader page ──makes──> capability ──each request──> session open? page theirs? ──> package
                                                           └─the last page shown─> place kept
"""
