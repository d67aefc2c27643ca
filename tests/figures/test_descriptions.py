"""Titles, alternative texts, captions and labels of every kind of figure."""

import pytest

from backprop.figures import KINDS
from tests.figures.reading import described, drawn, texts

# The words of a directive and the part of the description, and below them the text in full.
TEXTS = """
activation relu | alt
Curve of the ReLU function against the net input: zero on the left and a rising straight line on the right.

activation sigmoid | caption
The sigmoid function squeezes every net input between zero and one; at zero it is one half.

backward chain | alt
Diagram of the network in the backward pass, arrows leading back. The error signals are of o1 -0.104 and of h1
-0.0196. The derivatives of E_total are, with respect to w1 -0.0392 and w2 -0.0649.

backward mazur | caption
Each neuron shows its error signal δ, each arrow the slope of the loss along its weight; the thicker the
arrow, the steeper the loss.

forward mazur | alt
Diagram of the network in the forward pass: h1 has net 0.3775 and out 0.593; h2 has net 0.3925 and out 0.597;
o1 has net 1.11 and out 0.751; o2 has net 1.22 and out 0.773. The loss is 0.298.

forward relu | caption
Each neuron adds up its weighted inputs to net, and its activation function turns net into out; the loss is
0.317.

matrix mazur 1 | alt
Matrix of 2 rows and 2 columns: into h1 w1 0.15 from i1 and w2 0.2 from i2; into h2 w3 0.25 from i1 and w4 0.3
from i2.

matrix mazur 1 | caption
A row holds the weights that enter one neuron, a column those that leave one unit; the framed row times the
column of inputs, plus the bias, is net_h1.

neuron mazur h1 | alt
Diagram of the neuron h1. i1 0.05 times w1 0.15, i2 0.1 times w2 0.2 and the bias b1 0.35 add up to net_h1
0.3775; the sigmoid function turns it into out_h1 0.593.

neuron relu o1 | caption
Each input is multiplied by its weight; the products add up to the net input 0.2037, and the linear function
turns that into the output 0.2037.

update chain | alt
Bars, one below the other, of how far one update moves each parameter: w1 from 0.3 to 0.3392 and w2 from 0.8
to 0.8649.

update chain | caption
Each bar is how far one update moves a parameter, the learning rate times the slope of the loss along it,
downhill.

update line;batch=1 | caption
Each bar is how far one update moves a parameter.

wiring chain | alt
Diagram of a network with its names. w1 leads from i1 to h1 and w2 leads from h1 to o1.

slope relu | alt
Two curves against the net input: the ReLU function is zero on the left and a rising straight line on the
right, and its derivative, dashed, is a step from zero to one.

contour descent theta0 theta1 20 | alt
Contours of J over theta0 and theta1. The path of 20 steps leads from theta0 0 and theta1 0, where it is 12,
to theta0 0.995 and theta1 2.00, where it is 1.00.

contour mazur w5 w6 9 | caption
Along each line E_total has the value written on it. The path is 9 steps of descent in w₅ and w₆, from the dot
to the star; all other parameters are held.

differences mazur:dE_total/dw5 | alt
Errors of difference quotients for the derivative of E_total with respect to w5, against the step h from
10⁻¹ down to 10⁻¹³. The forward difference is best at h = 10⁻⁷, with an error below 10⁻⁹; the central
difference is best at h = 10⁻⁵, with an error below 10⁻¹¹.

error mazur | alt
Outputs and targets on a scale: o1 is 0.751, its target 0.01 and its loss 0.275; o2 is 0.773, its target
0.99 and its loss 0.0236. The total loss is 0.298.

error mazur | caption
A bar joins each output to its target; the losses add up to 0.298.

error chain | caption
A bar joins each output to its target; the loss is 0.0908.

loss descent | alt
Curves of J against the step, all from 12. After 30 steps it is 1.74 at rate 0.01, 1.00 at rate 0.1, 1.00 at
rate 0.4 and 882000 at rate 0.5.

loss descent | caption
The curves show J over 30 steps at each learning rate, below on a logarithmic scale. A curve that climbs
beyond twice its start leaves the picture.

loss parabola | caption
The curves show J over 30 steps at each learning rate, below on a logarithmic scale. The curves of the rates
0.1 and 0.9 coincide. A curve that climbs beyond twice its start leaves the picture.

loss relu | caption
The curves show E_total over 10 steps at each learning rate, below on a logarithmic scale.

network softmax | alt
Diagram of a network of 2 inputs and 3 outputs. From the inputs 1 and 2 come the outputs 0.327, 0.540 and
0.133, against the targets 1, 0 and 0.

network mazur@1 | title
The two-output network, step 1: values of the forward pass

network mazur@1 | alt
Diagram of a network of 2 inputs, 2 hidden neurons and 2 outputs. From the inputs 0.05 and 0.1 come the
hidden outputs 0.593 and 0.597 and at last the outputs 0.742 and 0.775, against the targets 0.01 and 0.99.

network mazur | caption
The number in each neuron is its output; the loss is 0.298.

network signed | caption
The number in each neuron is its output; the loss is 0.251. Dashed lines carry negative weights.

nudge mazur:dE_total/dw5 0.010 | title
The two-output network: a nudge of 0.01 at w5

nudge mazur:dE_total/dw5 0.010 | alt
Chain from w5 to E_total. A nudge of 0.01 moves w5 from 0.4 to 0.41, net_o1 from 1.10591 to 1.11184, out_o1
from 0.75137 to 0.75247, E_o1 from 0.274811 to 0.275632 and E_total from 0.298371 to 0.299192. With the
local derivatives of net_o1 with respect to w5 0.593, of out_o1 with respect to net_o1 0.187, of E_o1 with
respect to out_o1 0.741 and of E_total with respect to E_o1 1, the derivative of E_total with respect to w5
is 0.0822.

nudge mazur:dE_total/dw5 0.010 | caption
A nudge of 0.01 at w₅ moves E_total by 0.000821; the derivative 0.0822 times 0.01 is 0.000822.

passes softmax | alt
Scheme of a network with no hidden layer. Forward, each layer computes net and out, down to the loss;
backward, dashed, each layer computes its δ from that of the next layer, and each δ gives the slopes along
the weights before it.

path mazur:dE_total/dw5 | alt
A chain leads from w5 up to E_total, with the local derivatives of E_total with respect to E_o1 1, of E_o1
with respect to out_o1 0.741, of out_o1 with respect to net_o1 0.187 and of net_o1 with respect to w5 0.593.
The derivative of E_total with respect to w5 is 0.0822.

path mazur:dE_total/dw5 | caption
Multiply the derivatives along the chain: ∂E_total/∂w₅ ≈ 0.0822.

path mazur:dE_total/dw1 | caption
Multiply the derivatives along each of the 2 chains and add the products: ∂E_total/∂w₁ ≈ 0.000439.

runs 60 descent;rate=0.01 descent;rate=0.01;momentum=0.9 | title
Downhill on a bowl, rate 0.01: 2 runs compared

runs 60 descent;rate=0.01 descent;rate=0.01;momentum=0.9 | alt
The cost of 2 runs against the step, over 60 steps. No momentum: J goes from 12 to 1.05. Momentum 0.9: J goes
from 12 to 1.02.

runs 60 descent;rate=0.01 descent;rate=0.01;momentum=0.9 | caption
Rate 0.01: each curve is the cost of one run over 60 steps, on a logarithmic scale.

runs 5 mazur@1 parabola@1 | title
Different examples, step 1: 2 runs compared

comparison mazur@1:E_total mazur;update=sequential@1:E_total | title
1 pair of numbers, digit by digit

comparison mazur@1:E_total mazur;update=sequential@1:E_total mazur@1:w5 mazur@2:w5 | alt
Numbers in pairs. E_total: 0.291027774, all at once; 0.291027924, one after another. w₅: 0.358916480,
step 1; 0.317353862, step 2.

samples line | title
One neuron, four samples: the samples and the line

samples line | alt
4 points and a line over the input: at 0 the target is 1 and the output 0.2; at 1 the target is 3 and the
output 0.7; at 2 the target is 4 and the output 1.2; at 3 the target is 8 and the output 1.7. The line has w
0.5 and b 0.2; E_total is 26.73.

samples line | caption
The line has w = 0.5 and b = 0.2; the bars show how far each target lies off it. Together they make E_total =
26.73.

search mazur 1000 | alt
Two curves, the lowest E_total that random search has found so far and E_total of descent: 0.155 after 10
tries and 0.221 after 10 updates; 0.102 after 100 tries and 0.0200 after 100 updates; 0.0958 after 1,000
tries and 0.00111 after 1,000 updates.

slice mazur w5 | alt
Curve of E_total along w5, all other parameters held. At w5 0.4 it is 0.298 high and its tangent has the
slope 0.0822; the next update moves w5 to 0.359.

surface mazur w5 w6 30 | alt
Surface of E_total over w5 and w6. The path of 30 steps leads from w5 0.4 and w6 0.45, where it is 0.298,
downhill, all other parameters held.

surface descent;rate=0.5 theta0 theta1 9 | caption
Rate 0.5: the surface is J, the path on it 9 steps of descent in θ₀ and θ₁, from the dot until it leaves the
picture.

slice mazur w5 | caption
The curve is the total loss along w₅, all other parameters held, and below it the same close up; the update
goes to the left, downhill.

slice parabola theta0 | caption
The curve is the cost along θ₀; the update goes to the right, downhill.

training mazur 50 | alt
Two panels against the step. In 50 steps E_total goes from 0.298 to 0.0511; at the end out_o1 is 0.295
against the target 0.01 and out_o2 is 0.846 against the target 0.99.

training mazur 50 | caption
Above, E_total over 50 steps; below, the outputs; dotted lines are their targets.

training descent 9 | caption
Above, J over 9 steps; below, the parameters.

boundary xor@80 xor;start=2@300 | title
A network that learns XOR: the decision boundary

boundary xor@80 xor;start=2@300 | alt
The plane of the inputs with the samples, and the line on which the output is one half. For the inputs 0 0,
0 1, 1 0 and 1 1 the outputs are, after 80, 0.234, 0.929, 0.929 and 0.630; after 300, seed 2, 0.0368, 0.500,
0.942 and 0.505.

boundary xor@80 | caption
The tint covers the inputs for which the network answers more than one half; its edge is the decision
boundary.

hidden xor;start=2 xor;start=2@300 | title
A network that learns XOR, start 2: what the hidden layer does to the samples

hidden xor@300 | alt
The samples in the plane of the inputs, at 0 0, 0 1, 1 0, 1 1, and in the plane of the hidden outputs: after
300 at 0.0740 0.00145, 0.969 0.0941, 0.969 0.0940, 1.00 0.881. A line marks where the network answers one
half.

trials trials | alt
A histogram of the losses of 1000 starts after 300 updates: 690 with 4 samples right, 70 with 3 samples
right and 240 with 2 samples right.

trials trials | caption
How many of the 1000 starts end with which loss, after 300 updates each.

walk parabola;rate=1.1 3 | title
One parameter, one valley, rate 1.1: 3 steps on the curve

walk parabola;rate=1.1 3 | alt
Curve of J over theta0, with the 3 steps of descent upon it. theta0 goes from 0 to 6.6, -1.32 and 8.184; J is
10 at the start and 27.9 at the end.

walk parabola;rate=1.1 3 | caption
Rate 1.1: 3 steps of descent lead from J = 10 to J ≈ 27.9 and change direction twice.
"""
WHOLE = [
    (*heading.split(" | "), " ".join(lines))
    for heading, *lines in (block.splitlines() for block in TEXTS.strip().split("\n\n"))
]

