"""A handler for the small servers of these scripts: it answers with a body, and says nothing on the terminal."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler


class Answering(BaseHTTPRequestHandler):
    """What the servers of `playback.py` and `watch_kills.py` have in common."""

    def answer(self, body: bytes, kind: str) -> None:
        """Send a whole body of a media type, with 200."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""
