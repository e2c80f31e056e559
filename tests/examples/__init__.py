"""Tests of the invented small web."""
