"""A page as text: its regions, the blocks that are generated, and its mathematics."""
