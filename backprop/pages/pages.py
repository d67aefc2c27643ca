"""The folder of pages: which ones there are, which print a key, which are stale, and mending them."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from backprop import files
from backprop.core.keys import Key
from backprop.errors import BackpropError, where
from backprop.pages.inject import printed_keys, site
from backprop.pages.patch import Patch, injected
from backprop.pages.value_files import first_page, frame
from backprop.pages.value_pages import VALUES


def load(docs: Path) -> dict[PurePosixPath, str]:
    """Return the text of every page below `docs` by its path there."""
    if not docs.is_dir():
        raise BackpropError(f"found no folder {docs}; run this where the project's mkdocs.yml stands")
    return {
        PurePosixPath(path.relative_to(docs).as_posix()): files.read(path)
        for path in sorted(docs.rglob("*.md"))
    }


def printing(docs: Path) -> dict[Key, list[str]]:
    """Return the pages below `docs` that print each key, the one of its example's values aside."""
    addresses = {
        key: [address(path) for path in sorted(paths) if path != first_page(key.example)]
        for key, paths in printed_keys(load(docs), docs).items()
    }
    return {key: pages for key, pages in addresses.items() if pages}


def address(path: PurePosixPath) -> str:
    """Return the address of a page relative to the site: `mazur/` for `mazur/index.md`."""
    place = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if place == PurePosixPath() else f"{place}/"


def inject(docs: Path, paths: Sequence[Path], *, check: bool) -> list[str]:
    """Bring the chosen pages up to date, or only `check`; return a line for each place that was stale.

    Pages that were mended are gone through once more: one of them tells how much all of them hold.
    """
    stale = _once(docs, paths, check=check)
    if stale and not check:
        _once(docs, paths, check=False)
    return stale


def _once(docs: Path, paths: Sequence[Path], *, check: bool) -> list[str]:
    pages = load(docs)
    wanted = chosen(pages, docs, paths)
    if all(path.parts[0] != VALUES for path in wanted):  # only values pages hold what others print
        pages = {path: pages[path] for path in sorted(wanted)}
    patched = site(pages, docs)
    wanted |= {path for path in {*patched, *pages} if path.parent.parent / f"{path.parent.name}.md" in wanted}
    stale: list[str] = []
    mended: dict[Path, str] = {}
    for path in sorted(wanted & patched.keys()):
        text = pages[path] if path in pages else frame(path)
        changed = [patch for patch in patched[path] if text[patch.start : patch.end] != patch.text]
        stale += [f"{docs / path}:{line}" for line in differences(text, changed)]
        if changed:
            mended[docs / path] = injected(text, changed)
    needless = [docs / path for path in sorted(wanted & pages.keys() - patched.keys())]
    stale += [
        f"{path}:1:1: found a page of values, expected none any more; run backprop inject"
        for path in needless
    ]
    if not check:
        for file, content in mended.items():
            files.write(file, content)
        for file in needless:
            file.unlink()
    return stale


def chosen(pages: dict[PurePosixPath, str], docs: Path, paths: Sequence[Path]) -> set[PurePosixPath]:
    """Return the pages that are, or stand below, one of `paths`; all without any."""
    pages_below: set[PurePosixPath] = set()
    for path in paths or [docs]:
        below = {page for page in pages if (docs / page).resolve().is_relative_to(path.resolve())}
        if not below:
            raise BackpropError(f"found no page at {path}, expected a Markdown file or folder below {docs}")
        pages_below |= below
    return pages_below


def differences(text: str, patches: Sequence[Patch]) -> Iterator[str]:
    """Yield for each stale region where it first differs, what stands there and what belongs there."""
    for patch in patches:
        old = text[patch.start : patch.end]
        at = next((i for i, (a, b) in enumerate(zip(old, patch.text, strict=False)) if a != b), -1)
        at = min(len(old), len(patch.text)) if at < 0 else at
        found, expected = (_line_at(part, at) for part in (old, patch.text))
        yield f"{where(text, patch.start + at)}: found {found!r}, expected {expected!r}; run backprop inject"


def _line_at(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[start : end if end >= 0 else len(text)]
