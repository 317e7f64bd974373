"""The composition root in rooms: what is made of services, of media and of the window."""
