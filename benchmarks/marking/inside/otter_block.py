"""Run in Otter's own environment: grade a folder of notebooks, and write which questions have all their points."""

import json
import sys
from pathlib import Path

from otter.api import grade_submission

autograder, *questions = sys.argv[1:]
marks = {}
for path in sorted(Path("submitted").glob("*.ipynb")):
    results = grade_submission(str(path), autograder, quiet=True)
    scores = {name: result.score == result.possible for name, result in results.results.items()}
    marks[path.stem] = [scores.get(question, False) for question in questions]
Path("marks.json").write_text(json.dumps(marks), encoding="utf-8")
