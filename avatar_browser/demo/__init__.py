"""The embedded provider servers behind ``--demo``: real HTTP on loopback, generated art."""
