"""Names with recipes: expressions, graphs of named quantities, and digits proved by enclosure."""
