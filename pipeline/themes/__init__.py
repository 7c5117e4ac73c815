"""Themes: safe notes and their vectors in, one main theme for every note out.

Nothing is imported here: BERTopic takes seconds, and only `discover` and `model` need it.
"""
