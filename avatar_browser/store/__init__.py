"""What is kept on this computer: folders, settings, media, keys. No Qt."""
