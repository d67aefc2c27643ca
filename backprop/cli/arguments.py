"""What the commands take: numbers, days, and the folder that holds the pages."""

import argparse
import re
from datetime import date
from pathlib import Path

DOCS = Path("docs")


def digit_count(text: str) -> int:
    """Return a number of digits, at most a thousand."""
    if not text.isdecimal() or int(text) > 1000:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number up to 1000")
    return int(text)


def positive_digit_count(text: str) -> int:
    """Return a number of digits, at least one."""
    if digit_count(text) == 0:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected at least 1")
    return int(text)


def positive_count(text: str) -> int:
    """Return a whole number of things, at least one."""
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 10 and int(text)):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number, at least 1")
    return int(text)


def port_number(text: str) -> int:
    """Return the number of a port."""
    if positive_count(text) > 65_535:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a port, at most 65535")
    return int(text)


def day(text: str) -> date:
    """Return a day."""
    match = re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    try:
        return date.fromisoformat(match[0] if match else "")
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a day such as 2026-11-22") from error


def pages_below(paths: list[Path]) -> tuple[Path, list[Path]]:
    """Return the folder that holds the pages, and what is chosen of it; a built site is one of its own."""
    if len(paths) == 1 and (paths[0] / "index.html").is_file():
        return paths[0], []
    return DOCS, paths
