"""The kinds of generated block."""

from collections.abc import Callable

from backprop.errors import BackpropError
from backprop.pages.block import Context, Rendered
from backprop.pages.checked import checked
from backprop.pages.course_map import MAP, course_map
from backprop.pages.exercises import asked, tasks
from backprop.pages.listing import listing
from backprop.pages.live import LIVE, still_words
from backprop.pages.matrices import matrix
from backprop.pages.measured import measured
from backprop.pages.messages import message_table
from backprop.pages.picture import picture
from backprop.pages.source_tables import number_table, slip_list, source_table
from backprop.pages.step import step, steps
from backprop.pages.table import table
from backprop.pages.values import values

KINDS: dict[str, Callable[[tuple[str, ...], Context], Rendered]] = {
    "step": step,
    "steps": steps,
    "table": table,
    "matrix": matrix,
    "figure": picture,
    "listing": listing,
    "values": values,
    "checked": checked,
    "measured": measured,
    "messages": message_table,
    "claims": number_table,
    "slips": slip_list,
    "sources": source_table,
    MAP: course_map,
    "asked": asked,
    "tasks": tasks,
}


def render_block(words: tuple[str, ...], context: Context) -> Rendered:
    """Return the block that a directive asks for; of a live part that is its still form."""
    kind, *rest = still_words(words) or ("",)
    if kind not in KINDS:
        raise BackpropError(f"found the directive {kind!r}, expected one of {', '.join([*KINDS, LIVE])}")
    return KINDS[kind](tuple(rest), context)
