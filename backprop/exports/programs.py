"""Programs of a page's length that compute an example anew: in NumPy by hand, in PyTorch by autograd."""

import textwrap

from backprop.exports.stages.dialect import DIALECTS, Dialect
from backprop.exports.stages.literal import LINE
from backprop.exports.stages.program import UPDATES, graph, loss, stages, tools
from backprop.networks.examples import Example
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
    name, page = example.name, f"{FOLDER}/{example.name}/"
    updated = next(iter(graph(example).updates))
    what = f"{example.title}, in {dialect.title}: one pass, one update, {UPDATES[-1]:,} updates."
    where = (
        f"Each line printed is a key and its value. The proved value of {name}:{loss(example)} stands on the "
        f"site at {page}#{loss(example)}, that of {name}@1:{updated} at {page}#@1:{updated}, and so on."
    )
    lines = (
        *textwrap.wrap(f'"""{what}', LINE),
        "",
        *textwrap.wrap(where, LINE),
        "",
        f'Example {name} of "{SITE}", version {VERSION}.',
        f"{OWNERS}; MIT licence.",
        '"""',
    )
    return "\n".join(lines)
