"""The document of an example: it fits its schema, its enclosures hold, its links go both ways."""

import copy
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from flint import arb, ctx, fmpq
from jsonschema import Draft7Validator

import backprop
from backprop.core import digits as rounding
from backprop.core import registry
from backprop.core.digits import VALUE_DIGITS, significant
from backprop.core.groups import GROUPS, group_keys
from backprop.core.keys import Key, parse, parse_run
from backprop.core.ops import OPS, Proved
from backprop.errors import BackpropError
from backprop.exports.data import data_files, enclosure, keys
from backprop.networks.examples import EXAMPLES
from backprop.releases import ledger
from tests.exports.conftest import Documents
from tests.exports.schemas import DOCUMENT, INDEX, faults, open_objects

Document = dict[str, Any]


def values(document: Document) -> dict[str, Document]:
    return {value["key"]: value for value in document["values"]}


@pytest.fixture
def chain(documents: Documents) -> Document:
    """Return a document to be spoilt."""
    return copy.deepcopy(dict(documents["chain"]))


@pytest.mark.parametrize("schema", [DOCUMENT, INDEX])
def test_a_schema_is_one_of_draft_7_and_refuses_what_it_does_not_know(schema: Document) -> None:
    Draft7Validator.check_schema(schema)
    assert open_objects(schema) == []
    assert open_objects({"a": {"type": "object", "properties": {}}}) == [{"type": "object", "properties": {}}]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_document_fits_its_schema(name: str, documents: Documents) -> None:
    assert faults(DOCUMENT, documents[name]) == []


def test_the_schema_knows_every_operation() -> None:
    operations = DOCUMENT["definitions"]["expression"]["oneOf"][2]["items"][0]["enum"]
    assert operations == list(OPS)


def first(document: Document) -> Document:
    found: Document = document["values"][0]
    return found


