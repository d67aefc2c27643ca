"""Colours that can be read on their background."""

import pytest
from matplotlib.colors import to_hex, to_rgb

from backprop.figures import THEMES, Theme
from backprop.figures.style import DASHES

ROLES = ("ink", "muted", "input", "weight", "output", "error", "gradient")


def luminance(color: str) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
class TestContrast:
    @pytest.mark.parametrize("role", ROLES)
    def test_of_roles(self, theme: Theme, role: str) -> None:
        assert contrast(getattr(theme, role), theme.background) >= 4.5

    def test_of_curves(self, theme: Theme) -> None:
        assert min(contrast(color, theme.background) for color in theme.ramp(6)) >= 4.5

    def test_of_text_on_a_surface(self, theme: Theme) -> None:
        highest = to_hex(theme.heights(1.0))
        assert contrast(theme.ink, highest) >= 4.5
        assert contrast(theme.gradient, highest) >= 2.5


def test_roles_and_curves_differ() -> None:
    assert len(set(DASHES)) == len(DASHES)
    for theme in THEMES.values():
        assert len({getattr(theme, role) for role in ROLES}) == len(ROLES)
