"""Programs of a page's length that compute an example anew: in NumPy by hand, in PyTorch by autograd."""

import textwrap

from backprop.examples import Example
from backprop.exports.stages.dialect import DIALECTS, Dialect
from backprop.exports.stages.literal import LINE
from backprop.exports.stages.program import UPDATES, loss, stages, tools
from backprop.release import VERSION

FOLDER = "values"
SITE = "Backpropagation, worked in full"
OWNERS = "Copyright (c) 2026 The backprop authors"


def made(example: Example) -> dict[str, str]:
    """Return the programs of an example by file name."""
    return {f"{FOLDER}/{example.name}_{dialect.name}.py": program(example, dialect) for dialect in DIALECTS}


def program(example: Example, dialect: Dialect) -> str:
    """Return the program of an example in one dialect."""
    blocks = [f"# {stage.title}\n{stage.code}" for stage in stages(example, dialect)]
    return "\n\n".join([_header(example, dialect), f"{tools(example, dialect)}\n", *blocks]) + "\n"


def _header(example: Example, dialect: Dialect) -> str:
    """Return the docstring of a program: what it is, where its numbers are proved, whose it is."""
    found, page = loss(example), f"{FOLDER}/{example.name}/"
    keys = f"{example.name}:{found} stands on the site at {page}#{found}"
    updated = f"{example.name}@1:{found} at {page}#@1:{found}"
    told = (
        f"Each line printed is a key and its value. The proved value of {keys}, that of {updated}, and so on."
    )
    lines = (
        f'"""{example.title}, in {dialect.title}: one pass, one update, {UPDATES[-1]:,} updates.',
        "",
        *textwrap.wrap(told, LINE),
        "",
        f'Example {example.name} of "{SITE}", version {VERSION}.',
        f"{OWNERS}; MIT licence.",
        '"""',
    )
    return "\n".join(lines)