SPOILT: dict[str, Callable[[Document], object]] = {
    "another schema": lambda it: it.update(schema=2),
    "no version": lambda it: it.pop("version"),
    "a member more": lambda it: it.update(more=1),
    "no release": lambda it: it.update(version="new"),
    "another licence": lambda it: it.update(licence="MIT"),
    "one route": lambda it: it["routes"].pop(),
    "no values": lambda it: it.update(values=[]),
    "a value twice": lambda it: it["values"].append(first(it)),
    "a value without words": lambda it: first(it).pop("words"),
    "a member more in a value": lambda it: first(it).update(value=2.0),
    "a number for digits": lambda it: first(it).update(digits=2),
    "digits with an exponent": lambda it: first(it).update(digits="2e0"),
    "digits with a comma": lambda it: first(it).update(page="2,0"),
    "a zero in front": lambda it: first(it).update(digits="02"),
    "a word for exact": lambda it: first(it).update(exact="yes"),
    "no key": lambda it: first(it).update(key="chain"),
    "step 0 in a key": lambda it: first(it).update(key="chain@0:i1"),
    "a key of an update": lambda it: first(it).update(key="chain:w1+"),
    "another group": lambda it: first(it).update(group="start"),
    "both enclosures": lambda it: first(it)["enclosure"].update(low="2", high="2"),
    "half an enclosure": lambda it: first(it).update(enclosure={"low": "2"}),
    "a fraction over 0": lambda it: first(it).update(enclosure={"fraction": "2/0"}),
    "what is no key in uses": lambda it: first(it).update(uses=["w1"]),
    "a user twice": lambda it: first(it).update(used_by=["chain:net_h1"] * 2),
    "a release without a number": lambda it: first(it).update(since="first"),
    "an address elsewhere": lambda it: first(it).update(address="/values/chain/#i1"),
    "an address without an anchor": lambda it: first(it).update(address="values/chain/"),
    "a page from the root": lambda it: first(it).update(pages=["/chain/"]),
    "a step below 0": lambda it: first(it).update(step=-1),
    "half a step": lambda it: first(it).update(step=0.5),
    "another operation": lambda it: it["graph"]["expressions"].update(E_o1=["plus", "t_o1", "out_o1"]),
    "a decimal in an expression": lambda it: it["graph"]["expressions"].update(w1={"number": "0.3"}),
    "an operation on nothing": lambda it: it["graph"]["expressions"].update(w1=["neg"]),
    "another role": lambda it: it["graph"]["quantities"]["w1"].update(role="knob"),
    "an option without a default": lambda it: it["graph"]["options"]["rate"].pop("default"),
    "an option without a title": lambda it: it["graph"]["options"]["bias"].pop("title"),
    "a word without a name": lambda it: it["graph"]["options"]["bias"]["names"].update(each=""),
    "a variant without a name": lambda it: it["graph"]["variants"].update({"": {}}),
    "a run elsewhere": lambda it: it["runs"][0].update(file="../chain-rate-1.csv"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_does_not_fit_is_refused(name: str, chain: Document) -> None:
    SPOILT[name](chain)
    assert faults(DOCUMENT, chain)


def test_the_document_says_what_made_it(documents: Documents) -> None:
    found = documents["chain"]
    assert found["version"] == backprop.__version__
    assert found["title"] == EXAMPLES["chain"].title
    assert found["address"] == "values/chain/"
    assert [run["run"] for run in found["runs"]] == ["chain;rate=0.1", "chain", "chain;rate=10"]
    assert [run["file"] for run in found["runs"]] == [f"chain-rate-{rate}.csv" for rate in ("0.1", "1", "10")]
    assert found["graph"]["quantities"]["w1+"] == {
        "symbol": "w_1^{+}",
        "words": "weight from i1 to h1, updated",
        "role": "update",
    }


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_name_of_the_graph_is_described(name: str, documents: Documents) -> None:
    graph = documents[name]["graph"]
    variants = [made["expressions"] for made in graph["variants"].values()]
    names = {name for made in (graph["expressions"], *variants) for name, expr in made.items() if expr}
    assert names == set(graph["quantities"])


VALUE = {
    "key": "mazur@1:w5",
    "quantity": "w5",
    "step": 1,
    "options": {},
    "group": "update",
    "symbol": "w_5^{+}",
    "words": "weight from h1 to o1, updated",
    "digits": "0.35891647971788461",
    "exact": False,
    "page": "0.358916480",
    "enclosure": {"low": "0.3589164797178846105767904", "high": "0.3589164797178846105767905"},
    "formula": r"w_5 - \eta \cdot \frac{\partial E_{total}}{\partial w_5}",
    "substitution": r"0.4 - 0.5 \cdot 0.082167041",
    "uses": ["mazur:w5", "mazur:eta", "mazur:dE_total/dw5"],
    "since": "1.0.0",
    "address": "values/mazur/#@1:w5",
    "pages": [],
}


def test_a_value_is_told_in_full(documents: Documents) -> None:
    found = values(documents["mazur"])["mazur@1:w5"]
    users = found["used_by"]
    assert {**found, "used_by": []} == {**VALUE, "used_by": []}
    assert list(found)[-4:] == ["used_by", "since", "address", "pages"]
    assert set(users) <= set(values(documents["mazur"]))


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_first_pass_and_update_come_first_and_nothing_released_is_missing(
    name: str, documents: Documents
) -> None:
    found = [parse(key) for key in values(documents[name])]
    start = parse_run(name)
    told = [key for group in GROUPS for key in group_keys(start, group)]
    assert found[: len(told)] == told
    assert set(found) >= {key for key in ledger.released() if key.example == name}
    assert len(found) == len(set(found))


def test_what_a_page_prints_is_told_with_the_page(documents: Documents) -> None:
    printed = values(documents["chain"])["chain@7:dE_total/dw1"]
    assert printed["pages"] == ["", "chain/training/"]
    assert printed["since"] is None
    assert printed["group"] == "training"
    assert values(documents["mazur"])["mazur:w1"]["pages"] == ["mazur/"]
    assert parse("chain@7:dE_total/dw1") not in keys(EXAMPLES["chain"], {})


def test_a_page_that_prints_what_there_is_not_is_told() -> None:
    with pytest.raises(BackpropError, match="no quantity is named 'w9'"):
        data_files(EXAMPLES["chain"], {parse("chain:w9"): ("",)})


def test_a_released_key_that_is_gone_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = parse("chain:w9")
    monkeypatch.setattr(ledger, "released", lambda: {gone: ledger.Released(gone, "= 1", "1.0.0")})
    assert gone not in keys(EXAMPLES["chain"], {})


def test_counts_are_no_data() -> None:
    count = parse("chain:weights")
    assert count not in keys(EXAMPLES["chain"], {count: ("",)})


def unheld(document: Document) -> list[str]:
    """Return the keys whose enclosure does not hold the proved value, or leaves a digit open."""
    return [key for key, value in values(document).items() if not _holds(parse(key), value)]


def _holds(key: Key, value: Document) -> bool:
    if "fraction" in value["enclosure"]:
        low = high = Fraction(value["enclosure"]["fraction"])
    else:
        low, high = (Fraction(value["enclosure"][end]) for end in ("low", "high"))
    least, greatest = rounding.ends(registry.enclosure(key))
    rules = {"digits": significant(VALUE_DIGITS), "page": rounding.page}
    rounded = [
        Fraction(rule(end)) == Fraction(value[name]) for name, rule in rules.items() for end in (low, high)
    ]
    return low <= least <= greatest <= high and (all(rounded) or value["exact"])


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_enclosure_holds_the_value_and_settles_its_digits(name: str, documents: Documents) -> None:
    assert unheld(documents[name]) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: value["enclosure"].update(low=value["enclosure"]["high"]),
        lambda value: value["enclosure"].update(high=value["enclosure"]["low"]),
        lambda value: value.update(digits=value["digits"][:-1] + "0"),
        lambda value: value.update(page="0.5"),
        lambda value: value.update(enclosure={"fraction": "1/2"}),
    ],
)
def test_an_enclosure_beside_the_value_is_found(spoil: Callable[[Document], None], chain: Document) -> None:
    spoil(values(chain)["chain:out_o1"])
    assert unheld(chain) == ["chain:out_o1"]


