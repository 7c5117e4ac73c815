"""Which notes of a question belong together, and how firmly."""
