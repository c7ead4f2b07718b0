"""Where people meet the program: each surface reads, calls a verb of the library, and prints."""
