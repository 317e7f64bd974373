"""What the user can say about the way into the network."""
