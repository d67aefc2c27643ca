"""Many starts by two roads: the counts, the table, and what is refused where the roads part."""

from dataclasses import replace

import numpy as np
import pytest
from flint import arb, ctx

from backprop.core.keys import parse
from backprop.core.program import Run
from backprop.core.registry import digits
from backprop.errors import BackpropError
from backprop.networks import batched, trials
from backprop.networks.examples import network_of
from backprop.networks.trials import Trials, rows, table

XOR = network_of("xor")
FEW = Trials("few", "A few starts", XOR, starts=3, updates=40)


def test_a_thousand_starts_are_counted() -> None:
    counts = {name: digits(parse(f"trials:{name}")).text for name in ("starts", "learned", "failed", "share")}
    assert counts == {"starts": "1000", "learned": "690", "failed": "310", "share": "0.31"}


def test_a_start_comes_to_what_its_run_comes_to() -> None:
    text = table(replace(FEW, updates=50))
    head, _, second, *_ = text.splitlines()
    assert head == "seed,w1,w2,w3,w4,w5,w6,b_h1,b_h2,b_o1,loss,right"
    loss = digits(parse("xor;start=2@50:E_total")).text
    assert second == f"2,-0.77,-1.522,-0.722,1.435,-1.964,0.186,-1.648,0.332,-0.038,{loss},3"


def test_float64_does_as_the_graph_does() -> None:
    outputs, losses = batched.trained(XOR, [XOR, XOR], 7)
    with ctx.workprec(256):
        run = Run(XOR.graph({name: values[0] for name, values in XOR.options.items()}), 256)
        wanted = [float(arb(run.value(7, f"out_o1_s{k}"))) for k in XOR.samples]
        loss = float(arb(run.value(7, "E_total")))
    assert np.allclose(outputs[:, :, 0], wanted, rtol=1e-13)
    assert np.allclose(losses, loss, rtol=1e-13)


@pytest.mark.parametrize("fault", ["right", "loss"])
def test_roads_that_part_are_refused(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_floats = trials._in_floats(FEW)
    right, loss = in_floats[1]
    in_floats[1] = (right - 1, loss) if fault == "right" else (right, loss + 0.001)
    monkeypatch.setattr(trials, "_in_floats", lambda _: in_floats)
    rows.cache_clear()
    with pytest.raises(BackpropError, match=r"few: found .* from seed 2; nothing is printed"):
        rows(FEW)


def test_what_no_precision_decides_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "PRECISIONS", (32,))
    with pytest.raises(BackpropError, match="few: found seed 1 undecided with 32 bits"):
        list(trials._in_balls(FEW))


def test_other_layers_than_sigmoids_are_refused() -> None:
    relu = network_of("relu")
    with pytest.raises(BackpropError, match="network relu: found other layers than sigmoids"):
        batched.trained(relu, [relu], 1)
