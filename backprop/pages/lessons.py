"""The lessons of a course in the order of the navigation: what each one teaches, and what it needs."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from backprop import files
from backprop.errors import BackpropError, fault
from backprop.pages.settings import SETTINGS, compose_settings, value_of
from backprop.reading.front import Front, blank_front, read_front

NAVIGATION = "nav"
_TITLE = re.compile(r"^# (?P<title>[^\n]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Lesson:
    """A page of the navigation: its path below `docs`, its file and text, and the titles above it."""

    path: PurePosixPath
    file: str
    text: str
    front: Front
    sections: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return what its first heading says."""
        match = _TITLE.search(blank_front(self.text))
        return match["title"].strip() if match else self.path.stem


def read_lessons(docs: Path) -> list[Lesson]:
    """Return every page that the navigation names, in its order."""
    path = docs.parent / SETTINGS
    if not path.is_file():
        raise BackpropError(f"found no {path}, expected one whose {NAVIGATION} names the pages in order")
    settings = compose_settings(path.as_posix(), files.read(path))
    return [_lesson(docs, *place) for place in _places(value_of(settings, NAVIGATION), ())]


def _places(
    node: yaml.Node | None, sections: tuple[str, ...]
) -> Iterator[tuple[PurePosixPath, tuple[str, ...]]]:
    """Yield the path of each page, and the titles above it."""
    if isinstance(node, yaml.ScalarNode) and node.value.endswith(".md"):
        yield PurePosixPath(node.value), sections
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _places(item, sections)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            above = sections if isinstance(value, yaml.ScalarNode) else (*sections, key.value)
            yield from _places(value, above)


def _lesson(docs: Path, path: PurePosixPath, sections: tuple[str, ...]) -> Lesson:
    text, file = files.read(docs / path), f"{docs.name}/{path}"
    return Lesson(path, file, text, read_front(file, text), sections)


def order_faults(lessons: Sequence[Lesson], folder: str) -> Iterator[BackpropError]:
    """Yield what breaks the order: a need before its lesson, a concept taught twice, an empty lesson.

    Each page of the folder, except its index, has to teach something.
    """
    teachers = {concept: lesson for lesson in reversed(lessons) for concept in lesson.front.teaches}
    taught: set[str] = set()
    for lesson in lessons:
        for concept, place in lesson.front.needs.items():
            if concept not in taught:
                yield _at(lesson, place, f"the need {concept}", _where_taught(concept, teachers))
        for concept, place in lesson.front.teaches.items():
            if concept in taught:
                yield _at(
                    lesson, place, f"{concept}, which {teachers[concept].path} teaches", "one lesson for it"
                )
        taught |= lesson.front.teaches.keys()
        if not lesson.front.teaches and is_lesson(lesson, folder):
            yield _at(lesson, 0, "nothing that this page teaches", "teaches: [concept, …] at its top")


def is_lesson(lesson: Lesson, folder: str) -> bool:
    """Tell whether a page is a lesson of the folder, and not the page that shows the way through them."""
    return lesson.path.parts[0] == folder and lesson.path != PurePosixPath(folder, "index.md")


def _where_taught(concept: str, teachers: Mapping[str, Lesson]) -> str:
    if concept in teachers:
        return f"{teachers[concept].path}, which teaches it, earlier in {NAVIGATION} of {SETTINGS}"
    nearest = difflib.get_close_matches(concept, teachers, 1)
    return f"{nearest[0]}, or a page that teaches it" if nearest else "a page that teaches it"


def _at(lesson: Lesson, place: int, actual: str, expected: str) -> BackpropError:
    return fault(lesson.file, lesson.text, place, actual, expected)
