"""A question of an item, marked as the item's own rules say; or what is said where it is not."""

from collections.abc import Callable, Iterator, Sequence

from content.formats.questions.brought import LeftOut
from content.formats.questions.qti.agreed import agreed
from content.formats.questions.qti.declared import Declared
from content.formats.questions.qti.derived import derived
from content.formats.questions.qti.made import Made
from content.formats.questions.qti.rules import Rules, not_known, rules_of
from content.formats.questions.xml import Element
from content.questions.qti import CannotBeScored
from i18n.refusals import Phrase

Known = dict[str, Declared]


def marked(
    element: Element, asked: Sequence[Element], known: Known, make: Callable[[Known], Made]
) -> tuple[Made, Phrase | None]:
    """Return the question that earns what the rules of an item give; what to say if none does.

    Args:
        element: the item.
        asked: its interactions.
        known: what it declares to be right.
        make: makes the question of what is right.

    Raises:
        LeftOut: it cannot be asked here.
    """
    first: Made | None = None
    said: Phrase | None = None
    reason: LeftOut | None = None
    try:
        rules = rules_of(element)
        if rules is None:
            return make(known), None
        for right in _ways(asked, known, rules):
            try:
                made = make(right)
            except LeftOut as why:
                reason = reason or why
                continue
            result = agreed(made, rules)
            if isinstance(result, Made):
                return result, None
            first, said = first or made, said or result.in_words()
    except CannotBeScored as error:
        return first or make(known), not_known(error)
    if first is None:
        assert reason is not None  # there is always one way, that which is declared
        raise reason
    return first, said


def _ways(asked: Sequence[Element], known: Known, rules: Rules) -> Iterator[Known]:
    """Go through what may be right: as it is declared, then as the rules have it."""
    yield known
    if len(asked) == 1:
        name = asked[0].get("responseIdentifier")
        for right in derived(asked[0], known.get(name, Declared()), rules):
            yield {**known, name: right}
        return
    changed = dict(known)
    for each in asked:
        name = each.get("responseIdentifier")
        changed[name] = next(
            derived(each, known.get(name, Declared()), rules), changed.get(name, Declared())
        )
    yield changed
