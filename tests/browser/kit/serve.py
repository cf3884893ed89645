"""Serves a folder on a free port of the loopback interface, and writes the port into a file: serve.py FOLDER PORT_FILE.

Texts are sent compressed, as every server does that is meant for readers: Lighthouse counts the bytes."""

import functools
import gzip
import http.server
import io
import os
import sys

TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".ics")


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send_head(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path) and self.path.split("?")[0].endswith("/"):
            path = os.path.join(path, "index.html")
        wants = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (wants and path.endswith(TEXTS) and os.path.isfile(path)):
            return super().send_head()
        with open(path, "rb") as file:
            body = gzip.compress(file.read(), compresslevel=6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """A browser that hangs up is no error: what was typed next made its question moot."""


handler = functools.partial(Quiet, directory=sys.argv[1])
with Server(("127.0.0.1", 0), handler) as server:
    with open(sys.argv[2] + ".new", "w") as file:
        file.write(str(server.server_port))
    os.rename(sys.argv[2] + ".new", sys.argv[2])
    server.serve_forever()