def ball(text: str, precision: int = 128) -> arb:
    with ctx.workprec(precision):
        return arb(text)


ZEROS = "0" * 29


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (ball("0.1"), "0.09999999999999999999999999", "0.1000000000000000000000001"),
        (ball("-2e-30"), f"-0.{ZEROS}2000000000000000000000001", f"-0.{ZEROS}1999999999999999999999999"),
        (arb(3, 0.5), "2.499999999068677425384521", "3.500000000931322574615479"),
        (fmpq(10**30, 10**30 + 1), "0.9999999999999999999999999", "1.000000000000000000000000"),
    ],
    ids=str,
)
def test_an_enclosure_is_rounded_outwards(value: Proved, low: str, high: str) -> None:
    assert enclosure(value) == {"low": low, "high": high}


@pytest.mark.parametrize(("value", "text"), [(fmpq(-3, 20), "-3/20"), (fmpq(0), "0"), (fmpq(12), "12")])
def test_a_short_rational_is_its_own_enclosure(value: Proved, text: str) -> None:
    assert enclosure(value) == {"fraction": text}


def one_sided(document: Document) -> Iterator[tuple[str, str]]:
    """Yield user and used wherever only one of the two tells of the other."""
    known = values(document)
    uses = {(key, used) for key, value in known.items() for used in value["uses"] if used in known}
    used_by = {(user, key) for key, value in known.items() for user in value["used_by"]}
    yield from sorted(uses ^ used_by)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_links_go_both_ways(name: str, documents: Documents) -> None:
    assert list(one_sided(documents[name])) == []
    assert any(value["used_by"] for value in documents[name]["values"])


def test_a_link_that_goes_one_way_is_found(chain: Document) -> None:
    values(chain)["chain:w1"]["used_by"].remove("chain:net_h1")
    assert list(one_sided(chain)) == [("chain:net_h1", "chain:w1")]
