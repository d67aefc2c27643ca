import io
from contextlib import redirect_stderr

import pytest

from backprop import progress
from backprop.progress import counter, hide, show_progress, track, track_total


class Screen(io.StringIO):
    """A standard error that is a terminal, or is none."""

    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Return a terminal at which everything takes long."""
    monkeypatch.setattr(progress, "DELAY", -1)
    monkeypatch.setattr(progress, "PAUSE", -1)
    monkeypatch.setenv("TERM", "xterm")
    return Screen()


def test_items_come_as_they_are_and_each_is_counted(screen: Screen) -> None:
    with redirect_stderr(screen), show_progress():
        assert list(track({"a": 1, "b": 2}.items(), "reading")) == [("a", 1), ("b", 2)]
    for count in ("reading", "0/2", "1/2"):
        assert count in screen.getvalue()


def test_items_of_unknown_number_are_counted_to_a_known_one(screen: Screen) -> None:
    with redirect_stderr(screen), show_progress():
        assert list(track_total(3, iter("abc"), "trying")) == ["a", "b", "c"]
    assert "2/3" in screen.getvalue()


def test_what_is_done_elsewhere_is_counted_when_it_says_so(screen: Screen) -> None:
    with redirect_stderr(screen), show_progress():
        done = counter(4, "preparing")
        done()
        done()
    assert "2/4" in screen.getvalue()


def test_the_line_is_gone_at_the_end_and_the_cursor_back(screen: Screen) -> None:
    with redirect_stderr(screen), show_progress():
        items = track("abc", "reading")
        assert [next(items), next(items)] == ["a", "b"]
    hidden, cursor, erased = "\x1b[?25l", "\x1b[?25h", "\x1b[2K"
    assert screen.getvalue().count(hidden) == screen.getvalue().count(cursor) == 1
    assert screen.getvalue().endswith(erased)


def test_what_is_quickly_done_shows_nothing(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "DELAY", 1000)
    with redirect_stderr(screen), show_progress():
        assert list(track("abc", "reading")) == ["a", "b", "c"]
    assert screen.getvalue() == ""


@pytest.mark.parametrize("stream", [Screen(is_terminal=False), None])
@pytest.mark.usefixtures("screen")
def test_a_pipe_gets_nothing(stream: Screen | None) -> None:
    with redirect_stderr(stream), show_progress():
        assert list(track("abc", "reading")) == ["a", "b", "c"]
    assert stream is None or stream.getvalue() == ""


def test_nothing_is_shown_unless_a_command_asks_for_it(screen: Screen) -> None:
    with redirect_stderr(screen):
        assert list(track("abc", "reading")) == ["a", "b", "c"]
    with redirect_stderr(screen), show_progress():
        hide()
        assert list(track("abc", "reading")) == ["a", "b", "c"]
    assert screen.getvalue() == ""


@pytest.mark.parametrize(("name", "is_coloured"), [("COLORTERM", True), ("NO_COLOR", False)])
def test_colour_is_left_out_where_nobody_wants_it(
    name: str, is_coloured: bool, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    with redirect_stderr(screen), show_progress():
        assert list(track("abc", "reading"))
    assert ("\x1b[32m" in screen.getvalue() or "\x1b[38" in screen.getvalue()) is is_coloured


def test_a_terminal_that_cannot_move_its_cursor_gets_nothing(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with redirect_stderr(screen), show_progress():
        assert list(track("abc", "reading"))
    assert "reading" not in screen.getvalue()
