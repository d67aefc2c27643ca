"""Line charts over the steps, and the lines in them."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from backprop.exports.workbook.sheet import FAINT, INK, MUTED

SERIES = ("#440154", "#31688e", "#c92a16", "#00755a", "#b07d00", "#a0337c", "#656d76")
DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot", "long_dash_dot")


def line_chart(book: Workbook, title: str, upright: str, *, logarithmic: bool) -> Chart:
    """Return an empty line chart over the steps."""
    chart = book.add_chart({"type": "line"})
    chart.set_title({"name": title, "name_font": {"size": 13, "color": INK}, "overlay": False})
    across = {"interval_unit": 10, "interval_tick": 10, "label_position": "low", "position_axis": "on_tick"}
    chart.set_x_axis({"name": "step", "num_font": {"color": MUTED}, **across})
    grid = {"visible": True, "line": {"color": FAINT, "width": 0.75}}
    scale: dict[str, Any] = {"num_format": "General"}
    if logarithmic:
        scale = {"num_format": "0.E+00", "log_base": 10, "crossing": "min"}
    chart.set_y_axis({"name": upright, "num_font": {"color": MUTED}, "major_gridlines": grid, **scale})
    chart.set_legend({"position": "right"})
    chart.set_size({"width": 720, "height": 400})
    return chart


def series(sheet: str, header: int, count: int, column: int, line: dict[str, Any]) -> dict[str, Any]:
    """Return a column below its head, as a line of a chart over the steps."""
    first, last = header + 1, header + 1 + count
    return {
        "name": [sheet, header, column],
        "categories": [sheet, first, 0, last, 0],
        "values": [sheet, first, column, last, column],
        "line": line,
    }


def line_style(place: int) -> dict[str, Any]:
    """Return the line of a chart's series: colour and dashes both tell it from the others."""
    return {"color": SERIES[place % len(SERIES)], "dash_type": DASHES[place % len(DASHES)], "width": 2}
