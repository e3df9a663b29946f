"""A process of a model for tests that needs none: it does what it is told."""

import os
import time

from i18n import model

HOW = (__name__, "")


def _loaded(told):
    if told.get("refuses"):
        raise ValueError
    return _answered


def _answered(asked):
    if asked == "die":
        os._exit(1)
    if asked == "hang":
        time.sleep(600)
    return (asked["say"] * asked.get("times", 1)).encode()


if __name__ == "__main__":
    model.answer(_loaded)
