"""The site made as a whole, in one process: what has not changed is not made again."""
