"""The site on a local address: pages with what is wrong with them, and news of the next version."""

from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest

from backprop.build.server import HOST, NEWS, Board, start_server
from backprop.errors import BackpropError

PAGE = "<html><body><p>Here</p></body></html>"


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def address(tmp_path: Path, board: Board) -> Iterator[str]:
    """Serve a folder with a page and a file, and return its address."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here/index.html").write_text(PAGE)
    (tmp_path / "data.csv").write_text("1,2\n")
    server = start_server(tmp_path, 0, board)
    yield f"http://{HOST}:{server.server_port}"
    server.shutdown()
    server.server_close()


def body(address: str) -> str:
    with urlopen(address, timeout=10) as answer:  # noqa: S310
        text: str = answer.read().decode()
    return text


def test_a_page_waits_for_news_and_a_file_is_as_it_is(address: str) -> None:
    page = body(f"{address}/here/")
    assert page.startswith("<html><body><p>Here</p><script>")
    assert page.endswith("</script></body></html>")
    assert NEWS in page
    assert body(f"{address}/data.csv") == "1,2\n"
    assert "The site is being built" in body(f"{address}/")


def test_a_page_shows_what_is_wrong_with_it_alone(address: str, board: Board) -> None:
    board.announce({"/here/": ["docs/here.md:1:2: found <1>, expected 2"]})
    assert "docs/here.md:1:2: found &lt;1&gt;, expected 2" in body(f"{address}/here/")
    assert "expected 2" not in body(f"{address}/")
    board.announce({})
    assert "expected 2" not in body(f"{address}/here/")


def test_news_come_with_the_next_version(address: str, board: Board) -> None:
    version = board.version
    assert body(f"{address}{NEWS}{version - 1}") == str(version)
    Timer(0.1, board.announce, [{}]).start()
    assert int(body(f"{address}{NEWS}{version}")) == board.version > version
    assert body(f"{address}{NEWS}words") == str(board.version)


def test_a_port_in_use_is_an_error(address: str, tmp_path: Path) -> None:
    port = int(address.rpartition(":")[2])
    with pytest.raises(BackpropError, match=rf"{port}: Address .* in use; expected a free port, .* --port"):
        start_server(tmp_path, port, Board())
