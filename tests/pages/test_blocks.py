import re

import pytest

from backprop.core import registry
from backprop.core.groups import GROUPS
from backprop.core.keys import parse
from backprop.errors import BackpropError
from backprop.pages.blocks import KINDS
from tests.pages.conftest import MARK, MATRICES, RUNS, block, keys


@pytest.mark.parametrize(
    ("directive", "first"),
    [
        ("step chain:net_h1", "[Net input of h1](../values/chain.md#net_h1)"),
        ("steps chain net_h1 out_h1", "[Net input of h1](../values/chain.md#net_h1)"),
        ("table given chain", "| Symbol | Meaning | Value |"),
        ("matrix chain forward", "```math"),
        ("figure network chain", "!["),
        ("listing code/hello.py", "```python"),
        ("values chain", "Two routes have proved each value: "),
        ("measured performance tools", "| Tool | "),
        ("messages numbers", "| On the page | What the check says | Put right |"),
        ("claims demo", "| Printed | Should be | What happened |"),
        ("slips demo", '- <a id="slip-1"></a>**line 1** '),
        ("sources", "| Source | Right | Cut | Wrong | Open | Slips |"),
        ("map course", "## Forward"),
        ("asked chain:net_h1", "Asked for: $`net_{h1}`$"),
        ("tasks 3", "Tasks that ask for a number: 3."),
    ],
)
def test_the_first_word_names_the_kind(directive: str, first: str) -> None:
    assert block(directive).startswith(first)


def test_every_kind_is_tried_above() -> None:
    assert " ".join(KINDS) == (
        "step steps table matrix figure listing values checked measured messages claims slips sources map "
        "asked tasks"
    )


@pytest.mark.parametrize(
    ("directive", "printed"),
    [
        ("step chain:w1", {"chain:w1"}),
        ("step chain:net_h1", {"chain:net_h1", "chain:w1", "chain:i1", "chain:b1"}),
        ("step chain@1:w1", {"chain@1:w1", "chain:w1", "chain:eta", "chain:dE_total/dw1"}),
        ("table weights descent steps=0,2", {f"descent{s}:theta{n}" for s in ("", "@2") for n in (0, 1)}),
        ("table epochs chain steps=5 quantities=E_total,i1", {"chain@5:E_total", "chain:i1"}),
        ("listing code/hello.py", set()),
        ("slips demo", set()),
        ("claims demo", {"chain:net_h1", "chain:out_h1", "chain:E_total", "chain@1:E_total"}),
    ],
)
def test_a_block_gives_the_keys_of_its_numbers(directive: str, printed: set[str]) -> None:
    assert keys(directive) == printed


STEPS = [f"steps {run} {group}" for run in RUNS for group in GROUPS]


@pytest.mark.parametrize("directive", [*MATRICES, *STEPS])
@pytest.mark.usefixtures("more_examples")
def test_without_its_marks_a_built_block_is_the_plain_one(directive: str) -> None:
    marked = block(directive, marked=True)
    assert MARK.sub(r"\2", marked.replace("){ .step }\n", ")\n")) == block(directive)
    marks = MARK.findall(marked)
    assert all(registry.digits(parse(key)).text == number for key, number in marks)
    # A step that would say the same twice leaves its substitution out.
    fewest = keys(directive) if directive in MATRICES else set()
    assert fewest <= {key for key, _ in marks} <= keys(directive)


