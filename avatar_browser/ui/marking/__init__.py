"""Stars, shortlists and notes in the window."""
