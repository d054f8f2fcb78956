"""The walls for people (placeholder while the pages are being drawn)."""

from publishers.sandbox.exchange import Answer, Call, html_answer
from publishers.sandbox.world import World


class Walls:
    """Answers what is neither platform nor control desk."""

    def __init__(self, world: World) -> None:
        """Show `world`."""
        self._world = world

    def serve(self, call: Call) -> Answer:
        """Answer one page."""
        return html_answer("<h1>Diễn tập</h1>", 200 if call.path == "/" else 404)
