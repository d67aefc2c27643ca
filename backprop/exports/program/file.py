"""Programs of a page's length that compute an example anew: in NumPy by hand, in PyTorch by autograd."""

import textwrap

from backprop.core.example import Example
from backprop.exports import FOLDER
from backprop.exports.program.dialect import DIALECTS, Dialect
from backprop.exports.program.literal import LINE
from backprop.exports.program.stages import UPDATES, has_program, stages, tools, usual_graph
from backprop.release import VERSION

SITE = "Backpropagation, worked in full"
OWNERS = "Copyright (c) 2026 The backprop authors"


def program_files(example: Example) -> dict[str, str]:
    """Return the programs of an example by file name; none where it has no arrays."""
    dialects = DIALECTS if has_program(example) else ()
    return {f"{FOLDER}/{example.name}_{dialect.name}.py": program(example, dialect) for dialect in dialects}


def program(example: Example, dialect: Dialect) -> str:
    """Return the program of an example in one dialect."""
    blocks = [f"# {stage.title}\n{stage.code}" for stage in stages(example, dialect)]
    return "\n\n".join([_header(example, dialect), f"{tools(example, dialect)}\n", *blocks]) + "\n"


def _header(example: Example, dialect: Dialect) -> str:
    """Return the docstring of a program: what it is, where its numbers are proved, whose it is."""
    what = f"{example.title}, in {dialect.title}: one pass, one update, {UPDATES[-1]:,} updates."
    lines = (
        *textwrap.wrap(f'"""{what}', LINE),
        "",
        *textwrap.wrap(where_proved(example), LINE),
        "",
        f'Example {example.name} of "{SITE}", version {VERSION}.',
        f"{OWNERS}; MIT licence.",
        '"""',
    )
    return "\n".join(lines)


def where_proved(example: Example, quote: str = "") -> str:
    """Return where on the site the value of a printed key stands, keys and addresses between quotes."""
    graph, page = usual_graph(example), f"{FOLDER}/{example.name}/"
    names = graph.loss, f"@1:{next(iter(graph.updates))}"
    keys = (f"{example.name}{'' if name.startswith('@') else ':'}{name}" for name in names)
    loss, updated = (
        (f"{quote}{key}{quote}", f"{quote}{page}#{name}{quote}")
        for key, name in zip(keys, names, strict=True)
    )
    return (
        f"Each line printed is a key and its value. The proved value of {loss[0]} stands on the site at "
        f"{loss[1]}, that of {updated[0]} at {updated[1]}, and so on."
    )
