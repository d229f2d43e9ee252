"""The programme: partners, goals, awards and the casework behind them."""
