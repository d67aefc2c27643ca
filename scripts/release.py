"""The steps of a release: what has to hold before it, and the files that bear its version."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from backprop import files
from backprop.core.examples import EXAMPLES
from backprop.core.keys import Key
from backprop.errors import BackpropError
from backprop.pages.entry import values_of
from backprop.pages.redirects import kept_addresses
from backprop.release import VERSION
from backprop.releases import changelog, ledger
from backprop.releases.addresses import lost_addresses, released_addresses, write_addresses
from backprop.releases.changelog import Release
from backprop.releases.ledger import Released

DOCS = Path("docs")
PAGES = DOCS / "values"
# Where version and date of a release stand: what is before each of them, and what they look like.
HOMES = {
    "backprop/release.py": (r'(?m)^(VERSION = ")[^"]+', r'(?m)^(DATE = ")[^"]+'),
    "CITATION.cff": (r"(?m)^(version: )[0-9.]+", r'(?m)^(date-released: ")[0-9-]+'),
    "mkdocs.yml": (r"(?m)^(    version: )[0-9.]+", r'(?m)^(    date: ")[0-9-]+'),
}
NEXT = """{version} is ready. Look at the difference, then:
  scripts/test
  git commit --all --message 'Release {version}'
  git tag --annotate v{version} --message 'Release {version}'
  git push --follow-tags
  scripts/deploy"""


def main(words: list[str]) -> int:
    """Prepare a release; return 1 with a line for each thing that forbids it; 2 for wrong usage."""
    if len(words) != 1:
        sys.stderr.write("found " + (" ".join(words) or "nothing") + ", expected scripts/release VERSION\n")
        return 2
    values = entries()
    try:
        release = wanted(words[0])
        faults = [*unclean(), *refused(release, values)]
    except BackpropError as error:
        faults = [str(error)]
    if faults:
        sys.stderr.write("\n".join(faults) + "\n")
        return 1
    write(release, values)
    print(NEXT.format(version=release.version))
    return 0


def entries() -> dict[Key, str]:
    """Return the values of all entries of the values pages, in the order of the examples."""
    pages = (
        page for name in EXAMPLES for page in (PAGES / f"{name}.md", *sorted((PAGES / name).glob("*.md")))
    )
    texts = (files.read(page) for page in pages if page.is_file())
    return {key: value for text in texts for key, value in values_of(text).items()}


def wanted(version: str) -> Release:
    """Return the release of that version, which the changelog begins with."""
    if not re.fullmatch(changelog.VERSION, version):
        raise BackpropError(f"found the version {version!r}, expected three numbers such as 1.2.3")
    if changelog.ordered(version) <= changelog.ordered(VERSION):
        raise BackpropError(f"found {version}, expected more than the version {VERSION} there is")
    release, *_ = (*changelog.read(), Release("", ""))
    if release.version != version:
        found = release.version or changelog.UNRELEASED
        raise BackpropError(f"{changelog.CHANGELOG}: found {found} first, expected ## {version} - DATE")
    return release


def unclean() -> Iterator[str]:
    """Yield a line where the repository holds changes that are not committed."""
    git = shutil.which("git") or "git"
    status = subprocess.run([git, "status", "--porcelain"], capture_output=True, text=True, check=True).stdout
    if status:
        yield f"found changes that are not committed, expected none:\n{status.rstrip()}"


def refused(release: Release, values: dict[Key, str]) -> Iterator[str]:
    """Yield a line for each broken promise, and where the version promises less change than there is."""
    rows = ledger.released()
    yield from ledger.broken(rows.values(), values, changelog.read())
    yield from lost_addresses(released_addresses(), kept_addresses(DOCS))
    least = "major" if release.changes else "minor" if values.keys() - rows.keys() else "patch"
    grows = changelog.step(VERSION, release.version)
    sizes = ["patch", "minor", "major"]
    if sizes.index(grows) < sizes.index(least):
        why = "released values change" if release.changes else "keys are new"
        yield f"found a {grows} version {release.version}, expected a {least} one, since {why}"


def write(release: Release, values: dict[Key, str]) -> None:
    """Write version and date where they stand, and new keys and addresses at the end of what is held."""
    for path, patterns in HOMES.items():
        text = files.read(Path(path))
        for pattern, new in zip(patterns, (release.version, release.date), strict=True):
            text, count = re.subn(pattern, rf"\g<1>{new}", text)
            assert count == 1, f"{path}: found {count} places like {pattern}, expected one"
        files.write(Path(path), text)
    rows = ledger.released()
    added = (Released(key, value, release.version) for key, value in values.items() if key not in rows)
    ledger.write([*rows.values(), *added])
    new_addresses = sorted(kept_addresses(DOCS) - released_addresses().keys())
    write_addresses({**released_addresses(), **dict.fromkeys(new_addresses, release.version)})


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
