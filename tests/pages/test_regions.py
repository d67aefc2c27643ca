import pytest

from backprop.errors import BackpropError
from backprop.pages.regions import Block, QuoteLink, Region, ValueLink, regions, where

LINK = "[0.15](../values/mazur.md#w1)"
OPEN = "<!-- backprop: step mazur:w1 -->"
CLOSE = "<!-- /backprop -->"
BLOCK = f"{OPEN}\n{CLOSE}\n"


def outline(text: str) -> list[str]:
    """Tell each region by what it is about: a fragment or an anchor for a link, the words for a block."""
    return [told(part) for part in regions(text)]


def told(part: Region) -> str:
    match part:
        case ValueLink():
            return part.fragment
        case QuoteLink():
            return part.anchor
    return " ".join(part.words)


@pytest.mark.parametrize(
    ("text", "shown", "example", "fragment"),
    [
        (LINK, "0.15", "mazur", "w1"),
        ("a [0.1](values/relu.md#@1:w1) b", "0.1", "relu", "@1:w1"),
        ("[?](../../values/mazur.md#dE_total/dw5)", "?", "mazur", "dE_total/dw5"),
        ("[-1](./values/chain.md#;bias=each@1:b_h1)", "-1", "chain", ";bias=each@1:b_h1"),
        ("# Weight [0.15](../values/mazur.md#w1)", "0.15", "mazur", "w1"),
        ("| a | [0.15](../values/mazur.md#w1) |", "0.15", "mazur", "w1"),
        ("- [0.15](../values/mazur.md#w1)", "0.15", "mazur", "w1"),
        ("> [0.15](../values/mazur.md#w1)", "0.15", "mazur", "w1"),
        ("*[0.15](../values/mazur.md#w1)*", "0.15", "mazur", "w1"),
        ("[](../values/mazur.md#w1)", "", "mazur", "w1"),
        ("[a number](../values/mazur.md#w1)", "a number", "mazur", "w1"),
        ("[0.15](../values/no-such.md#w1)", "0.15", "no-such", "w1"),
        ("𝛼 [0.15](../values/mazur.md#w1)", "0.15", "mazur", "w1"),
    ],
)
def test_a_number_link_is_its_text_between_the_brackets(
    text: str, shown: str, example: str, fragment: str
) -> None:
    (link,) = regions(text)
    assert link == ValueLink(link.start, link.end, shown, example, fragment)
    assert text[link.start : link.end] == shown
    assert text[link.start - 1] + text[link.end] == "[]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a [0.1](sources/slides.md#line-3) b", "0.1"),
        ("[-0.1](../sources/slides.md#line-3)", "-0.1"),
        ("[?](../../sources/slides.md#line-3)", "?"),
    ],
)
def test_a_quote_is_its_text_between_the_brackets(text: str, shown: str) -> None:
    (quote,) = regions(text)
    assert quote == QuoteLink(quote.start, quote.end, "slides", "line-3")
    assert text[quote.start : quote.end] == shown


@pytest.mark.parametrize(
    "text",
    [
        "[half](../sources/slides.md#line-3)",
        "[0.1](../sources/slides.md)",
        "[0.1](../sources/index.md#line-3)",
    ],
)
def test_other_links_to_a_source_are_nobodys(text: str) -> None:
    assert regions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[0.15](../values/mazur.md)",
        "[0.15](../values/mazur.md#)",
        "[0.15](mazur.md#w1)",
        "[0.15](../mazur/update.md#w1)",
        "[0.15](../myvalues/mazur.md#w1)",
        "[0.15](../values/mazur.html#w1)",
        "[0.15](../values/mazur.md#w1",
        "[0.15] (../values/mazur.md#w1)",
        "[0.15\n](../values/mazur.md#w1)",
        "[`w1`](../values/mazur.md#w1)",
        r"\[0.15](../values/mazur.md#w1)",
        "0.15",
        "",
    ],
)
def test_other_links_are_nobodys(text: str) -> None:
    assert regions(text) == []


