"""The words that say nothing of what is looked for, as they are written once folded.

Our own short lists: the usual ones drop « été », « avoir » and « être », which are words
that a course teaches. Where a title or a query holds nothing else, they count after all.
"""

FRENCH = frozenset(
    """
    a ai as au aux avec c ca ce ceci cela ces cet cette ceux chez comme comment d dans de des
    du elle elles en es est et eux il ils j je l la le les leur leurs lui m ma mais me meme mes
    moi mon n ne nos notre nous on ont ou par pas pour pourquoi qu quand que quel quelle quelles
    quels qui quoi s sa sans se ses si son sont sur t ta te tes toi ton tu un une vos votre
    vous y
    """.split()
)
ENGLISH = frozenset(
    """
    a about an and are as at be but by can do does for from had has have he her his how i if in
    into is it its me my not of on or our she so that the their them then there these they this
    to was we were what when where which who why will with you your s t
    """.split()
)
ARABIC = frozenset(
    """
    في من الي علي عن مع هذا هذه ذلك تلك التي الذي الذين ما ماذا لا لم لن ان او ثم كيف اين متي
    هل هو هي هم نحن انا انت كل قد يا و ف ب ل ك كما عند بعد قبل حتي اذا لكن
    """.split()
)
