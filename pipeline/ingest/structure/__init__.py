"""The structure of a document: its README says in which order it is found."""
