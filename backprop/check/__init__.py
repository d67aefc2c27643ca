"""The check: every number and every formula of a page, by a route that shares no code with its generator."""
