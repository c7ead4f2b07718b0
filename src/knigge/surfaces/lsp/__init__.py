"""What an editor shows into findings, explanations and fixes, by the Language Server Protocol."""
