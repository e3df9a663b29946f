"""QTI 2.1 and 2.2, the format of TAO and of many banks: packages and single items, read only.

``package`` finds the items in an archive, ``item`` reads one, ``declared`` what it says is right,
``body`` its text; ``chosen``, ``paired`` and ``pictured`` make questions of its interactions.

Source: IMS QTI 2.1 and 2.2 information models; TAO's packages for what is written in practice.
"""
