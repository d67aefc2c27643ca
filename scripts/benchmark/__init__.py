"""The bench: what building verified mathematics costs, measured beside other tools in the same run."""
