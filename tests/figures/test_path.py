"""The chain of a derivative: each link with its value."""

import pytest

from backprop.core.keys import parse
from backprop.figures import figure, printed, svg
from tests.figures.reading import known, texts


def words_of(spec: str) -> set[str]:
    return {text.words for text in texts(svg(figure(spec.split())))}


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "mazur:dE_total/dw5",
            {
                "∂Etotal/∂Eo1 = 1",
                "∂Eo1/∂outo1 ≈ 0.741",
                "∂outo1/∂neto1 ≈ 0.187",
                "∂neto1/∂w5 ≈ 0.593",
                "∂Etotal/∂w5 ≈ 0.0822",
                "neto1",
                "1.11",
            },
        ),
        ("mazur:dE_total/dw1", {"∂Eo2/∂outo2 ≈ −0.217", "∂neto2/∂outh1 = 0.5", "∂neth1/∂w1 = 0.05"}),
        ("descent:dJ/dtheta0", {"∂J/∂θ0 = −4", "θ0", "12"}),
    ],
)
def test_links_carry_their_local_derivatives(key: str, words: set[str]) -> None:
    assert words <= words_of(f"path {key}")


def test_rows_of_some_links_have_values_alone_and_of_many_none() -> None:
    some, many = words_of("path broad:dE_total/dout_h1_1"), figure(["path", "broad:dE_total/di1"])
    assert {"0.3", "−0.4"} <= words_of("path broad:dE_total/dnet_h1_2") | some
    assert many.caption(printed).endswith("; rows of many links are drawn without numbers.")
    assert parse("broad:dnet_h2_1/dout_h1_1") not in many.keys


def test_words() -> None:
    made = figure(["path", "mazur:dE_total/dw5"])
    assert made.alt(printed) == (
        "1 chain leads from w5 up to E_total, with the local derivatives of E_total by E_o1 1, "
        "of E_o1 by out_o1 0.741, of out_o1 by net_o1 0.187 and of net_o1 by w5 0.593. "
        "The derivative of E_total by w5 is 0.0822."
    )
    assert made.caption(printed) == "∂E total/∂w₅ ≈ 0.0822, the product of the derivatives along the chain."
    assert "the sum over 2 chains" in figure(["path", "mazur:dE_total/dw1"]).caption(printed)


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
