"""Colours that can be read on their background, and told apart by all."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from backprop.figures import DARK, THEMES, Theme
from backprop.figures.style import DASHES, paint, painted, spread

ROOT = Path(__file__).parents[2]
ROLES = ("ink", "muted", "input", "weight", "output", "error", "gradient")


def luminance(color: str) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(color: str, background: str) -> float:
    dark, light = sorted((luminance(color), luminance(background)))
    return (light + 0.05) / (dark + 0.05)


def mixed(below: str, above: str, share: float) -> str:
    """Return the colour that `above` gives, so much of it, over `below`."""
    red, green, blue = np.array(to_rgb(above)) * share + np.array(to_rgb(below)) * (1 - share)
    return to_hex((red, green, blue))


# What is left of light's three parts without one kind of cone (Machado, Oliveira and Fernandes 2009).
EYES = {
    "all cones": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def seen(color: str, eye: str) -> np.ndarray:
    """Return a colour as an eye sees it, in CIE L*a*b*."""
    parts = np.array([c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)])
    x, y, z = _XYZ @ np.clip(np.array(EYES[eye]) @ parts, 0, 1) / (0.9505, 1, 1.089)
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_every_eye_tells_the_roles_apart(theme: Theme, eye: str) -> None:
    colors = {role: seen(getattr(theme, role), eye) for role in ROLES if role != "muted"}
    for a, b in combinations(colors, 2):
        # A difference of 2.3 is just seen.
        assert np.linalg.norm(colors[a] - colors[b]) > 9, f"{a} and {b}"


def test_colours_that_only_some_tell_apart_are_found() -> None:
    red, brown = (seen(color, "protanopia") for color in ("#c24100", "#7a5b00"))
    assert np.linalg.norm(red - brown) < 1


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
class TestContrast:
    @pytest.mark.parametrize("role", ROLES)
    def test_of_roles(self, theme: Theme, role: str) -> None:
        assert contrast(getattr(theme, role), theme.background) >= 4.5

    def test_of_curves(self, theme: Theme) -> None:
        assert min(contrast(color, theme.background) for color in theme.runs) >= 4.5

    def test_of_text_on_a_surface(self, theme: Theme) -> None:
        assert contrast(theme.ink, theme.heights[-1]) >= 4.5
        assert contrast(theme.gradient, theme.heights[-1]) >= 2.5


def test_roles_and_curves_differ() -> None:
    assert len(set(DASHES)) == len(DASHES)
    for theme in THEMES.values():
        assert len(set(theme.properties.values())) == len(theme.properties)


@pytest.mark.parametrize(("count", "chosen"), [(1, "a"), (2, "af"), (3, "acf"), (4, "acdf"), (6, "abcdef")])
def test_colours_lie_as_far_apart_as_they_are(count: int, chosen: str) -> None:
    assert "".join(spread("abcdef", count)) == chosen


def test_the_page_has_the_colours_of_the_dark_theme() -> None:
    css = (ROOT / "docs/assets/site.css").read_text("utf-8")
    set_ = dict(re.findall(r"--figure-([\w-]+): (#\w+|var\(--role-\w+\));", css))
    roles = {name: f"var(--role-{name})" for name in ("input", "weight", "output", "error", "gradient")}
    assert set_ == {**DARK.properties, **roles}


def test_a_drawing_names_its_colours() -> None:
    assert paint("weight") == "var(--figure-weight, #7a5e00)" == painted("#7a5e00")
