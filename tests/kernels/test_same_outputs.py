"""A direct kernel puts out what an ordinary Jupyter kernel puts out, as nbval compares it.

Different on purpose, and so not here: the sentence of `input`, the file name in a syntax error and a warning, and
programs, which ipykernel runs in a terminal, so that their lines end in a carriage return too.
"""

from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_notebook
from nbval.plugin import coalesce_streams

from bamboo_diplomacy.kernels.direct import DirectKernel
from bamboo_diplomacy.kernels.handle import Zygote

CELLS = {
    "nothing": "x = 1",
    "streams in turn": "import sys\nfor text in 'abcd': print(text, file=sys.stderr if text in 'bd' else sys.stdout)",
    "a carriage return": "print('10 %\\r20 %\\r30 %')",
    "a value": "'Việt Nam', 40 + 2",
    "a frame": "import pandas as pd\ntrade = pd.DataFrame({'year': [1995, 2024], 'exports': [0.2, 136.6]})\ntrade",
    "a series": "trade.set_index('year')['exports']",
    "displays and a value": "print('before')\ndisplay(trade, 'text', {'a': 1})\nprint('after')\n1",
    "a raw bundle": "display({'application/vnd.vegalite.v5+json': {'mark': 'bar'}, 'text/plain': 'chart'}, raw=True)",
    "rich text": "from IPython.display import HTML, Markdown\ndisplay(HTML('<b>x</b>'))\nMarkdown('*x*')",
    "a figure": "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1, 3, 2])\nprint('made')",
    "a figure that is shown": "plt.figure()\nplt.bar(['a'], [1])\nplt.show()\nprint('shown')",
    "an error": "print('so far')\ndef share(a, b):\n    return a / b\nshare(1, 0)",
    "an error of one's own": "class TradeError(Exception): pass\nraise TradeError('Việt Nam')",
    "a missing name": "nowhere",
    "sys.exit": "import sys\nsys.exit('stop')",
    "a magic": "%precision 2\n3.14159",
    "a cell magic": "%%capture captured\nprint('hidden')",
    "what was captured": "captured.stdout",
    "await": "import asyncio\nawait asyncio.sleep(0, 'slept')",
    "cleared output": "from IPython.display import clear_output\nprint('a')\nclear_output()\nprint('b')",
    "a changed display": "handle = display('old', display_id='d')\nhandle.update('new')",
    "logging": "import logging\nlogging.getLogger('trade').warning('careful')",
    "a question": "print?",
}  # fmt: skip

UNSTEADY = {"traceback", "metadata", "execution_count", "image/png"}
"""What differs from run to run even between two Jupyter kernels, and what nbval passes over."""


def comparable(outputs: list[NotebookNode]) -> list[dict[str, Any]]:
    """Return what of the outputs must be equal."""
    flat = []
    for output in coalesce_streams(outputs):
        kept = {key: value for key, value in output.items() if key not in UNSTEADY}
        if "data" in kept:
            kept["data"] = {kind: value for kind, value in kept["data"].items() if kind not in UNSTEADY}
            kept["kinds"] = sorted(output["data"])
        flat.append(kept)
    return flat


@pytest.fixture(scope="module")
def ordinary() -> dict[str, list[dict[str, Any]]]:
    """Return the outputs of an ordinary kernel."""
    notebook = new_notebook(cells=[new_code_cell(code) for code in CELLS.values()])
    NotebookClient(notebook, kernel_name="python3", allow_errors=True, timeout=60).execute()
    return {name: comparable(cell.outputs) for name, cell in zip(CELLS, notebook.cells, strict=True)}


@pytest.fixture(scope="module")
def direct(zygote: Zygote) -> dict[str, list[dict[str, Any]]]:
    """Return the outputs of a direct kernel."""
    with DirectKernel(zygote) as kernel:
        results = {name: kernel.run(code, 60) for name, code in CELLS.items()}
    return {name: comparable([from_dict(output) for output in result.outputs]) for name, result in results.items()}


@pytest.mark.parametrize("name", CELLS)
def test_outputs_are_those_of_jupyter(
    name: str, direct: dict[str, list[dict[str, Any]]], ordinary: dict[str, list[dict[str, Any]]]
) -> None:
    assert direct[name] == ordinary[name]
