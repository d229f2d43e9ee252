"""What a file that somebody sent is, told by its content: allowed kinds only, and nothing hidden inside."""
