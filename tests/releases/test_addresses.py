"""Released addresses: each is that of a page today, or leads on to one."""

from pathlib import Path

import pytest

from backprop.errors import BackpropError
from backprop.pages.redirects import kept_addresses
from backprop.releases import changelog
from backprop.releases.addresses import lost_addresses, released_addresses, write_addresses

ROOT = Path(__file__).parents[2]
RELEASED = {"/": "1.0.0", "/learn/paths/": "1.1.0"}


def test_every_released_address_leads_to_a_page() -> None:
    assert "\n".join(lost_addresses(released_addresses(), kept_addresses(ROOT / "docs"))) == ""
    assert len(released_addresses()) > 100


def test_every_address_is_of_a_release_that_the_changelog_tells_of() -> None:
    versions = {release.version for release in changelog.read(ROOT / "CHANGELOG.md")}
    assert {*released_addresses().values()} <= versions


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ({"/", "/learn/paths/", "/new/"}, ""),
        ({"/"}, "/learn/paths/: found no page, expected one as released in 1.1.0"),
    ],
)
def test_an_address_that_is_lost_is_named(kept: set[str], lost: str) -> None:
    assert "".join(lost_addresses(RELEASED, kept)).partition(";")[0] == lost


def test_addresses_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "pages.tsv"
    write_addresses(RELEASED, path)
    assert released_addresses(path) == RELEASED
    assert path.read_text("utf-8") == "/\t1.0.0\n/learn/paths/\t1.1.0\n"


@pytest.mark.parametrize("line", ["/learn/paths/", "learn/paths/\t1.0.0", "/learn/paths/\t"])
def test_a_broken_line_names_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pages.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BackpropError, match=r"pages\.tsv:1: found .*, expected an address and a release"):
        released_addresses(path)
