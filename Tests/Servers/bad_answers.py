#!/usr/bin/env python3
"""A server whose every answer is a bad one, by the first folder of the address. Prints `ready PORT`.

    /loop/…    redirects to itself
    /slow/…    one byte a second
    /login/…   a page to log in, with status 200
    /expired/… S3's answer to a session token that has ended
    /skewed/…  S3's answer to a clock that is wrong, whatever the time
"""
import http.server
import time

S3 = '<?xml version="1.0"?><Error><Code>{}</Code><Message>no</Message></Error>'


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, text, kind="application/xml", headers=()):
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(text))), *headers):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text.encode())

    def do_GET(self):
        folder = self.path.split("/")[1].split("?")[0]
        if folder == "loop":
            self.answer(302, "", headers=[("Location", self.path)])
        elif folder == "login":
            self.answer(200, "<!doctype html><html><body>Log in</body></html>", "text/html")
        elif folder == "slow":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            try:
                for _ in range(1000):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(1)
            except OSError:
                pass
        else:
            self.answer(400 if folder == "expired" else 403, S3.format("ExpiredToken" if folder == "expired" else "RequestTimeTooSkewed"))

    do_HEAD = do_GET

    def do_PUT(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    do_POST = do_PUT

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print("ready", server.server_port, flush=True)
server.serve_forever()
