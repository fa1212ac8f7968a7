"""The worker: what heavy work there is. The composition root of its process, as `app` is of the
server's; `python -m server.worker`, started by `server.jobs`.
"""

from server.archive.searchable import IndexDebates, index_debates
from server.jobs.working import Job, work
from server.moving.making import MakeOrganisation, make_organisation
from server.moving.planning import FindPersonal, find_personal
from server.process.memory import keep_to_memory
from server.process.private_files import keep_new_files_private
from server.store import BrokenJournal, Unavailable
from server.web.logos.making import MakeLogo, make_logo
from server.web.pages.archive_making import MakeArchive, make_archive
from server.web.studio.markers_making import MakeMarkers, make_markers

JOBS = {
    "index": Job(IndexDebates, index_debates),
    "archive": Job(MakeArchive, make_archive),
    "markers": Job(MakeMarkers, make_markers),
    "logo": Job(MakeLogo, make_logo),
    "organisation": Job(MakeOrganisation, make_organisation),
    "personal": Job(FindPersonal, find_personal),
}
ERRORS: dict[type[Exception], str] = {  # the first that fits
    BrokenJournal: "broken_journal",
    Unavailable: "unavailable",
}


if __name__ == "__main__":
    keep_to_memory()
    keep_new_files_private()
    work(JOBS, ERRORS)
