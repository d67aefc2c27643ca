"""The diagram of a network: what it prints, where nodes stand, and when it leaves weights out."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from backprop.figures import printed
from backprop.figures.network import LEAST, MARGIN, NetworkFigure
from backprop.figures.style import WIDTH
from backprop.networks.examples import EXAMPLES
from backprop.networks.layers import Layer
from tests.figures.conftest import WIDE
from tests.figures.reading import drawn, known, loss_of, root, texts


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Callable[..., NetworkFigure]:
    """Return what makes the diagram of a network with so many inputs and neurons."""

    def diagram(*widths: int) -> NetworkFigure:
        shapes = pairwise(widths)
        layers = tuple(Layer((("0.5",) * before,) * width, bias="1") for before, width in shapes)
        given = {"inputs": ("1",) * widths[0], "targets": ("-0.000123",) * widths[-1]}
        name = "-".join(["shape", *map(str, widths)])
        literal = replace(WIDE, name=name, layers=layers, loss="half squared", **given)  # type: ignore[arg-type]
        monkeypatch.setitem(EXAMPLES, name, literal)
        return NetworkFigure(loss_of(name))

    return diagram


@pytest.mark.parametrize(("columns", "fits"), [(2, True), (3, True), (4, True), (12, False)])
def test_a_diagram_is_wider_than_usual_only_where_it_must_be(
    columns: int, fits: bool, network: Callable[..., NetworkFigure]
) -> None:
    width = float(root(network(*[2] * columns).draw()).attrib["width"])
    assert (width == WIDTH) is fits


def test_columns_end_at_the_margins_and_nodes_stand_clear_of_each_other(
    network: Callable[..., NetworkFigure],
) -> None:
    case = network(1, 2)
    left, right = case.boxes["i1"], case.boxes["o1"]
    assert left.x - LEAST / 2 == pytest.approx(MARGIN)
    assert right.x + case.columns[1][0].span / 2 == pytest.approx(WIDTH - MARGIN)
    assert case.boxes["o2"].top[1] - right.bottom[1] > 24


@pytest.mark.parametrize(
    ("widths", "labelled"), [((3, 4), 1), ((1, 13), 0), ((3, 4, 4), 1), ((2, 2, 2, 2, 2, 2, 2, 2), 0)]
)
def test_a_layer_is_labelled_while_it_has_room_and_the_caption_says_so(
    widths: tuple[int, ...], labelled: int, network: Callable[..., NetworkFigure]
) -> None:
    case = network(*widths)
    assert len(case.labelled) == labelled
    is_said = "Layers of many edges are drawn without their weights" in case.describe(printed).caption
    assert is_said is (labelled < len(case.edges))
    weights = {key.quantity for edges in case.labelled for key in edges}
    assert {key.quantity for key in case.keys if key.quantity.startswith("w")} == weights
    labels = {text.words.partition(" ")[0] for text in texts(case.draw())}
    assert {label for label in labels if label.startswith("w")} == weights


def test_nodes_and_edges_have_an_id_and_numbers_their_key() -> None:
    ids, keys = known(drawn("network mazur@1"))
    names = {"i1", "i2", "h1", "h2", "o1", "o2", *(f"w{number}" for number in range(1, 9))}
    assert {f"network-mazur-1-{name}" for name in names} <= ids
    assert {
        ("mazur@1:w5", "0.359"),
        ("mazur@1:out_o1", "0.742"),
        ("mazur:i1", "0.05"),
        ("mazur:b1", "0.35"),
    } <= keys
