"""The pages rendered by MkDocs, unless nothing it reads has changed and the site is as it left it."""

import json
import logging
import os
import re
from hashlib import sha256
from pathlib import Path

from backprop.cache import kept
from backprop.code import ROOT, digest_of_code
from backprop.core.records import digest_of_examples
from backprop.errors import BackpropError

SITE, SETTINGS = Path("site"), Path("mkdocs.yml")
KATEX = Path("node_modules/katex/package.json")
# What the settings may name: variables of the environment, and files or folders beside them.
_VARIABLE, _PATH = re.compile(r"!ENV \[?\s*(\w+)"), re.compile(r"[\w./-]*\w")


def render_site(docs: Path) -> None:
    """Render the pages below `docs`; a warning of MkDocs is an error."""
    built = False

    def build() -> bytes:
        nonlocal built
        built = True
        run_mkdocs()
        return json.dumps(digests_below([SITE])).encode()

    outputs = kept("site", inputs(docs), build)
    if not built and json.loads(outputs) != digests_below([SITE]):
        run_mkdocs()


def inputs(docs: Path) -> list[str]:
    """Return all that the site comes of: pages, settings and what these name, the environment, the code."""
    settings = SETTINGS.read_text("utf-8")
    named = {Path(name) for name in _PATH.findall(settings)}
    read = {path for path in {docs, SETTINGS, KATEX, *named} if path.exists() and path.resolve() != ROOT}
    variables = sorted({"SOURCE_DATE_EPOCH", *_VARIABLE.findall(settings)})
    modules = (".".join(path.relative_to(ROOT.parent).with_suffix("").parts) for path in ROOT.rglob("*.py"))
    return [
        json.dumps(digests_below(sorted(read - {SITE}))),
        json.dumps([os.environ.get(name) for name in variables]),
        digest_of_code(*sorted(module.removesuffix(".__init__") for module in modules)),
        digest_of_examples(),
    ]


def digests_below(places: list[Path]) -> dict[str, str]:
    """Return the digest of each file that is, or stands below, one of some places."""
    every = (file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*"))))
    return {file.as_posix(): sha256(file.read_bytes()).hexdigest() for file in every if file.is_file()}


def run_mkdocs() -> None:
    """Let MkDocs build the site, and end with its warnings where it has any."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    warnings = Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        config = load_config(SETTINGS.as_posix(), strict=True, site_dir=SITE.as_posix())
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except Abort as error:
        raise BackpropError("\n".join([*warnings.lines, str(error)])) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)


class Warnings(logging.Handler):
    """Collects the warnings and errors that are logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words of one."""
        self.lines.append(f"{record.levelname}: {record.getMessage()}")
