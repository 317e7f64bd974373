"""One module a web service: URL out, JSON in, domain out. No Qt, no cache, no threads."""
