"""Somebody who may do everything in the admin."""

import pytest

from cms.models import User


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("admin", "admin@demo.example", "secret", first_name="Aino", last_name="Demo")
    client.force_login(user)
    return user
