"""What the window is like at the next start."""
