"""Tests of the live parts."""
