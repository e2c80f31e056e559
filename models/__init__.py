"""The school: what the reader learns from, how it is trained, measured, and shipped."""
