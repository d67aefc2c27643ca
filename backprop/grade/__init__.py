"""A learner's own table, judged column by column."""
