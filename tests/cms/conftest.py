"""A small site for every test of the ground that asks for it."""

import pytest

from tests.factories.home import SmallSite, make_small_site


@pytest.fixture
def small_site(db: None) -> SmallSite:
    return make_small_site()
