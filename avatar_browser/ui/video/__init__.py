"""Preview videos: one player for the whole window, frames drawn by Qt, files from the cache."""
