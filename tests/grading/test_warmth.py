"""What a warm process does before the first notebook, in any workbook."""

import os
import subprocess
import sys
from pathlib import Path

from bamboo_diplomacy import workbook
from bamboo_diplomacy.grade import warmth
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell, modules_of


def test_a_damaged_dataset_stops_no_grading(tmp_path: Path) -> None:
    for folder in ("notebooks", "exercises", "datasets"):
        (tmp_path / folder).mkdir()
    (tmp_path / "datasets" / "trade.csv").write_text("year\n1995\n", encoding="utf-8")
    (tmp_path / "datasets" / "trade.yml").write_text("title: [", encoding="utf-8")
    environment = {**os.environ, workbook.ENVIRONMENT_VARIABLE: str(tmp_path)}
    for cell in warmth.WARM_UP:
        done = subprocess.run(
            [sys.executable, "-c", cell], env=environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr


def test_what_the_teachers_cells_import_is_ready_before_the_first_submission() -> None:
    cells = ["import json\nfrom scipy.optimize import milp", "from . import near\nimport no_such_module", "check(1,"]
    own = Reference("01", "v", tuple(ReferenceCell(f"c{n}", "given", "code", cell) for n, cell in enumerate(cells)))
    assert own.modules == ("json", "scipy.optimize", "no_such_module")
    ready = f"{warmth.imports(modules_of([own, own]))}\nimport sys\nprint('scipy.optimize' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", ready], check=True, capture_output=True, text=True)
    assert done.stdout == "True\n"
