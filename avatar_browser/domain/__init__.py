"""Values and rules of the field: plain Python, no Qt, no network, no files."""
