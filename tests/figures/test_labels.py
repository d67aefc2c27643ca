"""Labels stand on their lines, and clear of each other."""

from itertools import combinations, product

import pytest

from backprop.figures.labels import CLEARANCE, on_lines

LEFT, RIGHT = 0.0, 110.0


@pytest.mark.parametrize(("sources", "targets"), [(1, 1), (2, 2), (3, 4), (2, 6), (4, 3)])
def test_labels_of_a_layer_do_not_meet(sources: int, targets: int) -> None:
    lines = [
        ((LEFT, 90.0 * (a - sources / 2)), (RIGHT, 90.0 * (b - targets / 2)))
        for a, b in product(range(sources), range(targets))
    ]
    boxes = on_lines(lines, [(46.0, 14.0)] * len(lines), 0, 0.1, RIGHT)
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    for (start, end), box in zip(lines, boxes, strict=True):
        assert start[0] + CLEARANCE <= box.left[0] <= box.right[0] <= end[0] - CLEARANCE
        share = (box.x - start[0]) / (end[0] - start[0])
        assert box.y == pytest.approx(start[1] + share * (end[1] - start[1]))


def test_wide_labels_of_crossing_lines_do_not_meet() -> None:
    lines = [((LEFT, 0.0), (RIGHT, 90.0)), ((LEFT, 90.0), (RIGHT, 0.0))]
    first, second = on_lines(lines, [(RIGHT - 2 * CLEARANCE, 18.0)] * 2, 0, 0.1, RIGHT)
    assert not first.meets(second)


def test_a_wide_label_stays_on_the_sheet() -> None:
    (box,) = on_lines([((10.0, 0.0), (10.0, 50.0))], [(80.0, 14.0)], 1, 0.5, 200.0)
    assert box.left[0] == CLEARANCE
