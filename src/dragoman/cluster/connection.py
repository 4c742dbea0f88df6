"""A Ray cluster to work on: one that runs already, or one of this machine's cores that ends with the run."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dragoman.cluster.extras import needed
from dragoman.errors import UsageError

__all__ = ["connected", "cores_of"]

STORE_BYTES = 100_000_000
"""Ray's shared memory on this machine: only shards and manifest lines go through it."""
STARTS = 3
"""How often a cluster of this machine is tried to be started."""
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to anybody
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


@contextmanager
def connected(address: str | None, workers: int | None) -> Iterator[Any]:
    """Ray's module, connected to the cluster at `address` (`HOST:PORT`, `auto`, `ray://HOST:PORT`), or to one of
    `workers` cores that is started here and ended afterwards.

    Raises UsageError where Ray is not installed or there is no cluster.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    ray = needed("ray")
    if ray.is_initialized():  # somebody else's: left as it is
        yield ray
        return
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    if address is None:
        options |= {"num_cpus": workers, "include_dashboard": False, "object_store_memory": STORE_BYTES}
    for left in reversed(range(STARTS if address is None else 1)):
        try:
            ray.init(address=address or "local", **options)
            break
        except Exception as error:  # Ray raises what it likes, also for a machine too busy to start it in half a minute
            ray.shutdown()
            if not left:
                said = " ".join(str(error).split())[:200]
                where = f"be reached at {address}" if address else "be started on this machine"
                raise UsageError(f"no Ray cluster can {where} ({said})") from error
    try:
        yield ray
    finally:
        ray.shutdown()


def cores_of(ray: Any) -> int:
    """Cores of the cluster, at least one."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))
