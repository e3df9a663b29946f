"""QTI 1.2 to 2.2, the format of TAO and of many banks: packages and single items, read only.

``package`` finds the items in an archive, ``item`` reads one, ``declared`` what it says is right,
``body`` its text; ``chosen``, ``paired`` and ``pictured`` make questions of its interactions.

An item may have **rules** of its own for what an answer earns. They are a program; so a question is
*tried* with answers, by its marking here and by the rules, and kept as it is where both *agree*:

    item ──declared──> what is right ──make──> question ──agreed?──> yes: brought, with its points
                  └──derived (rules asked)──┘              └──> no: brought, and a difference told

``older`` tells items of QTI 1.2 (Canvas, Blackboard) as those of QTI 2, which the rest then reads.

Source: IMS QTI 2.1 and 2.2 information models; TAO's packages for what is written in practice.
"""
