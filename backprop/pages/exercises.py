"""What stands below an exercise: which number it asks for, and how exactly; and how many a page asks for."""

from backprop.core import registry
from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered, arguments

UNNAMED = "unnamed"


def asked(words: tuple[str, ...], _: Context) -> Rendered:
    """Return the line of an exercise: `asked KEY`, with `unnamed` behind where the symbol says too much."""
    is_unnamed = words[1:] == (UNNAMED,)
    (key,), _named = arguments(words[:1] if is_unnamed else words, f"asked KEY [{UNNAMED}]", 1)
    entry = registry.entry(parse(key))
    name = "one number" if is_unnamed else f"$`{_symbol(entry)}`${_after(entry.key.step)}"
    rule = "exactly" if registry.digits(entry.key).exact else "to six digits"
    return Rendered(f"Asked for: {name}, {rule}.", frozenset())


def _symbol(entry: registry.Entry) -> str:
    """Return the symbol without the mark of an update, since the step is named."""
    return entry.quantity.tex.removesuffix("^{+}")


def _after(step: int) -> str:
    return f" after {step:,} update{'s' if step > 1 else ''}" if step else ""


def tasks(words: tuple[str, ...], _: Context) -> Rendered:
    """Return the line of a page: `tasks COUNT`."""
    (count,), _named = arguments(words[:1], "tasks COUNT", 1)
    if not count.isdecimal():
        raise BackpropError(f"found tasks {count}, expected tasks COUNT")
    return Rendered(f"Tasks that ask for a number: {count}.", frozenset())
