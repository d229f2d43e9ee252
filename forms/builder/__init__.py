"""The low-code builder: blocks that editors build a survey from, and the way from blocks to a form and back."""
