"""The map of a course: its lessons in order, what each teaches, and what it builds on besides the last."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered, arguments
from backprop.pages.lessons import Lesson, is_lesson, order_faults, read_lessons

MAP = "map"
Foundations = Mapping[PurePosixPath, Sequence[Lesson]]


def course_map(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the lessons of a folder, section by section: `map FOLDER`; refuse a course out of order."""
    (folder,), _ = arguments(words, f"{MAP} FOLDER", 1)
    lessons = read_lessons(context.docs)
    for error in order_faults(lessons, folder):
        raise error
    own = [lesson for lesson in lessons if is_lesson(lesson, folder)]
    if not own:
        raise BackpropError(f"found map {folder}, expected a folder whose pages are in the navigation")
    sections = groupby(own, key=lambda lesson: lesson.sections)
    entries = map_entries(own, context.up)
    parts = [f"## {titles[-1]}\n\n{_numbered(group, entries)}" for titles, group in sections]
    return Rendered("\n\n".join(parts), frozenset())


def foundations(lessons: Sequence[Lesson]) -> Foundations:
    """Return the lessons that each builds on, without those that another one of them builds on already."""
    teachers = {concept: lesson for lesson in lessons for concept in lesson.front.teaches}
    direct: dict[PurePosixPath, Sequence[Lesson]] = {}
    reached: dict[PurePosixPath, set[PurePosixPath]] = {}
    for lesson in lessons:
        needed = {teachers[need].path for need in lesson.front.needs & teachers.keys()}
        implied = set().union(*(reached[path] for path in needed))
        direct[lesson.path] = [other for other in lessons if other.path in needed - implied]
        reached[lesson.path] = needed | implied
    return direct


def _numbered(lessons: Iterator[Lesson], entries: Mapping[PurePosixPath, str]) -> str:
    return "\n".join(f"{number}. {entries[lesson.path]}" for number, lesson in enumerate(lessons, 1))


def map_entries(lessons: Sequence[Lesson], up: str) -> Mapping[PurePosixPath, str]:
    """Return the line of each lesson, without its number."""
    below = foundations(lessons)
    return {
        lesson.path: f"**{_link(lesson, up)}**{_concepts(lesson)}{_start(below[lesson.path], last, up)}"
        for last, lesson in zip([None, *lessons], lessons, strict=False)
    }


def _concepts(lesson: Lesson) -> str:
    """Return what a lesson teaches besides what its title names."""
    names = [name for name in lesson.front.teaches if name.casefold() not in lesson.title.casefold()]
    return f": {', '.join(names)}" if names else ""


def _start(below: Sequence[Lesson], last: Lesson | None, up: str) -> str:
    """Return what a lesson builds on; nothing where that is the last lesson alone."""
    if not below:
        return "<br>*a place to start*"
    return "" if below == [last] else f"<br>*builds on {', '.join(_link(other, up) for other in below)}*"


def _link(lesson: Lesson, up: str) -> str:
    return f"[{lesson.title}]({up}{lesson.path})"
