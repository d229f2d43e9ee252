"""The project's settings. Everything a deployment changes is an environment variable; see docs/operations.md."""

from cms.settings.base import *  # noqa: F403  (settings modules are made to be re-exported)
