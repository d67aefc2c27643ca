"""What one process can do for a build without the others: the pages, figures and data of one example."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from backprop import files
from backprop.check.survey import checked
from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key
from backprop.pages.assets import draw_figures
from backprop.pages.inject import Printed, own_patches, printed_keys, summing_patches, unrecorded
from backprop.pages.pages import load, printing

Pages = Mapping[PurePosixPath, str]
# So few pages are sooner made than processes are started.
FEW = 3


@dataclass(frozen=True)
class Share:
    """An example, empty for pages of none, and the pages that name it most often."""

    example: str
    docs: Path
    pages: Pages


def shares_of(docs: Path) -> list[Share]:
    """Return the shares of the pages below a folder, the longest first; none where little is to be done."""
    pages = load(docs)
    if len(unrecorded(pages, docs)) <= FEW:
        return []
    shares: defaultdict[str, dict[PurePosixPath, str]] = defaultdict(dict)
    for path, text in pages.items():
        shares[_example_of(f"{path} {text}")][path] = text
    ordered = sorted(shares.items(), key=lambda share: -sum(map(len, share[1].values())))
    return [Share(example, docs, own) for example, own in ordered]


def _example_of(text: str) -> str:
    """Return the example that a text names most often."""
    names = Counter(name for name in re.findall(r"[a-z][a-z0-9-]*", text) if name in EXAMPLES)
    return max(names, key=names.__getitem__, default="")


def write_numbers(share: Share) -> None:
    """Make what belongs into the pages of a share, and draw their figures."""
    own_patches(share.pages, share.docs)
    draw_figures(share.docs, share.pages)


def check_and_export(share: Share) -> None:
    """Check the pages and figures of a share, make what sums up, and the data of its example."""
    from backprop.exports.export import example_files

    for path, text in share.pages.items():
        checked(share.docs, share.docs / path, text)
    for figure in draw_figures(share.docs, share.pages):
        checked(share.docs, figure, files.read(figure))
    printed, addresses = _printed(share.docs)
    summing_patches(share.pages, share.docs, printed)
    if share.example:
        example_files(EXAMPLES[share.example], addresses)


@cache
def _printed(docs: Path) -> tuple[Printed, Mapping[Key, list[str]]]:
    """Return the pages that print each key, and their addresses; the first round has made both."""
    return printed_keys(load(docs), docs), printing(docs)
