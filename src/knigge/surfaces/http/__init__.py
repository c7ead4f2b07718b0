"""Requests into answers over HTTP: LanguageTool's API, a JSON API of our own, and one web page."""
