"""What the log must not hold."""

import logging

import pytest

from cms.logs import MaskCapabilities

TOKEN = "kSqz4b2v0nJc1L9wYtXh3eRfUg6iOp7aDs8mNzQxVbE"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"/sv/survey/demo/{TOKEN}/energy/", "/sv/survey/demo/…/energy/"),
        (f"/fi/survey/demo/{TOKEN}/", "/fi/survey/demo/…/"),
        (f"/sv/survey/demo/receipt/5340efe4c4144b5d81bf5da4fbfbc216:{TOKEN}/", "/sv/survey/demo/receipt/…/"),
        ("/sv/survey/demo/", "/sv/survey/demo/"),
    ],
)
def test_tokens_are_cut_out_of_addresses(address, shown):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Unprocessable", address), None)
    assert MaskCapabilities().filter(record)
    assert record.getMessage() == f"Unprocessable: {shown}"
