"""People's decisions, settled with one another and replayed on top of the draft."""
