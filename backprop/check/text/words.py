"""Numbers in words: what they say, and whether an example has as many things as they count."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from backprop.check.verdict import Verdict, accounted, total, wrong
from backprop.networks.examples import EXAMPLES, Example
from backprop.networks.network import Network
from backprop.networks.polynomial import Polynomial
from backprop.networks.regression import Regression

_BELOW = """zero one two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NTH = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
VALUES = {
    **{word: number for number, word in enumerate(_BELOW.split())},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
    "both": 2,
    "a": 1,
}
_SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = {word: number for number, word in enumerate(_NTH.split(), 1)}
_WORD = "|".join(sorted([*VALUES.keys() - {"a"}, *_SCALES], key=len, reverse=True))
NUMBER = re.compile(
    rf"\b(?:a\s+(?=(?:hundred|thousand)\b))?(?:{_WORD})(?:(?:\s+and)?[\s-](?:{_WORD}))*\b", re.I
)
_FOLLOWING = re.compile(r"(?:\s+|-)([a-z]+(?:-[a-z]+)?)(?=(\W?))", re.I)
_OF = re.compile(r"(?P<of>\s+of\s+(?:the|these|its|our|all|those))\s+")
# What a sentence says of another network than the page's own.
_SUPPOSED = re.compile(r"\b(?:would|imagine|suppose|any other)\b", re.I)
_ANOTHER = re.compile(r"\bnetworks? (?:of|with)\b", re.I)
MANY = 100
# What a number counts does not go on over one of these words.
_ENDS = """a an and are as at be becomes been before between but by can come comes could do does each
    enter enters for from give gives go goes had has have hold holds if in into is it less like makes
    may minus more most move moves must of on or out over per plus says see shared should so take takes
    than that the then they this through times to up upon usually was were when where which while who
    whose will with would"""
# Behind "one", which is a pronoun too, only these may stand before the noun.
_KINDS = "hidden output input new old negative positive dead linear sigmoid single own small total"
_COUNTED = (
    "input, output, neuron, weight, target, parameter, layer, connection, signal, derivative, error, rate, "
    "net input, hidden neuron, output neuron, hidden output, hidden layer, error signal, learning rate, "
    "sample, batch"
)
NOUNS = {f"{noun}{end}": noun for noun in _COUNTED.split(", ") for end in ("", "s")} | {
    "bias": "bias",
    "biases": "bias",
    "batches": "batch",
}
# Words that choose some of what there is, so that the number need not be that of all.
_CHOSEN = "smaller larger lower higher greater last next"
# Words before a number that leave some out, so that it must only be less than that of all.
_REST = {"other", "remaining"}
_MOST = re.compile(r"\w{2,}est\b")
# Names of networks in sentences, which need not be about the page's own.
_NAMED = {
    "mazur": re.compile(r"\btwo-output network\b", re.I),
    "sigmoid": re.compile(r"\bnetwork without biases\b", re.I),
    "signed": re.compile(r"\bnetwork with negative weights\b", re.I),
    "relu": re.compile(r"\bReLU network\b", re.I),
    "chain": re.compile(r"\bone neuron after another\b", re.I),
    "softmax": re.compile(r"\bchoice of three\b", re.I),
    "line": re.compile(r"\b(?:several|four) samples\b", re.I),
}
_CALLED = re.compile(rf"\b(?:{_WORD})-output network\b", re.I)
_END_WORDS, _KIND_WORDS, _CHOSEN_WORDS = (frozenset(words.split()) for words in (_ENDS, _KINDS, _CHOSEN))


@dataclass(frozen=True)
class Count:
    """A number in words: where it stands, its value, and the noun that it counts, if the table has it.

    `is_rest` tells that it counts what is left of all.
    """

    start: int
    end: int
    value: int
    noun: str
    is_rest: bool = False


def value(text: str) -> int | None:
    """Return the number that words say: `two hundred and fifty-six`, `a thousand`, `both`; else None."""
    whole, part = 0, 0
    words = [word for word in re.split(r"[\s-]+", text.strip().lower()) if word != "and"]
    for word in words:
        if word in _SCALES:
            part = (part or 1) * _SCALES[word]
        elif word in VALUES:
            whole, part = (whole + part, VALUES[word]) if part >= MANY else (whole, part + VALUES[word])
        else:
            return None
    return whole + part if words else None


def verdict(text: str, start: int, end: int, example: str | None, declared: frozenset[str]) -> Verdict:
    """Judge what the numbers in words count between two characters of `text`; problems stand there too."""
    if _SUPPOSED.search(text, start, end):
        return Verdict()
    every = example is None or _ANOTHER.search(text, start, end)
    named = [name for name, words in _NAMED.items() if words.search(text, start, end)]
    owners = (None,) if every else (example, *named)
    judged = (_judged(text, count, owners, declared) for count in counts(text, start, end))
    return total([*judged, *(_named(text, start, end) if example is None else ())])


def _named(text: str, start: int, end: int) -> Iterator[Verdict]:
    """Judge names such as "the two-output network": an example is called so."""
    titles = " ".join(example.title.lower() for example in EXAMPLES.values())
    for match in _CALLED.finditer(text, start, end):
        if match[0].lower() not in titles:
            yield wrong(match.span(), "count", f"found {match[0]!r}, and no example is called so")


