"""Heavy work, done by a worker: a process of its own beside the one that serves, which it never
holds up. What there is to do stands in `server/worker.py`.
"""

from server.jobs.errors import Crowded, JobFailed, NotYet
from server.jobs.queue import LONGEST_S, Jobs

__all__ = ["LONGEST_S", "Crowded", "JobFailed", "Jobs", "NotYet"]
