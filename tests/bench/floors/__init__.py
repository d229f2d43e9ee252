"""What the fastest imaginable site would do: answer with what is always the same, and insert what it is given."""
