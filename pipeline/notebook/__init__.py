"""What a notebook imports: finished events and series, with their tables, measures and plots."""
