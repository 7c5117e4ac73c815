"""What notebooks import: finished events and series, and how to come by one. See pipeline/__init__.py."""
