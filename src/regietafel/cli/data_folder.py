"""The folder with the database and what else an installation keeps."""

from __future__ import annotations

import tempfile
from pathlib import Path

from regietafel.core.base.errors import RegietafelError


class FolderNotWritable(RegietafelError):
    """The data folder cannot be made or written in."""


def writable(folder: Path) -> Path:
    """The folder, made where it was missing, after trying whether a file can be written in it.

    Raises: FolderNotWritable, saying where and which setting names another folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Only writing tells: permission bits say nothing of read-only mounts, full disks or quotas.
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 4096)
            probe.flush()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FolderNotWritable(
            f"cannot write in {folder} ({reason})",
            "set REGIETAFEL_DATA_DIR to a folder you may write in",
        ) from error
    return folder
