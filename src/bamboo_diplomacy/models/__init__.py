"""The discipline's models as pure functions and frozen dataclasses: no widgets, no files, nothing else of ours."""
