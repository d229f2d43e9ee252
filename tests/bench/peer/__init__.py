"""A small site of `wagtail.contrib.forms`, as its documentation makes it: to import from and to be compared with."""
