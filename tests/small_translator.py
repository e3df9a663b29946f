"""A translator small enough for tests: a real model of CTranslate2 that goes word by word.

Its weights are arranged, not learned. Each word and each place has a dimension of its own; the
decoder, at its third word, attends to the third word of the sentence and gives the word that the
table has for it. Words it does not know become ``<unk>``.
"""

import io
import json
import tempfile
from functools import cache
from pathlib import Path

WORDS = {
    "Au": "At",
    "marché.": "market.",
    "marché": "market",
    "Les": "The",
    "prix": "prices",
    "un": "one",
    "euro": "euro",
    "deux": "two",
    "euros": "euros",
    "Bonjour": "Hello",
    "le": "the",
    "monde.": "world.",
    "vend": "sells",
    "Il": "He",
    "du": "some",
    "pain": "bread",
    "pain.": "bread.",
    "X1X": "X1X",
    "X2X": "X2X",
}
PLACES = 40
"""Words of a sentence, its end among them."""
UNKNOWN, BEGIN, END = "<unk>", "<s>", "</s>"
CARD = {
    "name": "Essai",
    "from": "fr",
    "to": "en",
    "license": "CC BY 4.0",
    "version": "1",
    "end": [END],
}


def write(folder, card=None, **other):
    """Write a translator into a folder as a publisher has it, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        (folder / name).write_bytes(other.pop(name.replace(".", "_"), data))
    said = (CARD if card is None else card) | other
    lines = [f"{name} = {json.dumps(value)}" for name, value in said.items()]
    (folder / "translator.toml").write_text("\n".join([*lines, ""]), "utf-8")
    return folder


@cache
def files():
    """The files of the model, as its converter writes them, and its two sentence pieces."""
    return {
        **_model(),
        "source.spm": _pieces(WORDS),
        "target.spm": _pieces(WORDS.values()),
    }


def _pieces(words):
    import sentencepiece

    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(words)] * 2),
        model_writer=made,
        model_type="word",
        vocab_size=1_000,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    return made.getvalue()


def _model():
    import numpy
    from ctranslate2.specs import TransformerSpec

    source = [UNKNOWN, BEGIN, END, *(f"▁{word}" for word in WORDS)]
    target = [UNKNOWN, BEGIN, END, *dict.fromkeys(f"▁{word}" for word in WORDS.values())]
    table = [0, 1, 2, *(target.index(f"▁{word}") for word in WORDS.values())]
    signs, depth = len(source), len(source) + PLACES

    def zeros(*shape):
        return numpy.zeros(shape, dtype=numpy.float32)

    def norm(layer):
        layer.gamma, layer.beta = numpy.ones(depth, dtype=numpy.float32), zeros(depth)

    def linear(layer, weight):
        layer.weight, layer.bias = weight.astype(numpy.float32), zeros(len(weight))

    def feed(layer):
        norm(layer.layer_norm)
        linear(layer.linear_0, zeros(8, depth))
        linear(layer.linear_1, zeros(depth, 8))

    def still(attention):
        norm(attention.layer_norm)
        linear(attention.linear[0], zeros(3 * depth, depth))
        linear(attention.linear[1], zeros(depth, depth))

    spec = TransformerSpec.from_config(1, 1, pre_norm=True)
    places = zeros(PLACES, depth)
    places[numpy.arange(PLACES), signs + numpy.arange(PLACES)] = 1
    is_place = numpy.diag([0.0] * signs + [1.0] * PLACES)
    is_sign = numpy.diag([1.0] * signs + [0.0] * PLACES)
    for part in (spec.encoder, spec.decoder):
        part.scale_embeddings = False
        part.position_encodings.encodings = places
        norm(part.layer_norm)
        still(part.layer[0].self_attention)
        feed(part.layer[0].ffn)
    spec.encoder.embeddings[0].weight = numpy.eye(signs, depth, dtype=numpy.float32)
    spec.decoder.embeddings.weight = zeros(len(target), depth)
    looks = spec.decoder.layer[0].attention
    norm(looks.layer_norm)
    linear(looks.linear[0], 100 * is_place)
    linear(looks.linear[1], numpy.concatenate([is_place, 100 * is_sign]))
    linear(looks.linear[2], numpy.eye(depth))
    said = zeros(len(target), depth)
    said[table, numpy.arange(signs)] = 10
    linear(spec.decoder.projection, said)
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.validate()
    spec.optimize(quantization=None)
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def put_in(library, folder, channel="traducteur", **card):
    """Put a translator into a library as an installation does, without its road."""
    from content.bundle import build, open_bundle
    from content.formats.asked import Asked
    from content.formats.desk import opened
    from content.formats.sources import sources

    (source,) = sources(write(folder / f"{channel}-pack", **card), Asked(id=channel))
    draft = source().draft
    manifest = open_bundle(build(draft, folder / f"{channel}-built"))
    for sha256, blob in draft.blobs.items():
        with opened(blob) as file:
            library.store.add(sha256, [file.read()])
    library.switch(library.stage(draft.catalogue, manifest))
