"""The only code that writes: every door parses, calls one of these, and shapes the answer."""
