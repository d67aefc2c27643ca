"""Pictures: what belongs together stands together, and the axes belong to what is drawn."""

import re

import pytest

from backprop.check.figures import drawn
from backprop.check.figures.axes import number
from backprop.check.figures.labels import Picture
from tests.check.figures.drawings import drawing, made, relabelled, swapped


def flaws(spec: str, text: str) -> list[str]:
    return [flaw.message for flaw in drawn(made(spec).name, text).flaws]


@pytest.mark.parametrize(
    ("spec", "one", "other"),
    [
        ("network mazur", "0.593", "0.751"),
        ("network mazur", "0.593", "0.597"),
        ("network mazur", "0.01", "0.99"),
        ("network mazur", "0.4", "0.45"),
        ("network mazur", "inputs", "outputs"),
        ("path mazur:dE_total/dw1", "0.751", "0.773"),
        ("path mazur:dE_total/dw1", "0.741", "0.187"),
        ("passes mazur", "forward", "backward"),
        ("error mazur", "0.751", "0.773"),
        ("error mazur", "0.01", "0.99"),
        ("error mazur", "o₁", "o₂"),
        ("error mazur", "E o₁ 0.275", "E o₂ 0.0236"),
        ("error mazur", "difference", "target"),
        ("training chain 200", "out o₁ 0.944", "target 1"),
        ("slice signed w8", "w₈ = −0.9 now", "w₈ ≈ −0.864 after one step"),
        ("training softmax 200", "target 1", "target 0"),
        ("activation relu", "relu", "its derivative"),
        ("contour relu w5 w6 20", "w₅", "w₆"),
        ("contour relu w5 w6 20", "0.016", "0.038"),
        ("surface chain w1 w2 100", "w₁", "w₂"),
        ("samples line;batch=1@4", "difference", "target"),
        ("samples line;batch=1@4", "target and output", "input"),
        ("differences mazur:dE_total/dw5", "forward difference", "central difference"),
        ("differences mazur:dE_total/dw5", "slope 1", "slope 2"),
        ("nudge chain:dE_total/dw1 0.01", "+0.00375", "+0.00469"),
        ("nudge chain:dE_total/dw1 0.01", "0.5", "0.3"),
        ("search mazur 120", "random search", "descent"),
        ("search mazur 120", "0.102", "0.0158"),
        ("runs 200 descent;rate=0.01 descent;rate=0.01;momentum=0.9", "momentum 0", "momentum 0.9"),
        ("runs 40 mazur;rate=2 signed;rate=2", "0.0107", "0.0159"),
        ("walk hollows 12", "J", "θ₀"),
        (
            "walk parabola;rate=1.1 5",
            "θ₀ = 0, J = 10 at the start",
            "θ₀ ≈ 10.5, J ≈ 56.7 after 5 steps",
        ),
    ],
)
def test_two_labels_cannot_change_places(spec: str, one: str, other: str) -> None:
    assert flaws(spec, swapped(drawing(spec), one, other))


@pytest.mark.parametrize(
    ("spec", "old", "new", "message"),
    [
        ("network mazur", "hidden", "outputs", "found 'outputs', expected 'hidden'"),
        ("network mazur", "0.4", "0.5", "found '0.5', expected '0.4'"),
        ("network signed", "−0.2", "0.2", "found '0.2', expected '−0.2'"),
        (
            "nudge chain:dE_total/dw1 0.01",
            "0.62246",
            "0.6225",
            "found '0.6225', expected '0.62246'",
        ),
        (
            "nudge chain:dE_total/dw1 0.01",
            "+0.00469",
            "−0.00469",
            "found '−0.00469', expected '+0.00469'",
        ),
        ("passes mazur", "forward", "onward", "found 'onward', expected 'forward'"),
        ("error mazur", "0.01", "0.02", "found 0.02, expected 0.01 (mazur:t_o1 is 0.01)"),
        (
            "contour relu w5 w6 20",
            "0.038",
            "0.048",
            "found the level 0.048, expected 0.038, the loss along its line",
        ),
        ("surface chain w1 w2 100", "E total", "E o₁", "found 'o₁', expected 'total'"),
        ("loss relu", "learning rate", "momentum", "found 'momentum', expected 'learning'"),
        (
            "samples line;batch=1@4",
            "output, w ≈ 1.60, b ≈ 0.722",
            "output, w ≈ 1.60, b ≈ 0.723",
            "found ≈ 0.723, expected ≈ 0.722 (line;batch=1@4:b is 0.7220825)",
        ),
    ],
)
def test_a_changed_label_is_named(spec: str, old: str, new: str, message: str) -> None:
    assert message in flaws(spec, relabelled(drawing(spec), old, new))


