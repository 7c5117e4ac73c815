"""How well documents and sheets that nobody here wrote are read, against gold readings, by text."""
