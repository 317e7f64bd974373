"""A pasted id: jumping to its avatar, and looking up one that is not here."""
