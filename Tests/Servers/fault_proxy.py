#!/usr/bin/env python3
"""A proxy before an S3 server that spoils some exchanges, so that tests see what retries and checks are worth.

    fault_proxy.py UPSTREAM_PORT [--rate 0.2] [--seed 1]

Which exchanges are spoiled, and how, follows from the seed, the request line and how often it came, so a run can be
repeated. A request line is spoiled three times at most: every client that tries again gets there. Prints "ready PORT".
"""
import argparse, hashlib, http.client, http.server, socket, struct, threading, time

ERROR = b'<?xml version="1.0"?>\n<Error><Code>%s</Code><Message>made up</Message></Error>'
FAULTS = ["busy", "reset", "lost", "cut", "short", "flip", "late", "error200"]
seen, lock = {}, threading.Lock()


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream = None

    def log_message(self, *_):
        pass

    def fault(self):
        line = f"{self.command} {self.path}"
        with lock:
            times, spoiled = seen.get(line, (0, 0))
            number = int.from_bytes(hashlib.sha256(f"{options.seed} {line} {times}".encode()).digest()[:8], "big") / 2**64
            chosen = FAULTS[int(number / options.rate * len(FAULTS))] if number < options.rate and spoiled < 3 else None
            seen[line] = (times + 1, spoiled + (chosen is not None))
        return chosen

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def answer(self, status, headers, body, sent=None):
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        length = dict((n.lower(), v) for n, v in headers).get("content-length", "0") if self.command == "HEAD" else len(body)
        if status != 204:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body if sent is None else body[:sent])
        self.wfile.flush()

    def ask(self, body):
        for _ in range(2):                                      # a kept connection may have gone stale
            try:
                if self.upstream is None:
                    self.upstream = http.client.HTTPConnection("127.0.0.1", options.upstream, timeout=30)
                self.upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                for name, value in self.headers.items():        # the host too, so that signatures hold
                    self.upstream.putheader(name, value)
                self.upstream.endheaders(body or None)
                reply = self.upstream.getresponse()
                return reply.status, reply.getheaders(), reply.read()
            except (http.client.HTTPException, OSError):
                self.upstream = None
        return 502, [], b""

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.fault()
        if fault == "reset":
            return self.reset()
        if fault == "busy" or fault == "error200" and self.command in ("PUT", "POST"):
            code = b"SlowDown" if fault == "busy" else b"InternalError"
            return self.answer(503 if fault == "busy" else 200, [("Content-Type", "application/xml")], b"" if self.command == "HEAD" else ERROR % code)
        status, headers, reply = self.ask(body)
        if fault == "lost":                                     # done, but nobody hears of it
            return self.reset()
        if fault == "late":
            time.sleep(0.2)
        kind = dict((n.lower(), v) for n, v in headers).get("content-type", "")
        if fault == "flip" and reply and "xml" not in kind:     # of a document nothing could tell
            middle = len(reply) // 2
            reply = reply[:middle] + bytes([reply[middle] ^ 1]) + reply[middle + 1:]
        if fault == "short":
            reply = reply[:len(reply) // 2]
        if fault == "cut" and reply:
            self.answer(status, headers, reply, sent=len(reply) // 2)
            return self.reset()
        self.answer(status, headers, b"" if self.command == "HEAD" else reply)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = serve


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, *_):
        pass


parser = argparse.ArgumentParser()
parser.add_argument("upstream", type=int)
parser.add_argument("--rate", type=float, default=0.2)
parser.add_argument("--seed", default="1")
options = parser.parse_args()
server = Server(("127.0.0.1", 0), Proxy)
print("ready", server.server_port, flush=True)
server.serve_forever()
