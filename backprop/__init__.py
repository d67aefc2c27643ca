"""Backpropagation on small networks, worked in full: every number computed and proved."""
