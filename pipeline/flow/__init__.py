"""The flow: which stages there are, in which order they run, and what is fresh."""
