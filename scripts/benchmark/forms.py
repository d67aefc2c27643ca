"""A corpus in the forms that other tools take: the same prose, the same formulas, the same digits."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

Pages = Mapping[PurePosixPath, str]
Form = Callable[[Pages], Pages]

FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
DIRECTIVE = re.compile(r"^<!-- /?backprop.*-->\n", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\(\.\./values/\w+\.md#([^)]+)\)")
NUMBER = re.compile(r"-?\d+\.\d+")
FENCE = re.compile(r"^```math\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VALUES = PurePosixPath("values")  # the folder that only our own tool has a use for


def unchanged(pages: Pages) -> Pages:
    """Return the pages as they are, those of all values too."""
    return pages


def fenced(pages: Pages) -> Pages:
    """Return the pages with plain digits, the formulas in fences as they are."""
    return {path: LINK.sub(r"\1", bare(text)) for path, text in lessons(pages).items()}


def dollars(pages: Pages) -> Pages:
    """Return the pages with plain digits, the formulas between two dollars."""
    return {path: between_dollars(text) for path, text in fenced(pages).items()}


def calls(pages: Pages) -> Pages:
    """Return the pages with a macro that looks up each number in a file, the formulas between two dollars."""
    numbers: dict[str, str] = {}

    def call(match: re.Match[str]) -> str:
        if not NUMBER.fullmatch(match[1]):
            return match[1]
        numbers[match[2]] = match[1]
        return f'{{{{ value("{match[2]}") }}}}'

    written = {
        path: between_dollars(LINK.sub(call, bare(text)).replace("{#", "{ #"))
        for path, text in lessons(pages).items()
    }
    return written | {PurePosixPath("values.json"): json.dumps(numbers, indent=0, sort_keys=True)}


def lessons(pages: Pages) -> Pages:
    """Return the pages that are there to be read."""
    return {path: text for path, text in pages.items() if VALUES not in path.parents}


def bare(text: str) -> str:
    """Return a page without its front matter, and without the comments that make blocks."""
    return DIRECTIVE.sub("", FRONT.sub("", text))


def between_dollars(text: str) -> str:
    """Return a page whose formulas stand between two dollars."""
    return FENCE.sub(lambda match: f"$$\n{match[1]}$$", text)
