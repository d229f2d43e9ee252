"""What organisations do by link, without an account, and the pages that say what the programme's papers are worth."""
