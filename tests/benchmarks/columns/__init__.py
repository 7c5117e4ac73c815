"""How well columns of people's own words are told from others."""
