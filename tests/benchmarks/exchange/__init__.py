"""What becomes of an event in other tools: run `python -m tests.benchmarks.exchange --tools VENV`."""
