"""What one cell puts out, kept as notebook outputs up to a limit: the inside of a direct kernel.

Nothing here is trusted: it runs beside the student's code, for honest code to be shown as Jupyter would show it.
"""

import binascii
import io
import os
import threading
import traceback
from typing import Any

from bamboo_diplomacy.kernels.protocol import DEEPEST, nesting_is_harmless

OUTPUT_COST = 200
"""Characters that an output counts for besides its text: its keys and names travel too."""

_LONGEST_ERROR = 10_000
_TRACEBACK_ENTRIES = 20
_LONGEST_TRACEBACK_LINE = 2_000

Output = dict[str, Any]


class OutputLimitError(BaseException):
    """A cell put out more than it may. Not an `Exception`, so that a loop with ``except Exception`` ends too."""


class Recorder:
    """The outputs of the cell that runs now.

    Parameters
    ----------
    limit
        Characters of output; one more ends the cell.
    """

    def __init__(self, limit: int) -> None:
        self.outputs: list[Output] = []
        self._limit = limit
        self._size = 0
        self._clear_first = False
        self._unheard: frozenset[int | None] = frozenset()
        self._raw: list[_RawStream] = []

    @property
    def exceeded(self) -> bool:
        """Whether the cell reached the limit."""
        return self._size > self._limit

    def capture_descriptors(self) -> None:
        """Record what C code and programs write to the descriptors 1 and 2, which must be files in memory."""
        self._raw = [_RawStream(1, "stdout", self._limit), _RawStream(2, "stderr", self._limit)]

    def collect_raw(self) -> None:
        """Take in what was written to the descriptors since the last look."""
        for stream in self._raw:
            text = stream.take()
            if text:
                self._size += OUTPUT_COST + len(text)
                if not self.exceeded:
                    self._append({"output_type": "stream", "name": stream.name, "parts": [text]})

    def begin(self) -> None:
        """Start with a new cell: threads that earlier cells left behind are not heard in it."""
        self.collect_raw()
        self.outputs = []
        self._size = 0
        self._clear_first = False
        main = threading.main_thread()
        self._unheard = frozenset(thread.ident for thread in threading.enumerate() if thread is not main)

    def finish(self) -> list[Output]:
        """Return the outputs of the cell as nbformat has them."""
        self.collect_raw()
        for output in self.outputs:
            output.pop("display_id", None)
            if "parts" in output:
                output["text"] = "".join(output.pop("parts"))
        return self.outputs

    def write(self, name: str, text: str) -> None:
        """Record text of a stream."""
        if threading.get_ident() in self._unheard or not text:
            return
        self.collect_raw()
        self._write(name, text)

    def show(self, output: Output, display_id: str | None = None) -> None:
        """Record a display or a result."""
        if threading.get_ident() in self._unheard:
            return
        output["data"] = plain_bundle(output["data"])
        self.collect_raw()
        self._make_room(OUTPUT_COST + sum(_size(value) for value in output["data"].values()))
        self._append({**output, "display_id": display_id} if display_id else output)

    def update(self, display_id: str, data: dict[str, Any]) -> None:
        """Replace the data of this cell's displays with an identifier."""
        bundle = plain_bundle(data)
        for output in self.outputs:
            if output.get("display_id") == display_id:
                self._make_room(sum(_size(value) for value in bundle.values()))
                output["data"] = bundle

    def clear(self, *, wait: bool) -> None:
        """Forget the outputs of this cell, at once or when the next one comes."""
        self.collect_raw()
        self._clear_first = wait
        if not wait:
            self.outputs.clear()

    def error(self, error: BaseException) -> None:
        """Record an exception, unless the limit is reached; never raises."""
        self.collect_raw()
        if self.exceeded:
            return
        shown = {
            "output_type": "error",
            "ename": type(error).__name__,
            "evalue": _text_of(error)[:_LONGEST_ERROR],
            "traceback": _traceback_of(error),
        }
        self._size += OUTPUT_COST + sum(map(_size, shown.values()))
        self._append(shown)

    def end_at_limit(self) -> None:
        """Say, as the last output, that there would have been more."""
        error = OutputLimitError(f"more than {self._limit} characters of output")
        self._append({"output_type": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": []})

    def _write(self, name: str, text: str) -> None:
        last = self.outputs[-1] if self.outputs else {}
        if self._clear_first or last.get("name") != name:
            self._make_room(OUTPUT_COST + len(text))
            self._append({"output_type": "stream", "name": name, "parts": [text]})
        else:
            self._make_room(len(text))
            last["parts"].append(text)

    def _append(self, output: Output) -> None:
        if self._clear_first:
            self.outputs.clear()
            self._clear_first = False
        self.outputs.append(output)

    def _make_room(self, size: int) -> None:
        self._size += size
        if self.exceeded:
            raise OutputLimitError(f"more than {self._limit} characters of output")


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a direct kernel."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, recorder: Recorder, name: str) -> None:
        super().__init__()
        self.name = name
        self._recorder = recorder

    def write(self, text: str) -> int:
        """Record text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._recorder.write(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """Return that this stream can be written."""
        return True

    def fileno(self) -> int:
        """Return the descriptor that programs started by the cell write to."""
        return 1 if self.name == "stdout" else 2


class _RawStream:
    """A descriptor of a file in memory, read and emptied when somebody asks."""

    def __init__(self, descriptor: int, name: str, limit: int) -> None:
        self.name = name
        self._descriptor = descriptor
        self._limit = limit

    def take(self) -> str:
        try:
            if not os.fstat(self._descriptor).st_size:
                return ""
            text = os.pread(self._descriptor, self._limit + 1, 0).decode(errors="replace")
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
        except OSError:
            return ""  # the student's code closed it
        return text


def plain_bundle(data: dict[str, Any]) -> dict[str, Any]:
    r"""Return a MIME bundle as JSON can carry it: images in base64, as a Jupyter kernel sends them.

    Raises
    ------
    ValueError
        If a value is nested deeper than the trusted side accepts.

    Examples
    --------
    >>> plain_bundle({"image/png": b"PNG", "text/plain": "a picture"})
    {'image/png': 'UE5H\n', 'text/plain': 'a picture'}
    """
    if not nesting_is_harmless(data):
        raise ValueError(f"A displayed value is nested deeper than {DEEPEST} levels.")
    return {
        kind: binascii.b2a_base64(value).decode("ascii") if isinstance(value, bytes) else value
        for kind, value in data.items()
    }


def _size(value: object) -> int:
    """Count the characters of a value without recursion: nesting is bounded before."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(len(str(key)) + _size(inner) for key, inner in value.items()) + 2
    if isinstance(value, list | tuple):
        return sum(_size(inner) for inner in value) + 2
    return len(str(value))


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # noqa: BLE001 - the student's __str__ may do anything
        return "an error that cannot be shown"


def _traceback_of(error: BaseException) -> list[str]:
    """Format the frames of the student's code; a runaway recursion has millions of frames and is shown short."""
    try:
        summary = traceback.TracebackException(
            type(error), error, _students_frames(error.__traceback__), limit=-_TRACEBACK_ENTRIES, compact=True
        )
        lines = "".join(summary.format()).splitlines()
    except BaseException:  # noqa: BLE001 - no memory left, or an exception made to confuse
        return [type(error).__name__]
    return [line[:_LONGEST_TRACEBACK_LINE] for line in lines][: 3 * _TRACEBACK_ENTRIES * 4]


def _students_frames(frames: Any) -> Any:  # noqa: ANN401 - types.TracebackType | None, and mypy wants both ways
    """Drop the frames of IPython that lead to the cell."""
    while frames is not None and not frames.tb_frame.f_code.co_filename.startswith("Cell In["):
        frames = frames.tb_next
    return frames