ENDS = [
    ("differences mazur:dE_total/dE_o1", "alt", "is best at h = 10⁻¹, with no error at all."),
    ("path broad:dE_total/di1", "caption", "Rows of many links are drawn without numbers."),
    ("search mazur 1000", "caption", "with seed 1, and keeps the best."),
    ("loss xor", "caption", "Where the loss swings up and down at every step, its curve fills a band."),
    ("runs 10000 mazur mazur;update=sequential", "alt", "goes from 0.298 to 0.00003508."),
    (
        "training mazur;bias=each 9",
        "caption",
        "over 9 steps; below, the outputs; dotted lines are their targets.",
    ),
    ("slice mazur w5", "caption", "the update goes to the left, downhill."),
    ("slice mazur w7", "caption", "the update goes to the right, downhill."),
    ("slice relu;rate=0.6@5 w1", "caption", "the update goes nowhere: the slope is zero."),
    ("slice line;batch=1 w", "caption", "the update goes nowhere."),
    ("slice line;batch=1@41 b", "caption", "the update goes to the left, downhill."),
    ("slice line;batch=1@40 b", "caption", "the update goes to the right, uphill."),
    ("walk parabola 11", "alt", "ends at 2.74; J is 10 at the start and 1.07 at the end."),
]


def test_every_kind_is_tried() -> None:
    assert {spec.split()[0] for spec, _, _ in WHOLE} == set(KINDS) - {"measured"}  # has tests of its own


