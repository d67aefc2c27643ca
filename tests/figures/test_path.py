"""The chain of a derivative: each link with its value."""

from backprop.core.keys import parse
from backprop.figures import figure, svg
from tests.figures.reading import known, texts


def words_of(spec: str) -> set[str]:
    return {text.words for text in texts(svg(figure(spec.split())))}


def test_a_constant_derivative_has_its_key_at_step_0() -> None:
    keys = figure(["path", "mazur@1:dE_total/dw5"]).keys
    assert parse("mazur:dE_total/dE_o1") in keys
    assert parse("mazur@1:dE_o1/dout_o1") in keys


def test_stations_and_links_have_an_id_and_numbers_their_key() -> None:
    ids, keys = known(svg(figure(["path", "mazur@1:dE_total/dw5"])))
    parts = {"w5", "net_o1", "dnet_o1/dw5", "dE_total/dE_o1", "i1"}
    assert {f"path-mazur-1-dE_total-dw5-{part}" for part in parts} <= ids
    assert {("mazur@1:dE_total/dw5", "0.0831"), ("mazur:dE_total/dE_o1", "1")} <= keys
    assert not [key for key, _ in keys if key.endswith(":i1")]
