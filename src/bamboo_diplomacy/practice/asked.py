"""What a check or a question asked, as a short mark: a verdict counts for what was asked, not for what it became."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_DECIDES = ("condition", "family", "rules", "whole")


def of_check(expected: Mapping[str, Any]) -> str:
    """Return the mark of a check: another key, tolerance or condition is another mark; a better message is not.

    Parameters
    ----------
    expected
        What the check expects, as plain JSON: an entry of a feedback file, or what its ``to_json`` returns.

    Examples
    --------
    >>> before = {"family": "number", "rules": {}, "whole": ["4f", 3], "why": "It compounds."}
    >>> of_check(before) == of_check({**before, "why": "It grows on its growth."})
    True
    >>> of_check(before) == of_check({**before, "whole": ["5c", 9]})
    False
    """
    return mark({name: expected[name] for name in _DECIDES if name in expected})


def mark(content: object) -> str:
    """Return a short digest of what can be written as JSON."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]
