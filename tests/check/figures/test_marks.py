"""Curves, markers, contours and ticks against the values that they carry."""

import re
from collections.abc import Iterator

import pytest

from backprop.check.figures.drawing import Element
from backprop.check.figures.marks import misplaced
from backprop.check.figures.scales import scales_of
from backprop.errors import BackpropError
from tests.check.figures.drawings import SPECS, elements

_PAIR = re.compile(r"([ML]) (\S+) (\S+)")


def messages(drawing: list[Element]) -> list[str]:
    return [message for _, message in misplaced(drawing)]


def carrying(drawing: list[Element], name: str) -> Iterator[Element]:
    return (each for each in drawing if name in each.attributes)


def moved(mark: Element, right: float, down: float) -> None:
    """Move all lines and markers of a mark."""
    shapes = [inner for each in mark.all() if each.tag == "defs" for inner in each.all()]
    for each in mark.all():
        attributes = dict(each.attributes)
        if each.tag == "use":
            attributes |= {"x": str(float(attributes["x"]) + right), "y": str(float(attributes["y"]) + down)}
        elif each.tag == "path" and each not in shapes:
            attributes["d"] = _PAIR.sub(
                lambda pair: f"{pair[1]} {float(pair[2]) + right} {float(pair[3]) + down}", attributes["d"]
            )
        each.attributes = attributes


def is_seen(mark: Element) -> bool:
    """Tell whether the first marker lies within the frame."""
    (use,) = (each.attributes for each in mark.all() if each.tag == "use")
    return scales_of(mark.carried["data-axes"]).holds((float(use["x"]), float(use["y"])))


DIAGRAMS = {"network", "wiring", "forward", "backward", "matrix", "path", "nudge", "passes", "comparison"}
CHARTS = [spec for spec in SPECS if spec.split()[0] not in DIAGRAMS | {"trials"}]
TICKED = [spec for spec in SPECS if spec.split()[0] not in DIAGRAMS | {"surface", "neuron"}]


def test_every_chart_carries_marks_and_those_with_axes_ticks() -> None:
    assert [spec for spec in SPECS if any(carrying(elements(spec), "data-at"))] == CHARTS
    assert [spec for spec in SPECS if any(carrying(elements(spec), "data-tick"))] == TICKED


@pytest.mark.parametrize("spec", CHARTS)
def test_a_moved_curve_or_marker_is_missed(spec: str) -> None:
    assert messages(elements(spec)) == []
    for place, mark in enumerate(carrying(elements(spec), "data-at")):
        across, down = elements(spec), elements(spec)
        moved(list(carrying(across, "data-at"))[place], 4, 0)
        moved(list(carrying(down, "data-at"))[place], 0, 4)
        assert messages(across) or messages(down) or not is_seen(mark)


@pytest.mark.parametrize("spec", TICKED)
def test_a_tick_with_another_number_or_place_is_found(spec: str) -> None:
    for place, _ in enumerate(carrying(elements(spec), "data-tick")):
        for change in ("number", "place"):
            drawing = elements(spec)
            group = list(carrying(drawing, "data-tick"))[place]
            (text,) = (each for each in group.all() if each.tag == "text")
            name = group.attributes["data-tick"]
            if change == "number":
                last = (text, *text.inner)[-1]
                last.words = re.sub("[0-9]", lambda digit: str((int(digit[0]) + 1) % 10), last.words, count=1)
            else:
                text.attributes = {**text.attributes, name: str(float(text.attributes[name]) + 2)}
            assert messages(drawing), text.words


@pytest.mark.parametrize(
    ("spec", "name", "old", "new"),
    [
        ("loss relu", "data-y", "rate=0.1", "rate=0.6"),
        ("training chain 200", "data-y", "chain@", "chain;bias=each@"),
        ("training softmax@3 200", "data-y", "out_o1", "out_o2"),
        ("slice signed w8", "data-where", "w8 = ", "w6 = "),
        ("slice signed w8", "data-y", "dE_total/dw8", "dE_total/dw6"),
        ("contour descent;rate=0.5 theta0 theta1 6", "data-y", "theta1", "theta0"),
        ("contour relu@2 w5 w6 20", "data-where", "only w5, w6", "only w5"),
        ("contour relu@2 w5 w6 20", "data-levels", "0.", "1."),
        ("contour relu@2 w5 w6 20", "data-z", "E_total", "out_o1"),
        ("surface chain w1 w2 100", "data-z", "E_total", "out_o1"),
        ("differences mazur:dE_total/dw5", "data-where", "forward", "central"),
        ("runs 40 mazur;rate=2 signed;rate=2", "data-y", "mazur", "signed"),
        ("search relu 20", "data-where", "{0} tries", "1{0} tries"),
        ("walk hollows 12", "data-y", "hollows@", "hollows;rate=0.2@"),
        ("error mazur;loss=sum", "data-at", "out_o1", "out_o2"),
        ("samples line;batch=1@4", "data-y", "batch=1@4", "batch=1@9"),
        ("samples line;batch=1@4", "data-at", "t_1", "t_2"),
        ("activation tanh", "data-function", "tanh", "sigmoid"),
        ("loss parabola", "data-axes", "log", "linear"),
    ],
)
def test_a_curve_of_another_thing_is_found(spec: str, name: str, old: str, new: str) -> None:
    drawing = elements(spec)
    changed = [each for each in carrying(drawing, name) if old in each.attributes[name]]
    assert changed
    for each in changed:
        text = each.attributes[name].replace(old, new)
        each.attributes = {**each.attributes, name: text}
        for inner in each.all():
            inner.carried = {**inner.carried, name: text}
    assert messages(drawing)


@pytest.mark.parametrize("spec", ["slice signed w8", "loss relu", "surface chain w1 w2 100"])
def test_a_curve_that_is_not_drawn_is_missed(spec: str) -> None:
    drawing = elements(spec)
    mark = next(carrying(drawing, "data-at"))
    mark.inner = []
    assert messages(drawing) == ["found nothing drawn, expected a line or markers"]


@pytest.mark.parametrize(
    ("text", "numbers", "place"),
    [
        ("x linear 0 10 50 150 y linear 0 1 200 100", (5, 0.25), (100, 175)),
        ("x linear 0 10 50 150 y log 0.01 1 200 100", (10, 0.1), (150, 150)),
        ("x symlog 0 10 0 130 y linear 0 1 1 0", (1, 0), (40, 1)),
        ("space 2 0 0 0 0 2 0 0 0 0 0 2", (3, 5, 7), (3, 5)),
    ],
)
def test_scales(text: str, numbers: tuple[float, ...], place: tuple[float, float]) -> None:
    assert scales_of(text).place(numbers) == pytest.approx(place)


@pytest.mark.parametrize("text", ["", "x linear 0 1 2 y", "x cubic 0 1 2 3 y linear 0 1 2 3", "space 1 2"])
def test_what_is_no_scale_is_refused(text: str) -> None:
    with pytest.raises(BackpropError, match="expected the scales of x and y"):
        scales_of(text)
