"""The workbook's datasets: small tidy tables with their sources.

`names` lists them, `load` returns one as a typed pandas frame, `describe` its data card, `cite` how to cite
it, and `validate` everything that is wrong with it.
"""

from bamboo_diplomacy.data.citation import Citation, cite
from bamboo_diplomacy.data.description import Description, describe
from bamboo_diplomacy.data.errors import DatasetError, InvalidDatasetError, Problem, UnknownDatasetError
from bamboo_diplomacy.data.files import names
from bamboo_diplomacy.data.loading import load, validate

__all__ = [
    "Citation",
    "DatasetError",
    "Description",
    "InvalidDatasetError",
    "Problem",
    "UnknownDatasetError",
    "cite",
    "describe",
    "load",
    "names",
    "validate",
]
