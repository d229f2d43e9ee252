"""How often something may be asked for, and who is counted as who."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory

from cms import throttling
from cms.counters import SWEEP_EVERY, ProcessStorage


@pytest.fixture(autouse=True)
def two_a_minute(settings):
    settings.RATE_LIMITS = {"links": "2/minute"}


def test_past_the_rate_it_says_how_long_to_wait_and_then_it_works_again():
    with time_machine.travel("2026-05-01 12:00:00Z", tick=False) as clock:
        assert [throttling.hit("links", "a"), throttling.hit("links", "a")] == [None, None]
        assert 0 < throttling.hit("links", "a") <= 60
        assert throttling.hit("links", "b") is None
        clock.shift(61)
        assert throttling.hit("links", "a") is None


@pytest.mark.parametrize(("behind", "address"), [(False, "10.0.0.9"), (True, "192.0.2.7")])
def test_forwarded_addresses_are_believed_only_behind_a_proxy_and_only_the_last(settings, behind, address):
    settings.BEHIND_PROXY = behind
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": "203.0.113.1, 192.0.2.7"})
    assert throttling.address_of(request) == address


def test_many_threads_count_right_and_what_has_run_out_is_forgotten():
    storage = ProcessStorage()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _number: storage.incr("a", 60), range(2 * SWEEP_EVERY)))
    assert storage.get("a") == 2 * SWEEP_EVERY
    with time_machine.travel(timedelta(minutes=2)):
        assert storage.get("a") == 0
        for _number in range(SWEEP_EVERY):
            storage.incr("b", 60)
        assert list(storage._counts) == ["b"]
