"""Which datasets this process has loaded, so that `cite` can name exactly those. Only `load` writes here."""

_names: set[str] = set()


def record(name: str) -> None:
    """Remember that a dataset was loaded."""
    _names.add(name)


def loaded() -> tuple[str, ...]:
    """Return the names of the datasets loaded so far, in alphabetical order."""
    return tuple(sorted(_names))
