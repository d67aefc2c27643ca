"""What a table says of a quantity in words: each phrase of the table below is so, or it is not."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from backprop.check.proof.names import Scope
from backprop.check.text.line import line_of
from backprop.check.text.links import key_of
from backprop.check.text.meaning import kind, parts, symbol
from backprop.check.text.numbers import ROLES
from backprop.check.verdict import Verdict, wrong
from backprop.core import registry
from backprop.core.keys import Key
from backprop.networks.examples import EXAMPLES
from backprop.reading.document import Code, Inline, Link, Text

Cell = tuple[Inline, ...]
Holds = Callable[[Key], bool]

_NOUNS = {**ROLES, "actual output": {"target"}}
_LONGEST = "|".join(sorted(_NOUNS, key=len, reverse=True))
_NOUN = re.compile(rf"(?:an?|the)?\s*(?:same |total )?(?P<noun>{_LONGEST})s?\b(?!\s+minus)")
_DERIVATIVE = re.compile(r"(?:the )?derivative of the (?P<upper>\w+) by an? (?P<lower>\w+)")
# Options that give an example what it has not by itself.
_TRIED = ("", ";bias=each", ";momentum=0.9")


def verdict(row: tuple[Cell, ...], scope: Scope, *, exact: bool) -> Iterator[Verdict]:
    """Judge the words of a row; in its second cell they are those of the quantity where that is `exact`."""
    keys = list(_subjects(row, scope))
    if not keys:
        return
    for at, cell in enumerate(row):
        if cell and all(isinstance(part, Text) for part in cell):
            text = " ".join(line_of(cell).text.split())
            message = _not_words(text, keys[0]) if exact and at == 1 else misfit(text.lower(), keys[0])
            if message:
                yield wrong((cell[0].start, cell[-1].end), "table", message)


def _subjects(row: tuple[Cell, ...], scope: Scope) -> Iterator[Key]:
    """Yield the quantities of a row: what its last symbols name, or what its links lead to, or its code."""
    for cell in reversed(row):
        names = [name for part in cell if (name := symbol(part, scope))]
        if names and scope.run:
            yield from (scope.run.of(name) for name in names)
            return
    links = [key_of(part.key) for cell in row for part in cell if isinstance(part, Link)]
    codes = [_anywhere(part.text) for part in row[0] if isinstance(part, Code)] if row else []
    yield from (key for key in links or codes if key)


@cache
def _anywhere(name: str) -> Key | None:
    """Return a quantity of that name, whichever example has it."""
    tries = (key_of(f"{example}{option}:{name}") for example in EXAMPLES for option in _TRIED)
    return next(filter(None, tries), None)


def _not_words(text: str, key: Key) -> str:
    words = registry.graph_of(key)[key.quantity].words
    return "" if text.casefold() == words.casefold() else f"found {text!r}, expected {words!r}"


def misfit(text: str, key: Key) -> str:
    """Return what words say that is not so of a quantity; nothing if all of it is."""
    role, noun = _role(key), _NOUN.match(text)
    if noun and role not in _NOUNS[noun["noun"]]:
        return f"found {noun['noun']!r} beside {key.quantity}, which is of the kind {role}"
    if (derivative := _DERIVATIVE.match(text)) and not _is_derivative(derivative, key):
        return f"found {derivative[0]!r} beside {key.quantity}"
    said = ((pattern.search(text), holds) for pattern, holds in _PHRASES.items())
    return next((f"found {found[0]!r} beside {key}" for found, holds in said if found and not holds(key)), "")


def _role(key: Key) -> str:
    return registry.graph_of(key)[key.quantity.removesuffix("+")].role


def _is_derivative(said: re.Match[str], key: Key) -> bool:
    """Tell whether a derivative is of one kind of quantity by another."""
    upper, slash, lower = key.quantity.partition("/d")
    pairs = (said["upper"], upper.removeprefix("d")), (said["lower"], lower)
    return not slash or all(_role(key.of(name)) in _NOUNS.get(noun, set()) for noun, name in pairs)


def _is(*roles: str) -> Holds:
    return lambda key: _role(key) in roles


def _about(letter: str) -> Holds:
    """Return whether a quantity is about a unit of one layer."""
    return lambda key: letter in {kind(part) for part in parts(key.of("", 0), key.quantity)}


def _has(option: str) -> Holds:
    return lambda key: option in dict(key.options)


_PHRASES: dict[re.Pattern[str], Holds] = {
    re.compile(phrase): holds
    for phrase, holds in {
        r"^(the )?error signal\b": lambda key: key.quantity.startswith("delta"),
        r"^a derivative\b": lambda key: "/" in key.quantity,
        r"^what is given$": lambda key: registry.graph_of(key)[key.quantity].is_given,
        r"^the total error": lambda key: key.quantity == registry.graph_of(key).loss,
        r"after its update": lambda key: key.quantity.endswith("+"),
        r"hidden neuron|first layer": _about("h"),
        r"output neuron|second layer|each output|network answers": _about("o"),
        r"before the sigmoid": _is("net"),
        r"after the sigmoid|network answers": _is("output"),
        r"should answer": _is("target"),
        r"biases of": _is("bias"),
        r"squared": _is("error"),
        r"\w minus \w": _is("gradient"),
        r"biases trained": _has("bias"),
        r"another rate": _has("rate"),
        r"one parameter after the other": _has("update"),
    }.items()
}
