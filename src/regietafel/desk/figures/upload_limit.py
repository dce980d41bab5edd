"""Stopping an upload that is too large while it comes in: nothing of the rest is read or kept."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from regietafel.desk.figures.sheets import LARGEST_FILE


class LimitedUpload(FileUploadHandler):
    """Goes before the handlers that keep a file: stops after LARGEST_FILE bytes, or at once when the request says
    that more will come. The fields of the form that stand before the file have been read by then."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._announced = 0
        self._read = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Note what length was announced."""
        self._announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop before the first byte of a file that cannot fit; a form is far below the margin."""
        super().new_file(*args, **kwargs)
        self._read = 0
        if self._announced > LARGEST_FILE + 1_000_000:
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on what still fits."""
        self._read += len(raw_data)
        if self._read > LARGEST_FILE:
            self._stop()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""

    def _stop(self) -> None:
        self.request.upload_too_large = True  # type: ignore[union-attr]
        raise StopUpload(connection_reset=True)
