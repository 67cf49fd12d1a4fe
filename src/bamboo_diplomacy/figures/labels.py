"""Names beside points: moved apart where they would cover each other."""

from collections.abc import Sequence


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Return places for names, each as near to its value as it may stand with at least `gap` between two of them.

    Names that would touch form a block, which stands around the middle of their values.

    Parameters
    ----------
    values
        Where the names would stand by themselves.
    gap
        The least distance between two, in the unit of the values.

    Returns
    -------
    list of float
        In the order of `values`.

    Examples
    --------
    >>> spread([10.0, 1.0, 1.5], gap=1)
    [10.0, 0.75, 1.75]
    """
    order = sorted(range(len(values)), key=values.__getitem__)
    blocks: list[list[int]] = []
    for place in order:
        blocks.append([place])
        while len(blocks) > 1 and _start(blocks[-1], values, gap) - _end(blocks[-2], values, gap) < gap:
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    placed = dict.fromkeys(order, 0.0)
    for block in blocks:
        start = _start(block, values, gap)
        placed.update({place: start + gap * step for step, place in enumerate(block)})
    return [placed[place] for place in range(len(values))]


def _start(block: Sequence[int], values: Sequence[float], gap: float) -> float:
    middle = sum(values[place] for place in block) / len(block)
    return middle - gap * (len(block) - 1) / 2


def _end(block: Sequence[int], values: Sequence[float], gap: float) -> float:
    return _start(block, values, gap) + gap * (len(block) - 1)
