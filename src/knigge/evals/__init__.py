"""Labelled messages into figures that say how far the cards and verdicts can be trusted."""
