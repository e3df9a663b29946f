"""Finding: one search over everything the library holds, in every language at once.

A *document* is one version of one node: its language, ordinary or easy to read. It is read
as *words* (folded: no capitals, no accents, no harakat) and as *stems* (« fractions »
becomes « fraction »), each language in its own way, and kept in the *index*. A *query* is
what somebody typed; its answer is *hits* with a *snippet* each, *facets* (how many hits
per language, subject, kind, level) and, where the words as typed find nothing, a
*correction* out of the words that the library does hold.

    documents ──replace──> index ──search──> results
                             └──> forms (how each word is written, and how it sounds)

The index is made from the library and can be made again; nothing here is anybody's data.
``Index.releases()`` says what it holds, so that whoever owns the library sees what is missing.
"""
