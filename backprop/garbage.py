"""How often Python looks for garbage while a command runs."""

import gc


def collect_seldom() -> None:
    """Search less often than is usual: what a command makes stays in use to its end.

    The usual searches take a third of a check's time.
    """
    gc.set_threshold(50_000, 20, 20)
