"""Where speed is shown: figures side by side from one run. `make bench` prints them; no test asserts a time."""
