"""Inflected forms of words, from simplemma's tables of 54 languages.

They are asked while a dictionary is built, and travel in it: the table of Russian would take a
site 150 MB of memory and six seconds, a block of a dictionary takes neither.
"""

from collections.abc import Collection

from content.dictionary.layout import LONGEST_WORD, MOST_FORMS, folded


def forms_of(language: str, words: Collection[str]) -> dict[str, str]:
    """Return inflected forms of words, each with its base form.

    Args:
        language: a code of ours.
        words: the keys that a form may lead to; see ``content.dictionary``.

    Returns:
        {} for a language without tables, or where simplemma is not installed.
    """
    try:  # 20 MB that only publishers need: asked for when it is used
        from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

        table = DefaultDictionaryFactory(1).get_dictionary(language)
    except (ImportError, ValueError):
        return {}
    found: dict[str, str] = {}
    leads = {base: folded(base) in words for base in set(table.values())}
    for form, base in table.items():
        if len(form) <= LONGEST_WORD and leads[base]:
            found[form] = base
            if len(found) >= MOST_FORMS:
                break
    return found
