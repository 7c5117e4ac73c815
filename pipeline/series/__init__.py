"""The room that puts the events of one series side by side.

Nothing is imported here: SciPy takes long, and only `build` needs it.
"""
