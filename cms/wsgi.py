"""The entry point of a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from cms.charsets import CharsetSafeRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

application = get_wsgi_application()
application.request_class = CharsetSafeRequest
