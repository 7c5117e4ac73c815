"""Coverage-guided fuzzing of everything that reads what people give us; see the README of the benchmarks."""
