"""Formulas read: from TeX to trees."""
