"""A learner's own table, graded column by column."""
