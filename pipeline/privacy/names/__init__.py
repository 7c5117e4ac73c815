"""Names of people: word lists, and what the words around a name say."""
