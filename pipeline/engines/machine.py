"""What this machine has, and what one process of it may take: cores, memory, and the bounds that the kernel keeps."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

PATIENCE = 20
"""How many times the time that a process may work it may take by the clock."""
ALARMS = (signal.SIGPROF, signal.SIGALRM)
_MIB = 1 << 20
_EXPENDABLE = 900


def workers_that_fit(wanted: int, worker_mib: int) -> int:
    """How many workers: those wanted (0: one a core), but never more than memory allows; at least one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    room = free_mib()
    most = max(1, room // worker_mib) if room is not None else cores
    return min(wanted or cores, most)


def free_mib() -> int | None:
    """Memory that processes started now may take, MiB; None where the system does not say."""
    rooms = [room for room in (_free_of_machine(), _free_of_group()) if room is not None]
    return min(rooms) if rooms else None


def resident_mib() -> int:
    """What this process holds in memory now, MiB; its peak where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // _MIB
    except OSError:
        return peak_mib()


def peak_mib() -> int:
    """The most that this process has ever held, MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // _MIB if sys.platform == "darwin" else peak // 1024


def bound(mib: int) -> None:
    """Keep this process from taking more than so much memory: what asks for more fails, and no other process with it.

    Where memory runs out all the same, the kernel is told to end this process before any other.
    """
    limit = mib * _MIB
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    score = Path("/proc/self/oom_score_adj")
    if score.exists() and int(score.read_text(encoding="ascii")) < _EXPENDABLE:
        score.write_text(str(_EXPENDABLE), encoding="ascii")


def alarm(seconds: float) -> None:
    """End this process when it has worked for so long, whatever it is at; 0 takes the alarm back.

    The kernel does it: a text that has caught a library in a loop can't stop it. Processor time is what counts, for on
    a busy machine, or one that was paused, a text would be blamed for the waiting; only what sleeps for good is ended
    by the clock on the wall, after PATIENCE times as long.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds)


def _free_of_machine() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _free_of_group() -> int | None:
    """What the control group of a container leaves, where it has a limit (version 2 of control groups)."""
    try:
        group = Path("/proc/self/cgroup").read_text(encoding="ascii").strip().rpartition("::")[2]
        folder = Path("/sys/fs/cgroup") / group.lstrip("/")
        limit = (folder / "memory.max").read_text(encoding="ascii").strip()
        taken = int((folder / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return None if limit == "max" else max(0, int(limit) - taken) // _MIB
