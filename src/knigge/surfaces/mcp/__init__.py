"""An assistant's calls into checks, verdicts, drafts and explanations, by the Model Context Protocol; nothing is sent."""
