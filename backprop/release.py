"""The release that this is; its day is that of `CITATION.cff` and of the changelog."""

VERSION = "1.0.0"
DATE = "2026-11-22"