def counts(text: str, start: int, end: int) -> Iterator[Count]:
    """Yield the numbers in words that count a thing an example can have."""
    for match in NUMBER.finditer(text, start, end):
        begin = match.start()
        number = value(match[0])
        if number is None or number >= MANY or _last_word(text, begin) in _CHOSEN_WORDS:
            continue
        if of := _OF.match(text, match.end()):
            following = NUMBER.match(text, of.end())
            least = value(following[0]) if following else None
            if least is not None and number > least:
                yield Count(begin, of.end("of"), number, "")
            continue
        noun, last = counted(text, match.end(), single=number == 1)
        if noun:
            yield Count(begin, last, number, noun, _last_word(text, begin) in _REST)


def _last_word(text: str, place: int) -> str:
    """Return the word before a place."""
    return text[max(0, place - 20) : place].rstrip().rpartition(" ")[2].lower()


def counted(text: str, place: int, *, single: bool) -> tuple[str, int]:
    """Return the noun behind a number, up to two other words between, and where it ends; or nothing."""
    words: list[tuple[str, int]] = []
    while len(words) < 4 and (match := _FOLLOWING.match(text, place)):
        place = match.end(1)
        words.append((match[1].lower(), place))
        if match[2].strip():
            break
    for number, (word, last) in enumerate(words[:3]):
        pair = " ".join(name for name, _ in words[number : number + 2])
        if " " in pair and (noun := NOUNS.get(pair)) is not None:
            return noun, words[number + 1][1]
        if (noun := NOUNS.get(word)) is not None and not _goes_on(words, number):
            return noun, last
        if (
            word in _END_WORDS | _CHOSEN_WORDS
            or _MOST.fullmatch(word)
            or (single and word not in _KIND_WORDS)
        ):
            break
    return "", place


def _goes_on(words: list[tuple[str, int]], number: int) -> bool:
    """Tell whether a noun only describes the next one: `two output layers`."""
    return number + 1 < len(words) and words[number + 1][0] in NOUNS.keys() | {"connection", "connections"}


def _judged(text: str, count: Count, owners: tuple[str | None, ...], declared: frozenset[str]) -> Verdict:
    phrase = " ".join(text[count.start : count.end].split())
    if phrase in declared:
        return accounted("declared")
    if not count.noun:
        return wrong((count.start, count.end), "count", f"found {phrase!r}, more than there are")
    allowed = frozenset().union(*(had(owner)[count.noun] for owner in owners))
    if count.value in allowed or (count.is_rest and count.value < max(allowed)):
        return accounted("words")
    expected = " or ".join(map(str, sorted(allowed - {1}))) or "none"
    owner = " or ".join(one or "any example" for one in dict.fromkeys(owners))
    message = f"found {phrase!r}, but {owner} has {expected} for {count.noun!r}"
    return wrong((count.start, count.end), "count", message)


@cache
def had(example: str | None) -> Mapping[str, frozenset[int]]:
    """Return how many of each thing the example has, of all examples together if none is given."""
    if example is None:
        tables = [had(name) for name in EXAMPLES]
        return {noun: frozenset().union(*(table[noun] for table in tables)) for noun in set(NOUNS.values())}
    found = EXAMPLES[example]
    sizes = _sizes(found)
    rates = {"learning rate": {len(found.rates)}, "rate": {len(found.rates)}}
    return {noun: frozenset((sizes | rates).get(noun, set()) | {1}) for noun in set(NOUNS.values())}


def _sizes(example: Example) -> dict[str, set[int]]:
    match example:
        case Network():
            return _network(example)
        case Polynomial(parameters=parameters):
            return {noun: {len(parameters)} for noun in ("parameter", "derivative")}
        case Regression():
            return _regression(example)


def _regression(example: Regression) -> dict[str, set[int]]:
    """Return the counts of a regression: a batch may hold some samples, and there may be some batches."""
    count = len(example.samples)
    batches = {int(size) for size in example.options["batch"]}
    of_each = {noun: {count} for noun in ("input", "target", "output", "error")}
    parameters = {noun: {len(example.parameters)} for noun in ("parameter", "derivative")}
    return of_each | parameters | {"sample": batches, "batch": batches}


def _network(network: Network) -> dict[str, set[int]]:
    inputs, *hidden, outputs = map(len, network.units)
    inside, layers = set(hidden), len(hidden)
    neurons = {sum(hidden) + outputs, outputs} | inside
    weights = {len(row) for layer in network.weights for row in layer}
    weights |= {sum(map(len, layer)) for layer in network.weights} | {len(layer) for layer in network.weights}
    weights |= {sum(sum(map(len, layer)) for layer in network.weights)}
    biases = _biases(network)
    return {
        "input": {inputs},
        "output": {outputs} | inside,
        "neuron": neurons | {sum(hidden)},
        "net input": neurons,
        "hidden neuron": {sum(hidden)} | inside,
        "hidden output": {sum(hidden)} | inside,
        "output neuron": {outputs},
        "target": {outputs},
        "error": {outputs},
        "signal": neurons,
        "error signal": neurons,
        "layer": {layers, layers + 1, layers + 2},
        "hidden layer": {layers},
        "weight": weights,
        "connection": weights,
        "bias": biases,
        "parameter": weights | biases | {max(weights) + number for number in biases},
        "derivative": weights | biases,
    }


def _biases(network: Network) -> set[int]:
    """Return how many biases there may be said to be: shared by a layer, or one for each neuron."""
    if not any(layer.bias for layer in network.layers):
        return set()
    modes = [network.biases(mode) for mode in ("shared", "each")]
    return {len({name for layer in names for name in layer}) for names in modes} | {
        len(layer) for names in modes for layer in names
    }
