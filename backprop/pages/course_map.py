"""The map of a course: its lessons in order, what each teaches, and which ones it builds on."""

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
    below = foundations(own)
    parts = [f"## {titles[-1]}\n\n{_items(group, below, context.up)}" for titles, group in sections]
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


def _items(lessons: Iterator[Lesson], below: Foundations, up: str) -> str:
    return "\n".join(
        _item(number, lesson, below[lesson.path], up) for number, lesson in enumerate(lessons, 1)
    )


def _item(number: int, lesson: Lesson, below: Sequence[Lesson], up: str) -> str:
    names = ", ".join(_link(other, up) for other in below)
    start = f"builds on {names}" if below else "a place to start"
    return f"{number}. **{_link(lesson, up)}**: {', '.join(lesson.front.teaches)}<br>*{start}*"


def _link(lesson: Lesson, up: str) -> str:
    return f"[{lesson.title}]({up}{lesson.path})"
