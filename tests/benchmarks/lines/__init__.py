"""How well lines that are people's remarks are told from others, and documents that were read wrongly."""
