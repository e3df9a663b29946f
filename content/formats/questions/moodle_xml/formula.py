"""The formulas of Moodle's calculated questions: a closed language of numbers, and no more.

    sum = product (("+" | "-") product)*      product = sign (("*" | "/" | "%") sign)*
    sign = ("+" | "-") sign | atom            atom = number | "(" sum ")" | name "(" sums ")"

Nothing of it is handed to Python to run. Numbers are floats, as Moodle reckons; what comes out is
rounded to so many digits before it becomes an answer.

Source: Moodle, question type "calculated": its list of functions.
"""

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

LONGEST = 1_000
"""Characters of a formula."""
DEEPEST = 30
"""Brackets in each other."""
_DIGITS = 25
"""Digits of a number that is rounded: more than a float knows."""
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(\w+)|(.))")
_ONE: dict[str, Callable[[float], float]] = {
    **{name: getattr(math, name) for name in ("acos", "acosh", "asin", "asinh", "atan", "atanh")},
    **{name: getattr(math, name) for name in ("cos", "cosh", "sin", "sinh", "tan", "tanh")},
    **{name: getattr(math, name) for name in ("exp", "expm1", "log10", "log1p", "sqrt")},
    **{"abs": abs, "ceil": math.ceil, "floor": math.floor},
    **{"deg2rad": math.radians, "rad2deg": math.degrees},
}
_TWO: dict[str, Callable[[float, float], float]] = {
    "atan2": math.atan2,
    "fmod": math.fmod,
    "pow": math.pow,
}


class BadFormula(ValueError):
    """A formula cannot be read, or has no value."""


def value_of(formula: str) -> float:
    """Return what a formula is, its wildcards replaced by numbers already.

    Raises:
        BadFormula: it is none, or its value is no number.
    """
    if len(formula) > LONGEST:
        raise BadFormula(formula)
    reader = _Reader(formula)
    try:
        value = float(reader.sum())
    except (ArithmeticError, ValueError, TypeError) as error:
        raise BadFormula(formula) from error
    if reader.ahead or not math.isfinite(value):
        raise BadFormula(formula)
    return value


def rounded(value: float, length: int, figures: bool) -> str:
    """Return a number in digits: so many after the point, or so many that tell something."""
    length = min(max(length, 0), 15)
    exact = Decimal(repr(value))
    if figures:
        length = max(length, 1) - 1 - exact.adjusted() if exact else 0
    if exact.adjusted() + length > _DIGITS:
        raise BadFormula(str(value))
    return f"{exact.quantize(Decimal(1).scaleb(-length), ROUND_HALF_UP):f}"


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, formula: str) -> None:
        self._tokens = [found.groups() for found in _TOKEN.finditer(formula.strip())]
        self._place = 0
        self._depth = 0

    @property
    def ahead(self) -> str:
        """Return the next word or sign; "" at the end."""
        if self._place >= len(self._tokens):
            return ""
        return "".join(filter(None, self._tokens[self._place]))

    def _taken(self, *signs: str) -> str:
        found = self.ahead
        if found and found in signs:
            self._place += 1
            return found
        return ""

    def sum(self) -> float:
        value = self._product()
        while sign := self._taken("+", "-"):
            more = self._product()
            value = value + more if sign == "+" else value - more
        return value

    def _product(self) -> float:
        value = self._signed()
        while sign := self._taken("*", "/", "%"):
            more = self._signed()
            if sign == "%":
                value = math.fmod(int(value), int(more))
            else:
                value = value * more if sign == "*" else value / more
        return value

    def _signed(self) -> float:
        turns = 1
        while sign := self._taken("+", "-"):
            turns = -turns if sign == "-" else turns
        return turns * self._atom()

    def _atom(self) -> float:
        if self._place >= len(self._tokens):
            raise BadFormula("end")
        number, name, _sign = self._tokens[self._place]
        if number:
            self._place += 1
            return float(number)
        if name:
            self._place += 1
            return self._called(name.lower(), self._within())
        (value,) = self._within()
        return value

    def _within(self) -> list[float]:
        """Return the values between brackets."""
        self._depth += 1
        if not self._taken("(") or self._depth > DEEPEST:
            raise BadFormula("(")
        values: list[float] = []
        if not self._taken(")"):
            values.append(self.sum())
            while self._taken(","):
                values.append(self.sum())
            if not self._taken(")"):
                raise BadFormula(")")
        self._depth -= 1
        return values

    def _called(self, name: str, values: list[float]) -> float:
        if name == "pi" and not values:
            return math.pi
        if name in ("min", "max") and len(values) > 1:
            return min(values) if name == "min" else max(values)
        if name == "log" and len(values) in (1, 2):
            return math.log(*values)
        if name == "round" and len(values) in (1, 2):
            places = int(values[1]) if len(values) > 1 else 0
            return float(rounded(values[0], places, False))
        if name in _ONE and len(values) == 1:
            return _ONE[name](values[0])
        if name in _TWO and len(values) == 2:
            return _TWO[name](*values)
        raise BadFormula(name)
