"""Serves a folder on a free port of the loopback interface, and writes the port into a file: serve.py FOLDER PORT_FILE."""

import functools
import http.server
import os
import sys


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """A browser that hangs up is no error: what was typed next made its question moot."""


handler = functools.partial(Quiet, directory=sys.argv[1])
with Server(("127.0.0.1", 0), handler) as server:
    with open(sys.argv[2] + ".new", "w") as file:
        file.write(str(server.server_port))
    os.rename(sys.argv[2] + ".new", sys.argv[2])
    server.serve_forever()
