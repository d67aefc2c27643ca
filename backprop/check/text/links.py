"""A link to a quantity: its key exists, and what it shows are the digits or the words of that quantity."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TypeVar

from flint import arb, fmpq

from backprop.check.printed import fits, is_exact, rounded
from backprop.check.proof.nearest import nearest
from backprop.check.text.spoken import NAME
from backprop.check.verdict import CLEAN, Verdict, accounted, wrong
from backprop.core import keys, registry
from backprop.core.keys import Key
from backprop.errors import BackpropError, UndecidedError
from backprop.reading.document import Link

NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?(?![\w.]*\w)")
LEAST_DIGITS = 3

T = TypeVar("T")


def verdict(link: Link) -> Verdict:
    """Judge a link; a problem stands at its text, or at its address where the key is wrong."""
    found, rule, message = judged(link.text, link.key)
    if not message:
        return found
    return wrong(link.address if rule == "key" else (link.start, link.end), rule, message)


@cache
def key_of(text: str) -> Key | None:
    """Return the key that `text` spells, None where there is no such quantity."""
    try:
        return registry.entry(keys.parse(text)).key
    except BackpropError:
        return None


@cache
def key_in(run: Key, name: str) -> Key | None:
    """Return the key of a quantity as a pass uses it, None where the pass has none of that name."""
    try:
        return registry.at(run, name)
    except BackpropError:
        return None


@cache
def judged(text: str, address: str) -> tuple[Verdict, str, str]:
    """Return what `text` at a link to `address` accounts for, and the rule it breaks with a message."""
    try:
        key = keys.parse(address)
        words = registry.entry(key).quantity.words
        registry.enclosure(key)
    except BackpropError as error:
        return CLEAN, "key", str(error)
    if _plain(text) == words.casefold():
        return accounted("named"), "", ""
    numbers = NUMBER.findall(NAME.sub("", text))
    if not numbers:
        return CLEAN, "words", f"found {text!r}, expected the digits of {key} or its words: {words}"
    for number in numbers:
        if message := misprint(number, key):
            return CLEAN, "value", message
    return accounted("linked", len(numbers)), "", ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).removeprefix("the ")


def misprint(number: str, key: Key) -> str:
    """Return what is wrong with `number` as the digits of `key`; nothing if they are right."""
    text = number.replace(",", "").replace("−", "-")
    if not fitting(text, key):
        places = len(text.partition(".")[2])
        expected = decided(key, lambda value: rounded(value, places))
        return f"found {number}, expected {expected} for {key}{_elsewhere(text, key)}"
    shown = significant(text)
    if shown < LEAST_DIGITS and not decided(key, lambda value: is_exact(text, value)):
        return f"found {number} with {shown} significant digits for {key}, expected at least {LEAST_DIGITS}"
    return ""


def significant(text: str) -> int:
    """Return how many significant digits a decimal text shows."""
    return len(text.lstrip("-").replace(".", "").lstrip("0"))


def fitting(text: str, key: Key, digits: int | None = None) -> bool:
    """Tell whether `text` is the rounding of the value of `key`, at whatever precision decides it."""
    return decided(key, lambda value: fits(text, value, digits))


def decided(key: Key, use: Callable[[fmpq | arb], T]) -> T:
    """Return what `use` makes of the value of `key`, from as many bits as that takes."""
    for precision in registry.PRECISIONS[:-1]:
        try:
            return use(registry.proved(key, precision))
        except UndecidedError:
            continue
    return use(registry.proved(key, registry.PRECISIONS[-1]))


def _elsewhere(text: str, key: Key) -> str:
    """Return which quantity `text` would be: of the same pass, of the first, or one step before or after."""
    if significant(text) < LEAST_DIGITS:
        return ""
    steps = dict.fromkeys((key.step, 0, key.step + 1, max(0, key.step - 1)))
    found = (nearest(replace(key, step=step, quantity=""), text) for step in steps)
    return next(filter(None, found), "")