@pytest.mark.parametrize(("spec", "part", "text"), WHOLE)
def test_words(spec: str, part: str, text: str) -> None:
    assert getattr(described(spec), part) == text


@pytest.mark.parametrize(("spec", "part", "end"), ENDS)
def test_words_end_with_what_is_peculiar_to_the_run(spec: str, part: str, end: str) -> None:
    assert getattr(described(spec), part).endswith(end)


@pytest.mark.parametrize(
    ("spec", "labels"),
    [
        ("error deep", {"o1", "o2", "Eo1 0.187", "Eo2 0.00951", "−0.362", "−0.5"}),
        ("loss relu", {"0.1", "0.6", "learning rate"}),
        ("network mazur", {"i1", "0.05", "w7 0.5", "b2 0.6", "h2", "0.597", "target 0.99"}),
        ("network mazur;bias=each@1", {"bh1 0.346", "bo2 0.619", "w5 0.359"}),
        ("network sigmoid", {"w8 0.55", "hidden"}),
        ("network deep", {"w10 −0.15", "bh2 −0.2", "−0.935", "target −0.5"}),
        ("network broad", {"h1,6", "o2", "target 0"}),
        ("passes broad", {"inputs i1 … i5", "hidden h1,1 … h1,6", "hidden h2,1 … h2,3", "outputs o1, o2"}),
        ("passes broad", {"Etotal", "w1 … w30", "slopes of w1 … w30", "slopes of w49 … w54", "targets"}),
        ("wiring mazur", {"i1", "w8", "b1", "to2"}),
        ("forward mazur", {"net 0.3775", "out 0.773", "w5 0.4", "target 0.01"}),
        ("backward mazur", {"δh1", "0.00877", "0.000439", "−0.0226"}),
        ("backward chain;bias=each", {"−0.104"}),
        ("neuron mazur h1", {"inputs", "sum", "sigmoid", "output", "w1 0.15", "b1 0.35", "outh1"}),
        ("matrix relu 1", {"from", "into h2", "w4", "0.09", "·", "=", "neth2", "0.57"}),
        ("update mazur", {"w5", "0.4 → 0.3589", "change"}),
        ("path mazur:dE_total/dw5", {"∂Etotal/∂Eo1 = 1", "∂Eo1/∂outo1 ≈ 0.741", "∂outo1/∂neto1 ≈ 0.187"}),
        ("path mazur:dE_total/dw5", {"∂neto1/∂w5 ≈ 0.593", "∂Etotal/∂w5 ≈ 0.0822", "neto1", "1.11"}),
        ("path mazur:dE_total/dw1", {"∂Eo2/∂outo2 ≈ −0.217", "∂neto2/∂outh1 = 0.5", "∂neth1/∂w1 = 0.05"}),
        ("path descent:dJ/dtheta0", {"∂J/∂θ0 = −4", "θ0", "12"}),
        ("path broad:dE_total/dnet_h1_2", {"0.3", "−0.4"}),
        ("runs 5 mazur parabola", {"loss, on a logarithmic scale"}),
        ("samples line;batch=1@4", {"output, w ≈ 1.60, b ≈ 0.722", "difference", "target"}),
    ],
)
def test_labels(spec: str, labels: set[str]) -> None:
    assert labels <= {text.words for text in texts(drawn(spec))}
