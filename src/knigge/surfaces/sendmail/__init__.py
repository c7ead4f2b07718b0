"""A mail on its way out into the very same bytes for the command that sends, or into a refusal with its reasons."""
