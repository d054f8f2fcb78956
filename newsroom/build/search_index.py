"""Index the search copies with Pagefind."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from newsroom.errors import ConfigurationError
from newsroom.language import Words


def index(copies: Path, target: Path) -> None:
    """Write the index of everything in `copies` to `target`, replacing what was there in one step.

    Raises:
        ConfigurationError: Pagefind is missing or failed.

    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pagefind.") as folder:
        made = Path(folder) / "pagefind"
        command = [_executable(), "--site", str(copies), "--output-path", str(made), "--force-language", "vi", "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
        if done.returncode != 0:
            reason = " ".join((done.stderr or done.stdout).split())[-300:] or f"exit {done.returncode}"
            # An empty newsroom has nothing to index; that is no fault.
            if any(copies.rglob("*.html")):
                raise ConfigurationError(_FAILED, _FAILED_REMEDY, reason=reason)
            made.mkdir(exist_ok=True)
        if target.exists():
            target.rename(Path(folder) / "old")
        if made.exists():
            made.rename(target)
        # Pagefind ships interfaces of its own that our search page does not use.
        for unused in ("pagefind-ui.js", "pagefind-ui.css", "pagefind-modular-ui.js", "pagefind-modular-ui.css",
                       "pagefind-highlight.js", "pagefind-component-ui.js", "pagefind-component-ui.css"):  # fmt: skip
            (target / unused).unlink(missing_ok=True)


def _executable() -> str:
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415

        return str(get_executable())
    except ImportError:
        found = shutil.which("pagefind")
        if found is None:
            raise ConfigurationError(_MISSING, _MISSING_REMEDY) from None
        return found


_FAILED = Words("Không lập được chỉ mục tìm kiếm: {reason}.", "The search index could not be made: {reason}.")
_FAILED_REMEDY = Words("Xóa thư mục build/ rồi dựng lại.", "Delete the folder build/ and build again.")
_MISSING = Words("Thiếu chương trình Pagefind.", "The program Pagefind is missing.")
_MISSING_REMEDY = Words("Chạy uv sync (hoặc make demo) để cài đặt đủ.", "Run uv sync (or make demo) to install it.")
