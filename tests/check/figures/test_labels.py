"""Reading an SVG file: words with their places, lines, panels."""

from backprop.check.figures.labels import Label, Picture, in_rows
from backprop.figures import printed
from tests.check.figures.drawings import drawing, made


def test_words_stand_at_their_offsets() -> None:
    picture = Picture(drawing("error mazur"))
    assert [picture.text[one.start : one.end] for one in picture.labels] == [x.words for x in picture.labels]
    words, start = picture.titles["desc"]
    assert words == made("error mazur").alt(printed)
    assert picture.text.startswith(words, start)


def test_turned_labels_have_an_angle() -> None:
    found = {one.words: one.angle for one in Picture(drawing("contour relu w5 w6 20")).labels}
    assert found["w₅"] is None
    assert found["0.016"] is not None


def test_words_are_read_through_their_spans() -> None:
    assert "w5 0.4" in {one.words for one in Picture(drawing("network mazur")).labels}


def test_lines_have_ends_and_kinds() -> None:
    lines = [one for one in Picture(drawing("loss parabola")).strokes if len(one.pieces[0]) > 2]
    assert sum(line.is_dashed for line in lines) > 0
    assert not all(line.is_dashed for line in lines)


def test_panels_come_from_above() -> None:
    above, below = Picture(drawing("loss relu")).frames
    assert above.bottom < below.top
    assert above.holds((above.left, above.top))
    assert not above.holds((below.left, below.bottom))


def test_rows_are_read_from_above_and_from_the_left() -> None:
    places = [("d", 9, 20.5), ("b", 5, 0.9), ("a", 1, 1.2), ("c", 2, 20)]
    labels = [Label(words, x, y, None, "middle", False, "", 0, 0) for words, x, y in places]
    assert ["".join(one.words for one in row) for row in in_rows(labels)] == ["ab", "cd"]


def test_words_between_elements_are_seen() -> None:
    text = "<svg><title>A</title><g>7</g></svg>"
    assert [text[start:end] for start, end in Picture(text).stray()] == ["7"]
    assert Picture(drawing("error mazur")).stray() == []
