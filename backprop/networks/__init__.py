"""The worked examples: frozen literals, the graph each stands for, and the second route in matrices."""
