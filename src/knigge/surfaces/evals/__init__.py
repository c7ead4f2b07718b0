"""An evaluation into reports: for the terminal, JSON, JUnit XML and a page."""
