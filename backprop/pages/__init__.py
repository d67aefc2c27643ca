"""What is written into pages and made of them: numbers, generated blocks, typeset formulas."""
