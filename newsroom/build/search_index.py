"""Index the search copies with Pagefind."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from newsroom.errors import ConfigurationError
from newsroom.language import Words

# Pagefind makes nothing of nothing, and the search page asks for this file whatever there is.
_NOTHING = """\
export const options = async () => {};
export const init = async () => {};
export const search = async () => ({ results: [] });
"""
# Pagefind ships interfaces of its own that our search page does not use.
_UNUSED = ("*ui.js", "*ui.css", "pagefind-highlight.js")


class Indexing:
    """Pagefind at work beside us; `finish` puts its result in place."""

    def __init__(self, copies: Path, beside: Path) -> None:
        """Start indexing everything in `copies`; the result is made in a folder below `beside`.

        Raises:
            ConfigurationError: Pagefind is missing.

        """
        beside.mkdir(parents=True, exist_ok=True)
        self._copies = copies
        self._folder = Path(tempfile.mkdtemp(dir=beside, prefix=".pagefind."))
        self._made = self._folder / "pagefind"
        command = [_executable(), "--site", str(copies), "--output-path", str(self._made), "--force-language", "vi"]
        self._process = subprocess.Popen(  # noqa: S603 - our own arguments
            [*command, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def finish(self, target: Path) -> None:
        """Wait, and replace `target` by the new index in one step.

        Raises:
            ConfigurationError: Pagefind failed; the old index is still there.

        """
        try:
            said, _ = self._process.communicate()
            # An empty newsroom has nothing to index; Pagefind calls that a failure.
            if self._process.returncode != 0 and any(self._copies.rglob("*.html")):
                reason = " ".join(said.split())[-300:] or f"exit {self._process.returncode}"
                raise ConfigurationError(_FAILED, _FAILED_REMEDY, reason=reason)
            self._made.mkdir(exist_ok=True)
            if not (self._made / "pagefind.js").exists():
                (self._made / "pagefind.js").write_text(_NOTHING, encoding="utf-8")
            for pattern in _UNUSED:
                for file in self._made.glob(pattern):
                    file.unlink()
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                if target.exists():
                    target.rename(self._folder / "old")
                self._made.rename(target)
            except BaseException:
                if not target.exists():
                    (self._folder / "old").rename(target)
                raise
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Stop and leave nothing behind; harmless after `finish`."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _executable() -> str:
    try:
        from pagefind_bin import get_executable

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