@pytest.mark.parametrize(
    ("text", "words", "body", "indent"),
    [
        (BLOCK, ["step", "mazur:w1"], "", ""),
        (f"{OPEN}\nold\n\nlines\n{CLOSE}", ["step", "mazur:w1"], "old\n\nlines\n", ""),
        (f"a\n{OPEN}\nold\n{CLOSE}\nb", ["step", "mazur:w1"], "old\n", ""),
        (f"    {OPEN}\n    old\n    {CLOSE}\n", ["step", "mazur:w1"], "    old\n", "    "),
        (f"\t{OPEN}\n\told\n\t{CLOSE}\n", ["step", "mazur:w1"], "\told\n", "\t"),
        (f"{OPEN}  \nold\n{CLOSE}\t\n", ["step", "mazur:w1"], "old\n", ""),
        ("<!--backprop:step mazur:w1-->\n<!--/backprop-->", ["step", "mazur:w1"], "", ""),
        ("<!--\tbackprop:  a   b\t-->\n<!--  /backprop -->", ["a", "b"], "", ""),
        ("<!-- backprop: -->\n<!-- /backprop -->", [], "", ""),
        (f"{OPEN}\n```\n{LINK}\n```\n{CLOSE}", ["step", "mazur:w1"], f"```\n{LINK}\n```\n", ""),
        (f"{OPEN}\n```\n{CLOSE}", ["step", "mazur:w1"], "```\n", ""),
        (f"\ufeff{OPEN}\nold\n{CLOSE}", ["step", "mazur:w1"], "old\n", ""),
    ],
)
def test_a_block_is_its_body_between_the_directives(
    text: str, words: list[str], body: str, indent: str
) -> None:
    (block,) = regions(text)
    assert isinstance(block, Block)
    assert list(block.words) == words
    assert text[block.start : block.end] == body
    assert block.indent == indent
    assert text.startswith("<!--", block.place)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_block_knows_the_line_ending_of_its_directive(newline: str) -> None:
    text = newline.join([OPEN, "old", CLOSE, ""])
    (block,) = regions(text)
    assert isinstance(block, Block)
    assert block.newline == newline
    assert text[block.start : block.end] == f"old{newline}"


@pytest.mark.parametrize(
    "text",
    [
        "```\n{}\n```",
        "```text\n{}\n```",
        "~~~\n{}\n~~~",
        "````\n```\n{}\n```\n{}\n````",
        "~~~~\n~~~\n{}\n~~~~~",
        "~~~\n```\n{}\n~~~",
        "```\n~~~\n{}\n```",
        "~~~ a `b` c\n{}\n~~~",
        "  ```\n  {}\n  ```",
        "- a\n\n    ```\n    {}\n\n    {}\n    ```",
        "- ```\n  {}\n\n  {}\n  ```",
        "1. ```\n   {}\n   ```",
        "> ```\n> {}\n>\n> {}\n> ```",
        "```\r\n{}\r\n```\r\n",
        "\ufeff```\n{}\n```",
        "```\n``\n{}\n`````  \n",
        "```\n{}",
        "```\n{}\n``` text",
    ],
)
@pytest.mark.parametrize("inside", [LINK, OPEN, CLOSE, f"{OPEN}\n{CLOSE}"])
def test_a_code_fence_holds_text(text: str, inside: str) -> None:
    assert regions(text.replace("{}", inside)) == []


@pytest.mark.parametrize(
    "text",
    [
        "`{}`",
        "`` {} ``",
        "`` ` {} ``",
        "a `b` `{}`",
        "```{}```",
        "a ``` {} ``` b",
        "`a\n{}\nb`",
        "$`x {}`$",
        "<!-- {} -->",
        "<!--\n{}\n\n```\n\n{}\n-->",
        "<pre>\n{}\n\n{}\n</pre>",
        "<script>\n{}\n</script>",
        "- `a\n  {} b`",
    ],
)
def test_code_spans_comments_and_raw_elements_hold_text(text: str) -> None:
    assert regions(text.replace("{}", LINK)) == []


