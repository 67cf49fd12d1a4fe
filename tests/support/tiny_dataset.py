"""A workbook that holds one dataset of three rows, to be damaged by tests."""

import copy
import hashlib
from pathlib import Path
from typing import Any

import yaml

NAME = "tides"

TABLE = """\
day,place,level,height,high,story,source
2024-02-29,Hội An,low,0.4,false,,almanac
2024-03-01,Huế,low,-0.1,false,Neap tide,almanac
2024-03-02,Hội An,high,1.5,true,,almanac; harbour
"""

SIDECAR: dict[str, Any] = {
    "title": "Tides at two places",
    "one_row_is": "one tide",
    "key": ["day", "place"],
    "columns": {
        "day": {"type": "day", "meaning": "Day of the tide."},
        "place": {"type": "text", "meaning": "Where it was measured."},
        "level": {
            "type": "category",
            "meaning": "Which tide.",
            "ordered": True,
            "categories": {"low": "ebb", "high": "flood"},
        },
        "height": {"type": "number", "unit": "metres", "meaning": "Above chart datum.", "minimum": -1, "maximum": 3},
        "high": {"type": "boolean", "meaning": "Whether it is a high tide."},
        "story": {"type": "text", "meaning": "What is told of it.", "nulls": "nothing is told"},
        "source": {"type": "text", "meaning": "Keys of the sources."},
    },
    "sources": {
        "almanac": {"title": "Almanac & Tables", "author": "Harbour Office", "date": "2024-01-15"},
        "harbour": {"title": "Log of the harbour", "address": "https://example.org/log_1"},
    },
    "credit": "Harbour Office",
    "licence": {"name": "CC BY 4.0", "sources": "Free.", "checked": "2026-11-22"},
    "vintage": "2024",
    "used_by": ["00_start_here"],
    "caveats": ["Invented."],
}


class TinyWorkbook:
    """A folder with ``datasets/tides.csv`` and its sidecar, written again after each change."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "datasets"
        self.folder.mkdir()
        self.sidecar = copy.deepcopy(SIDECAR)
        self.table = TABLE.encode()
        self.write()

    def write(self) -> None:
        """Write both files; the sidecar describes the table as it is now."""
        digest = hashlib.sha256(self.table).hexdigest()
        text = yaml.safe_dump({"sha256": digest, **self.sidecar}, allow_unicode=True, sort_keys=False)
        # A date in quotes would be text; the sidecar of a person has it bare.
        text = text.replace("'2026-11-22'", "2026-11-22")
        (self.folder / f"{NAME}.yml").write_text(text, encoding="utf-8")
        (self.folder / f"{NAME}.csv").write_bytes(self.table)

    def replace(self, old: str, new: str) -> None:
        """Change the table."""
        assert old.encode() in self.table
        self.table = self.table.replace(old.encode(), new.encode())
        self.write()
