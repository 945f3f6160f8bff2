"""What every life of a worker needs, read before the first one begins."""

import gc

import tests.year.worker  # noqa: F401
from tests.year.content import shipped

shipped()
gc.collect()
gc.freeze()
gc.set_threshold(50_000)
