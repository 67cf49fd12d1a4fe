"""What a file in a working folder holds: JSON that anybody may have written, read within limits."""

import json
from typing import Any

from bamboo_diplomacy.grade.submission import MAX_BYTES


def json_in(content: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return the JSON in some bytes, or None if they are none, or more than a notebook may have to be graded.

    Examples
    --------
    >>> json_in(b'{"cells": []}'), json_in(b"PNG"), json_in(b"[" * 100_000)
    ({'cells': []}, None, None)
    """
    if len(content) > MAX_BYTES:
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
