r"""Names of several letters set upright, so that `net` does not look like the product n e t.

Pages hold plain TeX; `\mathrm` comes while a page is built. Two letters may be two indices or a differential,
as in `w_{jk}` and `dx`, and stay as they are.
"""

import re

from backprop.pages.roles import COMMAND, DEFINING, GROUP

_PIECE = re.compile(
    rf"""
    (?P<name>(?<![A-Za-z])[A-Za-z]{{3,}})
    | \\html[A-Za-z]++\s*+{GROUP}  # its second argument is mathematics
    | {COMMAND}
    | [_^]\s*+[A-Za-z]  # an index without braces is one letter
    """,
    re.VERBOSE | re.DOTALL,
)


def upright(tex: str) -> str:
    """Return the TeX of a formula with its names of three letters or more upright."""
    return tex if DEFINING.search(tex) else _PIECE.sub(_piece, tex)


def _piece(match: re.Match[str]) -> str:
    return rf"\mathrm{{{match[0]}}}" if match["name"] else match[0]
