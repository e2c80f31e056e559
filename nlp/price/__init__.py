"""Sums of money: figures however they are written, the currency that is meant, and figures that leave it out."""
