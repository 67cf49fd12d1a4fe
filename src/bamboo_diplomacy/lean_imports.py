"""What libraries below us load at import and never use here, left out of our own processes."""

import sys

_UNUSED_FORMATS = ("isoduration", "rfc3987_syntax")


def leave_out_unused_formats() -> None:
    """Keep jsonschema from loading two optional packages in this process; call it before nbformat is imported.

    jsonschema, which nbformat imports, loads a parser of durations and a grammar of internationalised addresses
    wherever they are installed, as they are beside JupyterLab. No notebook has such values, and building the grammar
    takes longer than importing pandas. Without the packages jsonschema does not know these two formats, and says
    nothing of it.
    """
    for name in _UNUSED_FORMATS:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: Python refuses to import it
