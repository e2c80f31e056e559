"""Payee accounts: where money is to be paid, in whose name, and whose that makes them."""
