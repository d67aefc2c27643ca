"""Keys, the permanent addresses of quantities: `<example>[;<option>=<value>]…[@<step>]:<quantity>`."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.example import DECIMAL, SIGNED, Example
from backprop.core.examples import EXAMPLES
from backprop.errors import BackpropError

_KEY = re.compile(
    r"(?P<example>[a-z][a-z0-9-]*)(?P<options>(?:;[a-z]+=[^;@:]{1,99})*)(?:@(?P<step>[0-9]{1,6}))?:(?P<quantity>\S*)"
)
_NUMBERS = {DECIMAL: r"[0-9]+(\.[0-9]+)?", SIGNED: r"-?[0-9]+(\.[0-9]+)?"}


@dataclass(frozen=True)
class Key:
    """An address in its one spelling: options that are default and step 0 are left out."""

    example: str
    options: tuple[tuple[str, str], ...]
    step: int
    quantity: str

    @property
    def run(self) -> str:
        """The part of the key before the colon."""
        options = "".join(f";{name}={value}" for name, value in self.options)
        return f"{self.example}{options}" + (f"@{self.step}" if self.step else "")

    @property
    def fragment(self) -> str:
        """The anchor of the key on the values page of its example."""
        return str(self).removeprefix(self.example).removeprefix(":")

    def of(self, quantity: str, step: int | None = None) -> "Key":
        """Return the key of another quantity of the same run."""
        return Key(self.example, self.options, self.step if step is None else step, quantity)

    def __str__(self) -> str:
        return f"{self.run}:{self.quantity}"


def parse(text: str) -> Key:
    """Return the key that `text` writes, in whatever order its options stand."""
    match = _KEY.fullmatch(text)
    if match is None:
        raise BackpropError(
            f"found {text!r}, expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total"
        )
    example = known_example(match["example"])
    pairs = [pair.partition("=") for pair in match["options"].split(";")[1:]]
    if len({name for name, _, _ in pairs}) < len(pairs):
        raise BackpropError(f"found {text!r}, expected each option once")
    chosen = {name: _checked(example, name, value) for name, _, value in pairs}
    options = tuple((name, chosen[name]) for name in example.options if name in chosen)
    changed = tuple((name, value) for name, value in options if value != default(example, name))
    return Key(example.name, changed, int(match["step"] or 0), match["quantity"])


def parse_run(text: str) -> Key:
    """Return the key of a pass, with no quantity: `mazur;bias=each@1`."""
    if ":" in text or not _KEY.fullmatch(f"{text}:"):
        raise BackpropError(f"found {text!r}, expected a run such as mazur or mazur;bias=each@1")
    return parse(f"{text}:")


def parse_fragment(example: str, fragment: str) -> Key:
    """Return the key whose anchor on the values page of `example` is `fragment`."""
    return parse(f"{example}{fragment}" if fragment[:1] in {";", "@"} else f"{example}:{fragment}")


def known_example(name: str) -> Example:
    """Return the example of that name, or raise with the nearest ones."""
    if name not in EXAMPLES:
        near = difflib.get_close_matches(name, EXAMPLES, cutoff=0.4) or list(EXAMPLES)
        raise BackpropError(f"no example is named {name!r}; the nearest: {', '.join(near)}")
    return EXAMPLES[name]


def default(example: Example, option: str) -> str:
    """Return the value that `option` has where a key does not give it."""
    return example.options[option][0]


def settings(example: Example, options: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return all options of `example`, those given and the defaults."""
    return {name: values[0] for name, values in example.options.items()} | dict(options)


def words_of(example: Example, option: str) -> list[str]:
    """Return the values of `option` that are written as they stand, among them no number it may take."""
    allowed = example.options[option]
    return [word for word in allowed if word.isalpha() or allowed[-1] not in _NUMBERS]


def _checked(example: Example, name: str, value: str) -> str:
    """Return `value` in its one spelling, or raise with what is expected."""
    allowed = example.options.get(name)
    if allowed is None:
        raise BackpropError(f"{example.name} has no option {name!r}; it has {', '.join(example.options)}")
    words = words_of(example, name)
    if value in words:
        return value
    fault, numbers = f"{example.name}: found {name}={value}", allowed[-1]
    if numbers not in _NUMBERS:
        raise BackpropError(f"{fault}, expected one of {', '.join(words)}")
    if not re.fullmatch(_NUMBERS[numbers], value):
        raise BackpropError(f"{fault}, expected {' or '.join([*words, numbers])}")
    spelled = significant(VALUE_DIGITS)(Fraction(value))
    if Fraction(spelled) != Fraction(value):
        raise BackpropError(f"{fault}, expected no more than {VALUE_DIGITS} significant digits")
    return spelled
