"""Canonical forms: a value as plain JSON, so that two answers can be compared without trusting any object.

Every form is a mapping with a ``kind``. Numbers stay numbers, text is Unicode NFC, tables keep columns, types,
index and rows, graphs their nodes and edges, charts what a reader sees: marks, scales, titles and the data.
"""

from bamboo_diplomacy.practice.canonical.convert import canonical
from bamboo_diplomacy.practice.canonical.form import Form, NotCanonicalError, measure

__all__ = ["Form", "NotCanonicalError", "canonical", "measure"]