def shifted(text: str, labels: str, by: float) -> str:
    """Return a file with all numbers of an axis moved: of the lower one for x, else of the left one."""
    picture = Picture(text)
    frame = picture.frames[-1]
    for one in reversed(picture.labels):
        value = number(one.words)
        below = one.anchor == "middle" and frame.bottom < one.y < frame.bottom + 20
        beside = one.anchor == "end" and one.x < frame.left and frame.top - 9 < one.y < frame.bottom + 9
        if value is not None and (below if labels == "x" else beside):
            places = len(one.words.partition(".")[2])
            moved = f"{value + by:.{places}f}".replace("-", "−")
            text = text[: one.start] + moved + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("spec", "axis"),
    [
        ("loss relu", "x"),
        ("training chain 200", "y"),
        ("activation relu", "x"),
        ("activation relu", "y"),
        ("slice signed w8", "x"),
        ("slice signed w8", "y"),
        ("error mazur", "x"),
        ("contour relu w5 w6 20", "x"),
        ("contour relu w5 w6 20", "y"),
        ("samples line;batch=1@4", "x"),
        ("samples line;batch=1@4", "y"),
        ("runs 40 mazur;rate=2 signed;rate=2", "x"),
        ("walk parabola;rate=1.1 5", "x"),
        ("walk hollows 12", "y"),
    ],
)
def test_an_axis_cannot_move_as_a_whole(spec: str, axis: str) -> None:
    text = drawing(spec)
    assert shifted(text, axis, 0) == text
    assert any("expected it" in one or "no curve" in one for one in flaws(spec, shifted(text, axis, 2)))


@pytest.mark.parametrize("first", [0, 1, 2])
def test_no_axis_of_a_surface_can_move_as_a_whole(first: int) -> None:
    spec = "surface chain w1 w2 100"
    text = drawing(spec)
    ends = [0, text.index(">w₁<"), text.index(">w₂<"), len(text)]
    for one in reversed(Picture(text).labels):
        value = number(one.words)
        if value is not None and ends[first] < one.start < ends[first + 1]:
            places = len(one.words.partition(".")[2])
            moved = f"{value + 10**-places:.{places}f}".replace("-", "−")
            text = text[: one.start] + moved + text[one.end :]
    (message,) = {re.sub(r"[\d.]+ points", "n points", one) for one in flaws(spec, text)}
    assert message == "found an end of the way n points beside its place on the scales, expected it there"


@pytest.mark.parametrize(
    ("spec", "part"),
    [
        ("network signed", "; stroke-dasharray: 6 3"),
        ("network mazur", ' data-key="mazur:w5"'),
        ("path mazur:dE_total/dw1", ' data-key="mazur:dE_o1/dout_o1"'),
        ("passes mazur", ' rx="8"'),
        ("nudge chain:dE_total/dw1 0.01", ' data-then="* 0.01"'),
    ],
)
def test_no_part_of_a_diagram_can_be_another(spec: str, part: str) -> None:
    text = drawing(spec)
    assert part in text
    (message,) = flaws(spec, text.replace(part, "", 1))
    assert message.startswith("found '<")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("samples line", "found the line at"),
        ("samples line@3", "found a difference at"),
    ],
)
def test_the_line_and_the_differences_are_those_of_the_run(other: str, message: str) -> None:
    words = re.compile(r"(?<=>)output, [^<]*|(?<=-title\">)[^<]*|(?<=-desc\">)[^<]*")
    right = iter(words.findall(drawing("samples line;batch=1@4")))
    text = words.sub(lambda _: next(right), drawing(other))
    assert any(one.startswith(message) for one in flaws("samples line;batch=1@4", text))


@pytest.mark.parametrize("part", ["markers of targets", "lines of differences", "lines of outputs"])
def test_no_part_of_the_samples_can_be_left_out(part: str) -> None:
    text = drawing("samples line;batch=1@4")
    line = r'<path d="[^"]*" clip-path="[^"]*" style="[^"]*stroke-width: {}[^"]*"/>'
    pieces = {
        "lines of outputs": line.format("2.2"),
        "lines of differences": line.format("1.4"),
        "markers of targets": r'<use xlink:href="#\w+" x="[\d.]+" y="[\d.]+" style="fill: #1f2328[^"]*"/>',
    }
    removed = re.sub(pieces[part], "", text, count=1)
    assert removed != text
    assert any(part in one for one in flaws("samples line;batch=1@4", removed))


@pytest.mark.parametrize("spec", ["error mazur", "slice signed w8"])
def test_no_label_can_be_left_out_or_added(spec: str) -> None:
    text = drawing(spec)
    (frame,) = Picture(text).frames
    for one in Picture(text).labels:
        if number(one.words) is not None and not frame.holds((one.x, one.y)):
            continue  # an axis may do with fewer numbers
        begin, end = text.rindex("<text", 0, one.start), text.index("</text>", one.end) + len("</text>")
        assert flaws(spec, text[:begin] + text[end:]), f"{one.words} left out"
    added = '<text style="text-anchor: middle; fill: #123456" x="1" y="2">7</text></svg>'
    assert flaws(spec, text.replace("</svg>", added))
