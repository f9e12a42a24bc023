"""A crawl of every public address of the demonstration register, in process and in frozen time."""
