"""Answers on a scale, in feedback forms and surveys: counted, never read as notes."""
