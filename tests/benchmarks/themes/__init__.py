"""The theme benchmark: this pipeline and its peers on the same groups of notes. See ../README.md."""
