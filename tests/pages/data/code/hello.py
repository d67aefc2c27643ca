"""A program for a listing."""

import sys

for word in ("hello", "world"):
    sys.stdout.write(f"{word}\n")
