"""Makes what tests need, the way the site itself would."""
