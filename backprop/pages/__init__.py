"""What is written into pages and made of them: numbers, generated blocks, typeset formulas."""

from backprop.extras import require

require(__name__, "site")  # for MkDocs, which comes in by another door than the command
