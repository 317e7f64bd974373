"""Quick look: one avatar or a few, large, over the window's content."""
