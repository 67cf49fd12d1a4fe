"""What a warm process does before the first notebook, in any workbook."""

import os
import subprocess
import sys
from pathlib import Path

from bamboo_diplomacy import workbook
from bamboo_diplomacy.grade import warmth


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
