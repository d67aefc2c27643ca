"""The power of the check: changes that it has to find."""
