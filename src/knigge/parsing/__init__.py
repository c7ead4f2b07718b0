"""Files as people have them into briefs and received messages."""
