"""Perseus: the questions of Khan Academy and of Kolibri's exercises.

An archive of items, each a JSON text: a *content* in Markdown, in which *widgets* stand where
something is answered (``[[☃ radio 1]]``), and hints that lead to the answer step by step. An item
with one widget becomes a question of that type, one with several a text with parts. Widgets that
have no counterpart (graphs, algebraic expressions) leave their item out, by name.

Source: the types of ``@khanacademy/perseus-core`` (data-schema) and Kolibri's renderer.
"""

from content.formats.questions.perseus.package import is_perseus, read

__all__ = ["is_perseus", "read"]
