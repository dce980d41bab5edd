"""Entry point of the web server: the site, with the shelf of kept pages before it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regietafel.site.settings")
django = get_wsgi_application()

# only now: it asks the database, which is set up with the site
from regietafel.site.shelf_first import ShelfFirst  # noqa: E402

application = ShelfFirst(django)
