"""Tests of crawlers/."""
