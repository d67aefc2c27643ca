"""What all tests share: hypothesis draws the same cases on every machine and in every run."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("repeatable")
