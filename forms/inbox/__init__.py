"""The staff's door: what came in, read by the labels it was answered under."""