# Each directive and what is wrong with it.
REFUSED = """
 → found the directive '', expected one of KINDS
stepp chain:net_h1 → found the directive 'stepp', expected one of KINDS
STEP a:b → found the directive 'STEP', expected one of KINDS
step → found nothing, expected step KEY
step mazur:w1 mazur:w2 → found mazur:w1 mazur:w2, expected step KEY
step mazur → found 'mazur', expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total
step mazurr:w1 → no example is named 'mazurr'; the nearest: mazur
step mazur:net_h3 → mazur:net_h3: no quantity is named 'net_h3'; the nearest: net_h2, net_h1, net_o2
step mazur@1:i1 → mazur@1:i1: i1 is given and never changes; write mazur:i1
step mazur:w1+ → mazur:w1+: write mazur@1:w1 for an updated quantity
steps → found steps, expected steps RUN NAME…
steps mazur → found steps mazur, expected steps RUN NAME…
steps net_h1 mazur → found 'net_h1:mazur', expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total
table → found table of no kind, expected one of given, weights, epochs, options, conventions, rates, batches
table wieghts mazur → \
found table wieghts, expected one of given, weights, epochs, options, conventions, rates, batches
table batches mazur epochs=1 quantity=w1 → \
found mazur epochs=1 quantity=w1, BATCHES, RUN being one with batches
table batches line steps=1 quantity=w → found line steps=1 quantity=w, BATCHES
table batches line epochs=one quantity=w → found the step 'one', COUNT
table options line option=batch values=3 steps=0 quantity=w → line: found batch=3, expected one of 4, 2, 1
table given → found nothing, expected table given RUN
table given mazur relu → found mazur relu, expected table given RUN
table given mazzur → no example is named 'mazzur'; the nearest: mazur
table given mazur:w1 → found 'mazur:w1', expected a run such as mazur or mazur;bias=each@1
table weights mazur → found mazur, expected table weights RUN steps=0,1,…
table weights mazur steps= → found the step '', COUNT
table weights mazur steps=0,,1 → found the step '', COUNT
table weights mazur steps=one → found the step 'one', COUNT
table weights mazur steps=-1 → found the step '-1', COUNT
table weights mazur steps=1.5 → found the step '1.5', COUNT
table weights mazur steps=1000000 → found the step '1000000', COUNT
table epochs mazur steps=0 → found mazur steps=0, EPOCHS
table epochs mazur steps=x quantities=E_total → found the step 'x', COUNT
table epochs mazur steps=0 quantities=E_totl → no quantity is named 'E_totl'; the nearest: E_total, E_o2, E_o1
table options mazur option=bias values=each steps=0 → found mazur option=bias values=each steps=0, OPTIONS
table options mazur option=bias,rate values=0 steps=0 quantity=w1 → \
found mazur option=bias,rate values=0 steps=0 quantity=w1, OPTIONS
table options mazur option=bias values=each steps=0 quantity=w1,w2 → \
found mazur option=bias values=each steps=0 quantity=w1,w2, OPTIONS
table options mazur option=bias values=eech steps=0 quantity=w1 → \
mazur: found bias=eech, expected one of fixed, each, shared
table options relu option=bias values=each steps=0 quantity=w1 → \
relu has no option 'bias'; it has rate, update, momentum, loss, weights
table options mazur option=bias values=each steps=z quantity=w1 → found the step 'z', COUNT
table rates mazur → found mazur, expected table rates EXAMPLE steps=0,1,… quantity=E_total
table rates mazur;bias=each steps=0 quantity=w1 → no example is named 'mazur;bias=each'; the nearest: mazur
matrix → found nothing, MATRIX
matrix mazur → found mazur, MATRIX
matrix mazur sideways → found matrix mazur sideways, MATRIX, RUN being a network's
matrix descent forward → found matrix descent forward, MATRIX, RUN being a network's
matrix mazzur forward → no example is named 'mazzur'; the nearest: mazur
matrix mazur:w1 forward → found 'mazur:w1', expected a run such as mazur or mazur;bias=each@1
matrix mazur;update=sequential backward → \
found matrix mazur;update=sequential backward, expected a run without update
matrix mazur;momentum=0.9@1 update → found matrix mazur;momentum=0.9@1 update, expected a run without momentum
map → found nothing, expected map FOLDER
figure network → figure network: found 0 words after the kind, expected network RUN
figure network mazr → figure network mazr: no example is named 'mazr'; the nearest: mazur
figure path mazur:dE_total/dw9 → figure path mazur:dE_total/dw9: mazur:dE_total/dw9: dE_total/dw9: \
no quantity is named 'w9'; the nearest: w8, w7, w6
listing → found nothing, LISTING
listing . → found ., LISTING
listing hello.py → found hello.py, LISTING
listing code → found code, LISTING
listing code/ → found code/, LISTING
listing code/hello → found code/hello, LISTING
listing code/hello.txt → found code/hello.txt, LISTING
listing code/../hello.py → found code/../hello.py, LISTING
listing code/../../hello.py → found code/../../hello.py, LISTING
listing /code/hello.py → found /code/hello.py, LISTING
listing code/hello.py code/hello.py → found code/hello.py code/hello.py, LISTING
listing code/a/hello.py → found code/a/hello.py, LISTING
listing code/LONG.py → found code/LONG.py, LISTING
listing code/helo.py → found listing code/helo.py, expected a file of that name below data
values → found nothing, expected values EXAMPLE, or values EXAMPLE PAGE
values softmax relu → found the page relu, expected given or forward or error or backward or update
values line forward → found the page forward, expected none
values a b c → found a b c, expected values EXAMPLE, or values EXAMPLE PAGE
values mazurr → no example is named 'mazurr'; the nearest: mazur
values mazur;bias=each → no example is named 'mazur;bias=each'; the nearest: mazur
checked all → found all, expected checked
messages → found nothing, expected messages GROUP
messages number → found the group 'number', expected one of numbers, formulas
claims → found nothing, expected claims NAME
claims demo bare → found demo bare, expected claims NAME
claims bare → found claims bare, expected a source that prints numbers
claims dmo → found the source dmo, expected one of demo, bare
slips → found nothing, expected slips NAME
slips dmo → found the source dmo, expected one of demo, bare
sources demo → found demo, expected sources
"""
# What stands in many messages.
EXPECTED = {
    "KINDS": ", ".join([*KINDS, "live"]),
    "COUNT": "expected a whole number of at most six digits",
    "BATCHES": "expected table batches RUN epochs=0,1,… quantity=E_total",
    "EPOCHS": "expected table epochs RUN steps=0,1,… quantities=E_total,…",
    "OPTIONS": "expected table options EXAMPLE option=NAME values=…,… steps=0,1,… quantity=NAME",
    "MATRIX": "expected matrix RUN forward|backward|update",
    "LISTING": "expected listing code/NAME.py",
    "LONG": "a" * 300,
}


def refused(text: str) -> list[list[str]]:
    """Return each directive with its message."""
    for short, full in EXPECTED.items():
        text = re.sub(rf"\b{short}\b", full, text)
    return [line.split(" → ") for line in text.strip("\n").split("\n")]


@pytest.mark.parametrize(("directive", "message"), refused(REFUSED))
def test_a_wrong_directive_says_what_is_expected(directive: str, message: str) -> None:
    with pytest.raises(BackpropError) as raised:
        block(directive)
    assert str(raised.value) == message
