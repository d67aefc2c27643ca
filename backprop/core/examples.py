"""The examples of the project: those that its setting names, by name."""

import sys
from importlib import import_module
from pathlib import Path

from backprop.code import PACKAGE, digest_of_code
from backprop.core.example import Example
from backprop.core.project import project
from backprop.errors import BackpropError


def load(place: str) -> dict[str, Example]:
    """Return the examples at `module:NAME`; the module may be in the current folder."""
    module, _, name = place.partition(":")
    sys.path.append(str(Path.cwd()))
    try:
        examples = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise BackpropError(
            f"found no examples at {place}: {error}; name a module and what it holds"
        ) from error
    finally:
        sys.path.remove(str(Path.cwd()))
    if not isinstance(examples, dict) or not all(isinstance(each, Example) for each in examples.values()):
        raise BackpropError(f"found no examples at {place}, expected a dict of names and examples")
    return examples


def sources(place: str) -> tuple[bytes, ...]:
    """Return what is in the folder that the examples of `module:NAME` come from, if that is not ours."""
    module = sys.modules[place.partition(":")[0]]
    paths = [] if _is_ours(module.__name__) else sorted(Path(module.__file__ or "").parent.glob("*.py"))
    return tuple(path.read_bytes() for path in paths)


def _is_ours(module: str) -> bool:
    return module.startswith(f"{PACKAGE}.")


def origin(example: Example) -> tuple[str | bytes, ...]:
    """Return all that the values of an example come of, beside its options and the code for any example.

    A literal of a class of ours says all in its `repr`; of any other, what its folder holds counts.
    """
    module = type(example).__module__
    return (digest_of_code(module), repr(example)) if _is_ours(module) else (example.name, *SOURCES)


# Taken once, when the first command asks: what is edited later belongs to the next one.
EXAMPLES = load(project().examples)
SOURCES = sources(project().examples)
# As they are at first: what a program puts in their place later is kept apart from what is stored of them.
KNOWN = dict(EXAMPLES)
