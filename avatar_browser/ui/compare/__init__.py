"""Compare: two to six avatars side by side, their clips in step, their facts below."""
