"""A query that names its columns itself says word for word what peewee would have it say."""

import pytest
from peewee import ModelSelect, fn

from content.models import Channel, Node, Release, Title


def by_peewee(model, *fields):
    return ModelSelect(model, fields or model._meta.sorted_fields, is_default=not fields)


def by_us(model, *fields):
    return model.select(*fields)


def joined(select):
    query = select(Channel, Channel, Release).join(Release, on=Channel.current == Release.id)
    return query.where(Release.number > 1).order_by(Channel.id)


def twice(select):
    other = Node.alias()
    return select(Node, Node, other).join(other, on=other.node_id == Node.node_id)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda select: select(Node), id="a table"),
        pytest.param(lambda select: select(Node, Node.id, Node.release), id="some of its columns"),
        pytest.param(joined, id="two tables"),
        pytest.param(twice, id="a table twice"),
        pytest.param(
            lambda select: select(Node, Node.release, fn.COUNT(Node.id).alias("pages")).group_by(
                Node.release
            ),
            id="a number",
        ),
        pytest.param(
            lambda select: select(Title).where(Title.node << select(Node).where(Node.id < 9)),
            id="rows of those that another query finds",
        ),
        pytest.param(lambda select: select(Channel) | select(Channel), id="two queries in one"),
        pytest.param(
            lambda select: select(Node).where(Node.id == 3).alias("found").select_from(Node.id),
            id="a query of a query",
        ),
        pytest.param(lambda select: select(Node).distinct().limit(3), id="the first few"),
    ],
)
def test_it_is_in_the_words_of_peewee(ask):
    assert ask(by_us).sql() == ask(by_peewee).sql()
