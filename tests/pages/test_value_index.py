"""The index of keys on the page of an example: what is written is read again, by key."""

from pathlib import Path

import pytest

from backprop.core.keys import parse
from backprop.pages.value_index import index_line, pages_by_key
from backprop.pages.value_pages import Run, ValuesPage

ERROR = ValuesPage("error", "Cost", (Run("error", "Cost", (parse("mazur:E_o1"), parse("mazur:E_total"))),))
LATER = ValuesPage("training-2", "Training II", (Run("training", "", (parse("mazur;rate=2@7:w1"),)),))
LINES = """\
- [Cost](mazur/error.md), 2 values: `E_o1` `E_total`
- [Training II](mazur/training-2.md), 1 value: `;rate=2@7:w1`"""


def test_a_line_leads_to_its_page_and_names_its_keys() -> None:
    assert "\n".join(index_line("mazur", page) for page in (ERROR, LATER)) == LINES


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        (LINES, {"E_o1": "error", "E_total": "error", ";rate=2@7:w1": "training-2"}),
        ("# Values\n\n- [Error](../mazur/error.md), as `E_o1`\n- `w1` [here](a/b.md)\n", {}),
        ("", {}),
    ],
)
def test_the_page_of_each_key_is_read(tmp_path: Path, text: str, pages: dict[str, str]) -> None:
    (tmp_path / "mazur.md").write_text(text, "utf-8")
    assert pages_by_key(tmp_path / "mazur.md") == pages
    assert pages_by_key(tmp_path / "nowhere.md") == {}


def test_a_changed_index_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "mazur.md"
    for line, pages in ((LINES, 3), (index_line("mazur", ERROR), 2)):
        file.unlink(missing_ok=True)
        file.write_text(line, "utf-8")
        assert len(pages_by_key(file)) == pages
