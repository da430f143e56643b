"""An HTTP proxy as a program of its own: `python forwarding_proxy.py [USER:PASSWORD [HOST:PORT]]`.

With a host and port every tunnel leads there, whatever is asked for. Prints its port, then a
line for each request: the method, the target, and whether it was let through.
"""

from __future__ import annotations

import base64
import socket
import socketserver
import sys
import threading
from urllib.parse import urlsplit

CREDENTIALS = sys.argv[1] if len(sys.argv) > 1 else ""
EVERYTHING_TO = sys.argv[2] if len(sys.argv) > 2 else ""


class Handler(socketserver.StreamRequestHandler):
    """One connection to the proxy: a tunnel, or one plain request that is passed on."""

    def handle(self) -> None:
        method, target, _ = self.rfile.readline().decode("latin-1").split(" ")
        headers: dict[str, str] = {}
        while line := self.rfile.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        expected = "Basic " + base64.b64encode(CREDENTIALS.encode()).decode()
        allowed = not CREDENTIALS or headers.get("proxy-authorization") == expected
        sys.stdout.write(f"{method} {target} {'let through' if allowed else 'refused'}\n")
        sys.stdout.flush()
        if not allowed:
            self.wfile.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        elif method == "CONNECT":
            host, _, port = (EVERYTHING_TO or target).partition(":")
            try:
                onward = socket.create_connection((host, int(port)))
            except OSError:
                self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
                return
            with onward:
                self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self.join(onward)
        else:
            url = urlsplit(target)
            with socket.create_connection((url.hostname or "", url.port or 80)) as onward:
                kept = {name: value for name, value in headers.items() if not name.startswith("proxy-")}
                lines = "".join(f"{name}: {value}\r\n" for name, value in kept.items())
                onward.sendall(f"{method} {url.path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1"))
                self.join(onward)

    def join(self, onward: socket.socket) -> None:
        def copy(source: socket.socket, target: socket.socket) -> None:
            try:
                while data := source.recv(65536):
                    target.sendall(data)
                target.shutdown(socket.SHUT_WR)
            except OSError:
                return

        back = threading.Thread(target=copy, args=(onward, self.connection), daemon=True)
        back.start()
        if already := self.rfile.read1() if self.rfile.peek() else b"":  # type: ignore[attr-defined]  # it is buffered
            onward.sendall(already)
        copy(self.connection, onward)
        back.join()


if __name__ == "__main__":
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()
