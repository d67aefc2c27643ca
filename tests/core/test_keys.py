"""Keys: one spelling, read back as written, refused with what was found and what was expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.core.example import DECIMAL, SIGNED
from backprop.core.keys import Key, default, known_example, parse, parse_fragment, parse_run, settings
from backprop.errors import BackpropError
from backprop.networks.examples import EXAMPLES

USUAL = {"update": "together", "momentum": "0"}


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("mazur:net_h1", "mazur:net_h1"),
        ("mazur@0:net_h1", "mazur:net_h1"),
        ("mazur@1:w5", "mazur@1:w5"),
        ("mazur@010000:E_total", "mazur@10000:E_total"),
        ("mazur:dE_total/dw5", "mazur:dE_total/dw5"),
        ("mazur;bias=each@1:E_total", "mazur;bias=each@1:E_total"),
        ("mazur;bias=fixed@1:E_total", "mazur@1:E_total"),
        ("mazur;update=together:E_total", "mazur:E_total"),
        ("mazur;momentum=0:E_total", "mazur:E_total"),
        ("mazur;momentum=0.0:E_total", "mazur:E_total"),
        ("mazur;momentum=0.90:E_total", "mazur;momentum=0.9:E_total"),
        ("sigmoid;rate=0.5:E_total", "sigmoid:E_total"),
        ("sigmoid;rate=0.50:E_total", "sigmoid:E_total"),
        ("sigmoid;rate=00.5:E_total", "sigmoid:E_total"),
        ("sigmoid;rate=2.0@69:E_total", "sigmoid;rate=2@69:E_total"),
        ("sigmoid;rate=100:E_total", "sigmoid;rate=100:E_total"),
        ("sigmoid;rate=0.000001:E_total", "sigmoid;rate=0.000001:E_total"),
        ("sigmoid;rate=0.12345678901234567:E_total", "sigmoid;rate=0.12345678901234567:E_total"),
        ("sigmoid;rate=0:E_total", "sigmoid;rate=0:E_total"),
        ("mazur;rate=2;bias=each:w1", "mazur;bias=each;rate=2:w1"),
        (
            "mazur;momentum=0.5;update=sequential;rate=1;bias=shared@3:w1",
            "mazur;bias=shared;rate=1;update=sequential;momentum=0.5@3:w1",
        ),
        ("descent;rate=0.10@2:J", "descent@2:J"),
        ("mazur;loss=half:E_total", "mazur:E_total"),
        ("mazur;weights=given:E_total", "mazur:E_total"),
        ("mazur;weights=0.50;loss=sum;rate=1:E_total", "mazur;rate=1;loss=sum;weights=0.5:E_total"),
        ("softmax;weights=0.0@1:w1", "softmax;weights=0@1:w1"),
        ("hollows;start=-2:J", "hollows:J"),
        ("hollows;start=-0.50;rate=0.2@3:J", "hollows;rate=0.2;start=-0.5@3:J"),
        ("hollows;start=-0:J", "hollows;start=0:J"),
        ("parabola;start=0.0:J", "parabola:J"),
    ],
)
def test_a_key_has_one_spelling(text: str, spelled: str) -> None:
    assert str(parse(text)) == spelled
    assert parse(spelled) == parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *(
            (text, f"found {text!r}, expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total")
            for text in (
                "",
                "mazur",
                "mazur@1",
                ":E_total",
                "@1:E_total",
                "Mazur:E_total",
                "mazur E_total",
                "mazur:E total",
                " mazur:E_total",
                "mazur:E_total\n",
                "mazur@-1:E_total",
                "mazur@1.5:E_total",
                "mazur@one:E_total",
                "mazur@:E_total",
                "mazur@٣:E_total",
                "mazur@1000000:E_total",
                "mazur;:E_total",
                "mazur;rate:E_total",
                "mazur;rate=:E_total",
                "mazur;=2:E_total",
                "mazur;Rate=2:E_total",
                "mazur@1;rate=2:E_total",
                "mazur;rate=2@1@2:E_total",
            )
        ),
        ("mazr:E_total", "no example is named 'mazr'; the nearest: mazur"),
        (
            "zzz:E_total",
            f"no example is named 'zzz'; the nearest: {', '.join(EXAMPLES)}",
        ),
        (
            "mazur;speed=2:E_total",
            "mazur has no option 'speed'; it has bias, rate, update, momentum, loss, weights",
        ),
        (
            "relu;bias=each:E_total",
            "relu has no option 'bias'; it has rate, update, momentum, loss, weights",
        ),
        (
            "softmax;loss=sum:E_total",
            "softmax has no option 'loss'; it has bias, rate, update, momentum, weights",
        ),
        ("descent;start=1:J", "descent has no option 'start'; it has rate, update, momentum"),
        ("mazur;loss=all:E_total", "mazur: found loss=all, expected one of half, sum, mean"),
        *(
            (
                f"mazur;weights={value}:E_total",
                f"mazur: found weights={value}, expected given or a decimal number such as 0.5",
            )
            for value in ("-1", "random", "a decimal number such as 0.5")
        ),
        *(
            (
                f"hollows;start={value}:J",
                f"hollows: found start={value}, expected a decimal number such as -0.5",
            )
            for value in ("--1", "+1", "-", "-.5", "left", "- 1")
        ),
        ("mazur;bias=all:E_total", "mazur: found bias=all, expected one of fixed, each, shared"),
        ("mazur;bias=Each:E_total", "mazur: found bias=Each, expected one of fixed, each, shared"),
        ("mazur;update=later:E_total", "mazur: found update=later, expected one of together, sequential"),
        *(
            (
                f"mazur;{option}={value}:E_total",
                f"mazur: found {option}={value}, expected a decimal number such as 0.5",
            )
            for option in ("rate", "momentum")
            for value in ("fast", "-1", "+1", ".5", "5.", "1e3", "1/2", "0,5", "1_0", "٠.٥", " 1")
        ),
        (
            "mazur;rate=0.123456789012345678:E_total",
            "mazur: found rate=0.123456789012345678, expected no more than 17 significant digits",
        ),
        ("mazur;rate=1;rate=2:E_total", "found 'mazur;rate=1;rate=2:E_total', expected each option once"),
        ("mazur;rate=1;rate=1:E_total", "found 'mazur;rate=1;rate=1:E_total', expected each option once"),
    ],
)
def test_what_is_no_key_is_refused(text: str, message: str) -> None:
    with pytest.raises(BackpropError) as caught:
        parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "run", "fragment"),
    [
        ("mazur:E_total", "mazur", "E_total"),
        ("mazur@1:E_total", "mazur@1", "@1:E_total"),
        ("mazur:dE_total/dw5", "mazur", "dE_total/dw5"),
        ("mazur;bias=each:E_total", "mazur;bias=each", ";bias=each:E_total"),
        ("mazur;bias=each@1:E_total", "mazur;bias=each@1", ";bias=each@1:E_total"),
        ("sigmoid;rate=2@69:E_total", "sigmoid;rate=2@69", ";rate=2@69:E_total"),
    ],
)
def test_run_and_fragment(text: str, run: str, fragment: str) -> None:
    key = parse(text)
    assert (key.run, key.fragment) == (run, fragment)
    assert parse_fragment(key.example, fragment) == key
    assert parse_run(run) == key.of("")


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("@1", "found 'mazur@1', expected a key such as mazur:net_h1 or mazur;bias=each@1:E_total"),
        (";rate=fast:w1", "mazur: found rate=fast, expected a decimal number such as 0.5"),
    ],
)
def test_what_is_no_fragment_is_refused(fragment: str, message: str) -> None:
    with pytest.raises(BackpropError) as caught:
        parse_fragment("mazur", fragment)
    assert str(caught.value) == message


@st.composite
def keys(draw: st.DrawFn) -> Key:
    """Draw a key of any example with any options, not always in its one spelling."""
    example = draw(st.sampled_from(sorted(EXAMPLES)))
    pairs = []
    for name, values in EXAMPLES[example].options.items():
        lowest = {DECIMAL: 0, SIGNED: -1000}.get(values[-1])
        number = st.decimals(lowest or 0, 1000, places=draw(st.integers(0, 6))).map(lambda n: f"{n:f}")
        chosen = st.sampled_from(values) if lowest is None else st.just(values[0]) | number
        pairs += draw(st.just([]) | chosen.map(lambda value, name=name: [f";{name}={value}"]))  # type: ignore[misc]
    step = draw(st.sampled_from(["", "@0", "@7", "@10000"]))
    quantity = draw(st.sampled_from(["E_total", "dE_total/dw5", "w1", "delta_o1"]))
    return parse(f"{example}{''.join(draw(st.permutations(pairs)))}{step}:{quantity}")


@given(keys())
def test_a_key_reads_back_as_itself(key: Key) -> None:
    assert parse(str(key)) == key
    assert parse_fragment(key.example, key.fragment) == key
    assert dict(settings(EXAMPLES[key.example], key.options)).items() >= dict(key.options).items()
    assert all(value != default(EXAMPLES[key.example], name) for name, value in key.options)


def test_another_quantity_of_the_same_run() -> None:
    key = parse("mazur;bias=each@3:E_total")
    assert str(key.of("w5")) == "mazur;bias=each@3:w5"
    assert str(key.of("w5", 4)) == "mazur;bias=each@4:w5"
    assert str(key.of("i1", 0)) == "mazur;bias=each:i1"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("mazur", {"bias": "fixed", "rate": "0.5", **USUAL, "loss": "half", "weights": "given"}),
        (
            "mazur;rate=2;bias=each;loss=sum",
            {"bias": "each", "rate": "2", **USUAL, "loss": "sum", "weights": "given"},
        ),
        ("relu;weights=0", {"rate": "0.05", **USUAL, "loss": "half", "weights": "0"}),
        ("descent;update=sequential", {"rate": "0.1", "update": "sequential", "momentum": "0"}),
        ("hollows", {"rate": "0.1", **USUAL, "start": "-2"}),
    ],
)
def test_settings_are_what_is_given_and_the_defaults(run: str, expected: dict[str, str]) -> None:
    key = parse_run(run)
    assert settings(EXAMPLES[key.example], key.options) == expected


def test_an_example_is_known_by_its_name() -> None:
    assert known_example("mazur") is EXAMPLES["mazur"]
    with pytest.raises(BackpropError, match="no example is named 'sigmod'; the nearest: sigmoid"):
        known_example("sigmod")
