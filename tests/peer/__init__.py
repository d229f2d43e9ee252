"""A form page of `wagtail.contrib.forms`, to import from and to be compared with."""
