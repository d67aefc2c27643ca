"""Edited passes: what is computed anew and what is taken over give what the edited graph gives by itself."""

import numpy as np
import pytest

from backprop.core import registry
from backprop.core.expression import Ref, lift
from backprop.core.graph import Graph, Quantity
from backprop.core.keys import parse
from backprop.slips import slip as slip_module
from backprop.slips.families import slips
from backprop.slips.passes import Pass, edited_pass, usual_pass
from backprop.slips.slip import value

RUNS = ("mazur:E_total", "mazur;bias=each;momentum=0.9@2:w1", "softmax@1:E_total", "line;batch=1@3:E_total")


@pytest.mark.parametrize("text", RUNS)
def test_an_edited_pass_is_that_of_its_graph(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    key = parse(text)
    edited = list(slips(registry.graph_of(key), key.quantity, key.step))[::5]
    assert len(edited) > 10
    fast = [value(slip, key.step, key.quantity) for slip in edited]
    monkeypatch.setattr(slip_module, "MANY", -1)
    np.testing.assert_equal(fast, [value(slip, key.step, key.quantity) for slip in edited])


def test_only_what_an_edit_reaches_is_computed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = registry.graph_of(parse("mazur:"))
    slip = next(slip for slip in slips(graph, "E_total", 0) if set(slip.quantities) == {"out_o2"})
    usual = usual_pass(graph, ("E_total",), 0)
    seen, missing = list[str](), Pass.__missing__

    def noting(values: Pass, name: str) -> object:
        seen.append(name)
        return missing(values, name)

    monkeypatch.setattr(Pass, "__missing__", noting)
    edited = edited_pass(graph, slip.graph, slip.quantities, ("E_total",), 0)
    assert seen == ["out_o2", "E_o2", "E_total"]
    assert edited["E_total"] != usual["E_total"]
    assert edited["out_o1"] == usual["out_o1"]


def test_a_long_chain_needs_no_deep_stack() -> None:
    first = Quantity("x0", "x_0", "start", "given", lift(1))
    links = (Quantity(f"x{n}", f"x_{n}", "link", "net", Ref(f"x{n - 1}") + 1) for n in range(1, 2001))
    graph = Graph([first, *links], "x2000", {})
    with pytest.raises(RecursionError):
        Pass(graph, {})["x2000"]
    assert Pass(graph, {}).filled(graph.forward)["x2000"] == 2001
