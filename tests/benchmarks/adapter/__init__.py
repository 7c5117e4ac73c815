"""Trains and scores the adapter of the sentence encoder. See tests/benchmarks/README.md."""