@pytest.mark.parametrize(
    "text",
    [
        "`` <!-- backprop: step mazur:w1 --> ``",
        "write `<!-- /backprop -->` after it",
        "`a\n<!-- backprop: step mazur:w1 -->\nb`",
        "<pre>\n<!-- backprop: step mazur:w1 -->\n</pre>",
    ],
)
def test_a_directive_in_code_is_text(text: str) -> None:
    assert regions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{}`",
        "`{}",
        "`{}``",
        "``{}`",
        "`a` {} `b`",
        r"\`{}\`",
        "a ` b\n\n{}\n\nc ` d",
        "a ` b\r\n\r\n{}\r\n\r\nc ` d",
        "a ` b\n- {} c ` d",
        "a ` b\n# {} ` d",
        "| ` |\n| {} ` |",
        "a `\n```\nx\n```\n{} `",
        "<!-- a -->{}<!-- b -->",
        "<!-- ``` -->\n{}",
        "<!--\n```\n-->\n{}",
        "`<!--` {} `-->`",
        "```\n<!--\n```\n{} -->",
        "```\n`\n```\n{} `",
        "`~~~`\n{}",
        "a ~~~\n{}",
        "a ``` b\n{}",
        "``` a ` b\n{}",
        "<!-- {}",
        "<preface>{}</preface>",
        f"{OPEN}\n```\n{CLOSE}\n" + "{}",
        f"{OPEN}\n`\n{CLOSE}\n" + "{} `",
        f"{OPEN}\n<!--\n{CLOSE}\n" + "{} -->",
    ],
)
def test_what_has_closed_or_never_opened_hides_nothing(text: str) -> None:
    assert outline(text.replace("{}", LINK))[-1:] == ["w1"]


def test_regions_come_in_their_order() -> None:
    text = f"[1](values/a.md#x) [2](values/a.md#y)\n{BLOCK}\n[3](values/a.md#z)\n{BLOCK}`[4](values/a.md#u)`"
    assert outline(text) == ["x", "y", "step mazur:w1", "z", "step mazur:w1"]


ALONE = "<!-- backprop: … --> or <!-- /backprop --> alone on its line"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (OPEN, f"1:1: found {OPEN}, expected a line <!-- /backprop --> after it"),
        (f"a\n\n  {OPEN}\nb\n", f"3:3: found {OPEN}, expected a line <!-- /backprop --> after it"),
        (f"{OPEN}\n{CLOSE} a", f"1:1: found {OPEN}, expected a line <!-- /backprop --> after it"),
        (
            f"a\n{OPEN}\n\n  <!-- backprop: step mazur:w2 -->\n{CLOSE}",
            "4:3: found <!-- backprop: step mazur:w2 -->, expected <!-- /backprop --> before it",
        ),
        (f"a\n{CLOSE}", f"2:1: found {CLOSE}, expected <!-- backprop: … --> before it"),
        (f"{BLOCK}\n  {CLOSE}", f"4:3: found {CLOSE}, expected <!-- backprop: … --> before it"),
        (f"a {OPEN}\n{CLOSE}", f"1:3: found {OPEN}, expected {ALONE}"),
        (f"{OPEN} a\n{CLOSE}", f"1:1: found {OPEN}, expected {ALONE}"),
        (f"> {OPEN}\n> {CLOSE}", f"1:3: found {OPEN}, expected {ALONE}"),
        (f"- {OPEN}\n  {CLOSE}", f"1:3: found {OPEN}, expected {ALONE}"),
        (f"{OPEN}{CLOSE}", f"1:1: found {OPEN}, expected {ALONE}"),
        (f"a {CLOSE} b", f"1:3: found {CLOSE}, expected {ALONE}"),
        (
            "<!-- backprop step mazur:w1 -->",
            f"1:1: found <!-- backprop step mazur:w1 -->, expected {ALONE}",
        ),
        (
            "a\n<!-- backprop: steps mazur\n  net_h1 -->",
            f"2:1: found <!-- backprop: steps mazur, expected {ALONE}",
        ),
        ("<!-- / backprop -->", f"1:1: found <!-- / backprop -->, expected {ALONE}"),
    ],
)
def test_half_a_directive_is_an_error_at_its_place(text: str, message: str) -> None:
    with pytest.raises(BackpropError) as raised:
        regions(text)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, "1:1"),
        ("abc", 2, "1:3"),
        ("a\nbc", 1, "1:2"),
        ("a\nbc", 2, "2:1"),
        ("a\r\nbc", 4, "2:2"),
        ("\n\n\n", 3, "4:1"),
        ("αβ\nγδ", 4, "2:2"),
    ],
)
def test_a_place_is_line_and_column_from_one(text: str, offset: int, place: str) -> None:
    assert where(text, offset) == place
