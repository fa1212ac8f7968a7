"""What of this process's memory may reach a disk: nothing. It knows who asked."""

import ctypes
import resource

PR_SET_DUMPABLE = 4  # <linux/prctl.h>


def keep_to_memory() -> None:
    """No core dump of this process, by the kernel or by a program it hands one to. The limit alone
    does not hold for the latter (core(5)); and others of the same user can no longer read what is
    in memory, as root still can."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
