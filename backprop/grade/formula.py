"""A cell's own formula: copied to another place, and with the heads of columns for addresses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Area = tuple[int, int, int, int]

_ADDRESS = re.compile(r"(?<![A-Za-z0-9_!'])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![0-9A-Za-z_(!])")


@dataclass(frozen=True)
class Formula:
    """A formula and the row and column of the cell that it is written in."""

    text: str
    row: int
    column: int

    def copied(self, row: int, column: int) -> str:
        """Return the formula as it reads when copied to another cell: what `$` does not hold moves along."""
        if (row, column) == (self.row, self.column):
            return self.text

        def moved(match: re.Match[str]) -> str:
            held, letters, fixed, number = match.groups()
            if not held:
                letters = column_letters(column_number(letters) + column - self.column)
            return f"{held}{letters}{fixed}{number if fixed else int(number) + row - self.row}"

        return _ADDRESS.sub(moved, self.text)


def sources(formula: str, names: Mapping[str, str], beside: Mapping[str, str]) -> frozenset[str]:
    """Return the quantities that a formula reads: `names` by the letter of a column, `beside` by place."""
    places = [(match[2], f"{match[2]}{match[4]}") for match in _ADDRESS.finditer(formula)]
    known = (beside.get(place) or names.get(letter) for letter, place in places)
    return frozenset(name for name in known if name)


def reads(formula: str, row: int, heads: Mapping[str, str], beside: Mapping[str, str]) -> str:
    """Return `=J14*M13` as `=out_h1·w5[row 13]`, the formula standing in row 14."""

    def name(match: re.Match[str]) -> str:
        place = f"{match[2]}{match[4]}"
        if place in beside:
            return beside[place]
        if match[2] not in heads:
            return match[0]
        return heads[match[2]] + ("" if int(match[4]) == row else f"[row {match[4]}]")

    return _ADDRESS.sub(name, formula).replace("*", "·") if formula else ""


def corners(area: str) -> Area:
    """Return the first row and column of a range such as `A1:B2`, and the last ones."""
    places = [_ADDRESS.fullmatch(place) for place in area.split(":")]
    rows = sorted(int(place[4]) for place in places if place)
    columns = sorted(column_number(place[2]) for place in places if place)
    return rows[0], columns[0], rows[-1], columns[-1]


def column_letters(number: int) -> str:
    """Return the letters of a column: `A` for 1, `AA` for 27."""
    before, last = divmod(number - 1, 26)
    return (column_letters(before) if before > 0 else "") + chr(ord("A") + last)


def column_number(letters: str) -> int:
    """Return the number of a column: 27 for `AA`."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
