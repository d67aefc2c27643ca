"""Which equalities are between numbers and mean what they say."""

import pytest

from backprop.check.audit.audit import page


def outcome(text: str) -> str:
    """Return what became of the one equality of a text: closes, wrong, unread, or nothing if it is none."""
    found = page("x.md", text, strict=True)
    if found.numbers.get("unread"):
        return "unread"
    assert sum(found.numbers.values()) <= 1, "one equality at a time"
    return "wrong" if found.findings else "closes" if found.proved else "none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$2 + 2 = 4$", "closes"),
        ("$2 + 2 = 5$", "wrong"),
        ("The claim $2 + 2 = 5$ is false.", "none"),
        ("The claim $0.2 + 0.2 = 0.5$ is false.", "wrong"),  # nobody claims decimals
        (r"$3 \cdot 5 = 1$ modulo 7", "none"),
        ("$1 + 1 = 1$", "none"),
        ("$0.625 = 0.101$ in binary", "none"),
        ("$0.625 = 0.101$", "wrong"),
        ("$0 = 1$", "none"),
        ("0.5 = 0.7", "none"),
        ("$0.5 = 0.7$", "wrong"),
        ("$3 = 0.7$", "none"),
        (r"$2 \times 3 = 2 \times 4$", "none"),
        (r"$2 \cdot 3 = 2 \cdot 4$", "wrong"),
        (r"$1/24 \approx 1/25$", "none"),
        (r"$1/24 \approx 0.05$", "closes"),
        (r"$1/24 \approx 0.07$", "wrong"),
        (r"$\sigma(3) = 4$", "none"),
        (r"A sigmoid: $\sigma(3) = 0.94$", "wrong"),
        ("4-6 = 2", "none"),
        ("4 - 6 = 2", "wrong"),
        ("w = 0.5", "none"),
        ("half of 3 * 4 = 6", "none"),
        ("3 * 4 = 6 pairs", "none"),
        ("1 = 0,5 and $1,000 + 1 = 1,002$", "none"),
        ("$1,000 + 1 = 1,002$", "wrong"),
        ("$+ 3 = 2 + 2$", "none"),
        ("$1 / 0 = 1$", "unread"),
        ("$(1, 2) = 3 + 0$", "unread"),
    ],
)
def test_what_becomes_of_an_equality(text: str, expected: str) -> None:
    assert outcome(text) == expected
