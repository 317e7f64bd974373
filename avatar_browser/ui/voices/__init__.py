"""The voice an avatar speaks with: who it is, and a sample to be heard beside the picture."""
