"""Which equalities are between numbers and mean what they say."""

import pytest

from backprop.check.audit.audit import page


def outcome(text: str) -> str:
    """Return what became of the one equality of a text: closes, wrong, unread, or nothing if it is none."""
    audited = page("x.md", text, strict=True)
    if audited.numbers.get("unread"):
        return "unread"
    assert sum(audited.numbers.values()) <= 1, "one equality at a time"
    return "wrong" if audited.findings else "closes" if audited.proved else "none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$2 + 2 = 4$", "closes"),
        ("$2 + 2 = 5$", "wrong"),
        ("2 + 2 = 5", "wrong"),
        ("$1 + 1 = 1$", "none"),  # of bits
        ("$0 = 1$", "none"),
        ("0.5 = 0.7", "wrong"),
        ("$0.5 = 0.7$", "wrong"),
        ("$3 = 0.7$", "none"),
        (r"$2 \times 3 = 2 \times 4$", "none"),  # rows and columns
        (r"$2 \cdot 3 = 2 \cdot 4$", "wrong"),
        (r"$1/24 \approx 1/25$", "none"),
        (r"$1/24 \approx 0.05$", "closes"),
        (r"$1/24 \approx 0.07$", "wrong"),
        (r"$\sigma(3) = 4$", "none"),  # no sigmoid
        (r"$\sigma(3) = 0.94$", "wrong"),
        (r"$\sin 30 = 0.5$", "none"),
        ("w = 0.5", "none"),
        (r"$1,000 + 1 = 1,002$", "none"),
        (r"$x = 0,5 + 0 = 0.6$", "none"),
        (r"$9 \equiv 2 + 0$", "none"),
        ("$+ 3 = 2 + 2$", "none"),
        (r"$1 + 2 = 3 \quad (2.1)$", "closes"),
        (r"$1 + 2 = 4 \quad (2.1)$", "wrong"),
        (r"$1.5 \cdot 2 = 4 \text{ million}$", "none"),
        (r"$\begin{bmatrix} 1 & 2 \end{bmatrix} . \begin{bmatrix} 3 \\ 4 \end{bmatrix} = 11$", "closes"),
        (r"$\begin{bmatrix} 1 & 2 \end{bmatrix} . \begin{bmatrix} 3 \\ 4 \end{bmatrix} = 12$", "wrong"),
        ("$1 / 0 = 1$", "unread"),
        ("$(1, 2) = 3 + 0$", "unread"),
        (r"$\foo{x} = 1 + 1 = 2$", "closes"),
        (r"$\foo_{h}^2 \bar{x} = 1 + 1 = 3$", "wrong"),
        # Writers differ in what they mean by these; they may close as they are read here.
        (r"$2\frac{1}{2} + 1 = 3.5$", "none"),
        (r"$2\frac{1}{2} + 1 = 2$", "closes"),
        (r"$\frac{1}{2}(3 + 1) = 0.125$", "wrong"),
        ("1/2(3 + 1) = 0.125", "none"),
        ("1/2(3 + 1) = 2", "closes"),
        ("-2^2 = 4", "none"),
        (r"$\log 100 = 2.0$", "none"),
        (r"$\tanh^{-1}(0.5) = 0.549$", "none"),
        (r"$0.25 \cdot 100 = 25\%$", "none"),
        ("7/2*2 = 6", "none"),
        ("7.0/2*2 = 6", "wrong"),
    ],
)
def test_what_becomes_of_an_equality(text: str, expected: str) -> None:
    assert outcome(text) == expected
