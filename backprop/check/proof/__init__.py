"""Formulas proved: names, values, and each side of a chain against those before it."""
