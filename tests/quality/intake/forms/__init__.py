"""Documents in the forms in which news arrives, each with what an editor would copy out of it."""
