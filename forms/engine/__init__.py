"""What a form is and what answers to it mean: pure functions over frozen values, with no Django and no I/O."""
