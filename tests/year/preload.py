"""What every life of a worker needs, read before the first one begins."""

import bot.app.works  # noqa: F401
from tests.year.content import shipped

shipped()
