"""A worker as a process of its own: ``python -m bamboo_diplomacy.grade SETTINGS FOLDER`` with jobs as its input."""

import json
import sys
from pathlib import Path

from bamboo_diplomacy.lean_imports import leave_out_unused_formats

if __name__ == "__main__":
    leave_out_unused_formats()
    from bamboo_diplomacy.grade import worker
    from bamboo_diplomacy.grade.settings import WorkerSettings

    settings, folder = sys.argv[1:]
    sys.exit(worker.main(WorkerSettings(**json.loads(settings)), Path(folder), sys.stdin))
