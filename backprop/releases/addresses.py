"""The addresses of released pages: each is that of a page for ever, or leads on to one.

They are held from the root of the site, such as `/learn/paths/`, each with the release that first had it.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from backprop import files
from backprop.core.project import project
from backprop.errors import BackpropError

ADDRESSES = Path(__file__).with_name("pages.tsv")


@cache
def released_addresses(path: Path = ADDRESSES) -> Mapping[str, str]:
    """Return each address and its release, in the order of the file; another project has released none."""
    if path == ADDRESSES and not project().is_own:
        return {}
    lines = enumerate(files.read(path).splitlines(), 1)
    return dict(_row(line, f"{path}:{number}") for number, line in lines)


def _row(line: str, place: str) -> tuple[str, str]:
    address, _, since = line.partition("\t")
    if not (address.startswith("/") and since):
        raise BackpropError(
            f"{place}: found {line!r}, expected an address and a release; take the line from a release"
        )
    return address, since


def write_addresses(released: Mapping[str, str], path: Path = ADDRESSES) -> None:
    """Write the file anew."""
    files.write(path, "".join(f"{address}\t{since}\n" for address, since in released.items()))
    released_addresses.cache_clear()


def lost_addresses(released: Mapping[str, str], kept: Collection[str]) -> Iterator[str]:
    """Yield a line for each released address that leads nowhere."""
    for address, since in released.items():
        if address not in kept:
            yield (
                f"{address}: found no page, expected one as released in {since}; "
                "move pages with backprop mv, or name another page under redirects in mkdocs.yml"
            )
