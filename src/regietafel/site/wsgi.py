"""Entry point of the web server: the site, with the shelf of kept pages before it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regietafel.site.settings")
django = get_wsgi_application()

# only now: these read the settings, which are there once the site is set up
from django.urls import resolve  # noqa: E402

from regietafel.site.shelf_first import ShelfFirst  # noqa: E402

application = ShelfFirst(django)

# Load every page now, not when the first reader waits for it. What is there then stays until the end: the collector
# need not walk through it again, which took a tenth of the time of a page and, at times, a tenth of a second.
resolve("/")
gc.freeze()
