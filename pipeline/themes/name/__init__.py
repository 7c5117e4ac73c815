"""Titles and terms for groups of notes, from the notes' own words or a codebook."""
