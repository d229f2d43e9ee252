"""How often something may be asked for."""
