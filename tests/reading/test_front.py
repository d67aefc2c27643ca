import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop.errors import BackpropError
from backprop.reading.document import Text
from backprop.reading.front import read_front


def test_a_page_declares_numbers_symbols_and_waivers() -> None:
    text = (
        "---\n"
        "numbers:\n"
        "  2-2-2: the shape of the network\n"
        "  0.50: a share\n"
        '  "4.0": a licence\n'
        "symbols:\n"
        "  w^l_{jk}: any weight\n"
        "waived:\n"
        "  a = b: an analogy\n"
        "hide:\n"
        "  - navigation\n"
        "---\n"
        "# Page\n"
    )
    front = read_front("a.md", text)
    assert front.declared.numbers == {
        "2-2-2": "the shape of the network",
        "0.50": "a share",
        "4.0": "a licence",
    }
    assert front.declared.symbols == {"w^l_{jk}": "any weight"}
    assert front.declared.waived == {"a = b": "an analogy"}
    assert text[front.end :] == "# Page\n"


def test_a_page_names_the_example_that_it_works_with() -> None:
    assert read_front("a.md", "---\nexample: mazur\n---\n").example == "mazur"
    assert read_front("a.md", "---\ntitle: Page\n---\n").example is None


def test_a_page_of_the_course_says_what_it_teaches_and_needs() -> None:
    text = "---\nteaches: [net input, ReLU]\nneeds:\n  - cross-entropy\n---\n"
    front = read_front("a.md", text)
    assert front.teaches == {"net input": text.index("net"), "ReLU": text.index("ReLU")}
    assert front.needs == {"cross-entropy": text.index("cross")}
    assert read_front("a.md", "---\nexample: mazur\n---\n").needs == {}


def test_an_example_that_is_not_there_is_refused() -> None:
    with pytest.raises(BackpropError, match=r"a\.md:2:10: found the example mazer, expected mazur"):
        read_front("a.md", "---\nexample: mazer\n---\n", ["relu", "mazur"])


LINES = "lines such as key: text"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Page\n",
        "\n---\nnumbers: 5\n---\n",
        "---\n---\n",
        "---\n---",
        "\ufeff---\nnumbers:\n---\n",
        "--- a\n",
    ],
)
def test_a_page_without_front_matter_declares_nothing(text: str) -> None:
    front = read_front("a.md", text)
    assert not any([front.declared.numbers, front.declared.symbols, front.declared.waived, front.titles])


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("title: Page 5", "Page 5"),
        ('title: "Page 5"', "Page 5"),
        ("description: 'Five and 5'", "Five and 5"),
        ("title: 5", "5"),
    ],
)
def test_a_title_is_text_at_its_offset(line: str, shown: str) -> None:
    text = f"---\n{line}\n---\n"
    (title,) = read_front("a.md", text).titles
    assert title.kind == "title"
    assert title.parts == (Text(title.start, title.end, shown),)
    assert text[title.start : title.end] == shown


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "numbers: [",
            f"a.md:3:1: found no YAML: expected the node content, but found '<stream end>', expected {LINES}",
        ),
        ("- a", "a.md:2:1: found a sequence as front matter, expected lines such as key: text"),
        ("numbers: 5", "a.md:2:10: found a scalar as numbers, expected lines such as key: text"),
        ("number:\n  5: a share", "a.md:2:1: found the key number, expected numbers"),
        ("numbers:\n  5: 6", "a.md:3:6: found '6' for 5 in numbers, expected a reason in words"),
        ("numbers:\n  5: [a]", "a.md:3:6: found a sequence for 5 in numbers, expected a reason in words"),
        ("numbers:\n  5: ''", "a.md:3:6: found '' for 5 in numbers, expected a reason in words"),
        ("numbers:\n  5: TODO…", "a.md:3:6: found 'TODO…' for 5 in numbers, expected a reason in words"),
        ("numbers:\n  5:", "a.md:3:5: found '' for 5 in numbers, expected a reason in words"),
        (
            "numbers:\n  5: a\n  5: b",
            "a.md:4:3: found 5 a second time in numbers, expected each key once, as plain text",
        ),
        (
            "numbers:\n  [5]: a",
            "a.md:3:3: found a sequence as key in numbers, expected each key once, as plain text",
        ),
        ("needs: weight", "a.md:2:8: found a scalar as needs, expected a list such as [weight, net input]"),
        ("needs:", "a.md:2:7: found a scalar as needs, expected a list such as [weight, net input]"),
        (
            "teaches: [a, [b]]",
            "a.md:2:14: found a sequence in teaches, expected the words for a concept, such as net input",
        ),
        ("teaches: [a, a]", "a.md:2:14: found a a second time in teaches, expected each concept once"),
        (
            "teaches: [' ']",
            "a.md:2:11: found ' ' in teaches, expected the words for a concept, such as net input",
        ),
        ("title: [5]", "a.md:2:8: found a sequence as title, expected text"),
        (
            'title: "\\UFFFFFFFF"',
            f"a.md:2:1: found no YAML: it cannot hold this, expected {LINES}",
        ),
        ("[" * 2000, f"a.md:2:1: found no YAML: it cannot hold this, expected {LINES}"),
        (
            "title: \x00",
            f"a.md:2:8: found no YAML: special characters are not allowed, expected {LINES}",
        ),
    ],
)
def test_broken_front_matter_is_one_line_with_its_place(body: str, message: str) -> None:
    with pytest.raises(BackpropError) as raised:
        read_front("a.md", f"---\n{body}\n---\n")
    assert str(raised.value) == message


def fault_of(text: str) -> str:
    """Return the message for front matter that cannot be read; nothing for any other."""
    try:
        read_front("a.md", text)
    except BackpropError as error:
        return str(error)
    return ""


@given(st.text(alphabet="ab:\n -[]{}'\"&*!|>%@`#?,\t\\\x005xuU"))
def test_no_front_matter_gives_a_traceback(body: str) -> None:
    assert "\n" not in fault_of(f"---\n{body}\n---\n")
