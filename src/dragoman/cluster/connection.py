"""A Ray cluster to work on: one that runs already, or one of this machine's cores that ends with the run."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from dragoman.cluster.extras import needed, said
from dragoman.cluster.keeper import Keeper
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
SAID = 200
"""Letters of what Ray says that are shown."""
SILENT: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}


@contextmanager
def connected(address: str | None, workers: int | None) -> Iterator[Any]:
    """Ray's module, connected to the cluster at `address` (`HOST:PORT`, `auto`, `ray://HOST:PORT`), or to one of
    `workers` cores that is started here and of which nothing is left afterwards, also where this process is killed.

    Raises UsageError where Ray is not installed or there is no cluster.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    ray = needed("ray")
    if ray.is_initialized():  # somebody else's: left as it is
        yield ray
        return
    with ExitStack() as stack:
        if address is None:
            _start(ray, workers, stack)
        else:
            _join(ray, address)
        stack.callback(ray.shutdown)
        yield ray


def _start(ray: Any, workers: int | None, stack: ExitStack) -> None:
    for left in reversed(range(STARTS)):
        keeper = stack.enter_context(Keeper())
        try:
            with keeper.marking():
                ray.init(
                    address="local", num_cpus=workers, include_dashboard=False, object_store_memory=STORE_BYTES,
                    _temp_dir=keeper.folder, **SILENT,
                )  # fmt: skip
            return
        except Exception as error:  # Ray raises what it likes, also for a machine too busy to start it in half a minute
            ray.shutdown()
            keeper.close()
            if not left:
                raise UsageError(f"no Ray cluster can be started on this machine ({said(error)[:SAID]})") from error


def _join(ray: Any, address: str) -> None:
    try:
        ray.init(address=address, **SILENT)
    except Exception as error:
        ray.shutdown()
        raise UsageError(f"no Ray cluster can be reached at {address} ({said(error)[:SAID]})") from error


def cores_of(ray: Any) -> int:
    """Cores of the cluster, at least one."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))
