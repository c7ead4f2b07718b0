"""A brief into a message: plan the parts, put them into words, fit them to the channel."""
