#!/usr/bin/env python3
"""What Rarity asks of Google, on 127.0.0.1, for tests: tokens, the Sheets API (v4), share links.

  google.py DIR [--quota N] [--retry-after S] [--token-life S] [--faults FAULT,…]

DIR/<spreadsheet>/<gid>-<title>.csv   a tab; batchUpdate rewrites it
DIR/<spreadsheet>/access              words, else "public read write":
    public      anyone may export; otherwise the share link leads to a login page
    read write  what the service account may
    disabled    the API is off in its project
    loop page   the share link redirects without an end; shows a page
    elsewhere   the API redirects to another host, which no token may reach
DIR/service-account.json              made here; its token_uri points here
DIR/requests.jsonl                    a line a request: method, host, path, whether it carried a token
FAULT is PATTERN:STATUS:TIMES, such as values:500:1: the first requests whose path holds PATTERN get that answer.
--retry-after S    429 asks for this wait
--token-life S     tokens end then, though they say an hour: expired in the middle of a session
Prints "ready http://127.0.0.1:PORT" when it listens. RS256 is verified here by hand; the key comes from openssl."""
import argparse, base64, csv, hashlib, io, json, os, re, secrets, subprocess, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

SCOPE = "https://www.googleapis.com/auth/spreadsheets"
SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")   # DigestInfo of RFC 8017
STATUS = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
          429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE"}
lock = threading.Lock()


class Refused(Exception):
    def __init__(self, code, message="", reason=None):
        self.code, self.message, self.reason = code, message, reason


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class Spreadsheet:
    def __init__(self, root, name):
        self.folder = os.path.join(root, name)
        if not re.fullmatch(r"[\w-]+", name) or not os.path.isdir(self.folder):
            raise Refused(404, "Requested entity was not found.")
        self.tabs = {}                                     # gid: (title, path), in the order of names
        for file in sorted(os.listdir(self.folder)):
            if match := re.fullmatch(r"(\d+)-(.*)\.csv", file):
                self.tabs[int(match[1])] = (match[2], os.path.join(self.folder, file))
        path = os.path.join(self.folder, "access")
        self.access = set(open(path).read().split()) if os.path.exists(path) else {"public", "read", "write"}

    @staticmethod
    def rows(path):
        with open(path, newline="", encoding="utf-8") as file:
            return list(csv.reader(file))

    def area(self, text, files=None):
        """'Title', 'Title'!A:C, 'Title'!F17:F20, 'Title'!1:1 -> path, first row, first column, last row, last column."""
        match = re.fullmatch(r"'((?:[^']|'')*)'(?:!([A-Z]*)(\d*):([A-Z]*)(\d*))?", text)
        title = match[1].replace("''", "'") if match else None
        path = next((path for name, path in self.tabs.values() if name == title), None)
        if path is None:
            raise Refused(400, "Unable to parse range: " + text)
        files = {} if files is None else files              # rows that were read already
        rows = files[path] = files.get(path) or self.rows(path)
        height, width = max(1000, len(rows)), 26 + max([0] + [len(row) for row in rows[:1]])
        first_row, last_row = int(match[3] or 1), int(match[5] or height)
        first, last = column_number(match[2] or "A"), column_number(match[4]) if match[4] else width
        if first > width or first_row > height:
            raise Refused(400, "Range (%s) exceeds grid limits." % text)
        return path, first_row, first, last_row, last

    def values(self, text, query):
        path, first_row, first, last_row, last = self.area(text)
        cells = [row[first - 1:last] for row in self.rows(path)[first_row - 1:last_row]]
        if query.get("majorDimension") == ["COLUMNS"]:
            cells = [[row[i] if i < len(row) else "" for row in cells] for i in range(max([len(row) for row in cells] + [0]))]
        if query.get("valueRenderOption") == ["UNFORMATTED_VALUE"]:
            cells = [[int(cell) if re.fullmatch(r"0|[1-9]\d{0,8}", cell) else cell for cell in row] for row in cells]
        for row in cells:
            while row and row[-1] == "":
                row.pop()
        while cells and not cells[-1]:
            cells.pop()
        answer = {"range": text, "majorDimension": query.get("majorDimension", ["ROWS"])[0]}
        return {**answer, "values": cells} if cells else answer

    def write(self, parts):
        """All ranges or none; how many cells were written."""
        files, cells = {}, 0
        for part in parts:
            path, first_row, first, _, _ = self.area(part["range"], files)
            rows = files[path]
            for i, line in enumerate(part["values"]):
                for j, value in enumerate(line):
                    while len(rows) < first_row + i:
                        rows.append([])
                    row = rows[first_row + i - 1]
                    row.extend([""] * (first + j - len(row)))
                    row[first + j - 1] = value
                    cells += 1
        for path, rows in files.items():
            with open(path + ".new", "w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(rows)
            os.replace(path + ".new", path)
        return cells


class Google(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    tokens, counts = {}, {}

    def log_message(self, *_):
        pass

    def answer(self, code, body, kind="application/json; charset=UTF-8", headers=()):
        data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(code)
        for name, value in [("Content-Type", kind), ("Content-Length", str(len(data))), *headers]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def page(self, code, text, location=None):
        self.answer(code, "<!DOCTYPE html><html><body>%s</body></html>" % text, "text/html; charset=utf-8",
                    [("Location", location)] if location else [])

    # Tokens ------------------------------------------------------------------------------------------------------------
    def token(self, form):
        def refuse(error, text):
            self.answer(400, {"error": error, "error_description": text})
        try:
            signed, signature = form["assertion"][0].rsplit(".", 1)
            header, claims, signature = [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in signed.split(".") + [signature]]
            header, claims = json.loads(header), json.loads(claims)
        except (KeyError, ValueError):
            return refuse("invalid_grant", "Invalid JWT: Failed to parse.")
        if form.get("grant_type") != ["urn:ietf:params:oauth:grant-type:jwt-bearer"]:
            return refuse("unsupported_grant_type", "Invalid grant_type")
        if claims.get("iss") != ACCOUNT["client_email"]:
            return refuse("invalid_grant", "Invalid grant: account not found")
        size = (MODULUS.bit_length() + 7) // 8
        padded = b"\x00\x01" + b"\xff" * (size - 3 - len(SHA256_PREFIX) - 32) + b"\x00" + SHA256_PREFIX + hashlib.sha256(signed.encode()).digest()
        if header.get("alg") != "RS256" or len(signature) != size or pow(int.from_bytes(signature, "big"), 65537, MODULUS) != int.from_bytes(padded, "big"):
            return refuse("invalid_grant", "Invalid JWT Signature.")
        now = time.time()
        if not (claims["iat"] <= now + 300 and now - 300 <= claims["exp"] <= claims["iat"] + 3600):
            return refuse("invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                          "Check your iat and exp values in the JWT claim.")
        if claims.get("aud") != ACCOUNT["token_uri"]:
            return refuse("invalid_grant", "Invalid JWT: Failed audience check.")
        token = "ya29.c." + secrets.token_urlsafe(40)
        self.tokens[token] = (now + ARGS.token_life, claims["scope"].split())
        self.answer(200, {"access_token": token, "expires_in": 3599, "token_type": "Bearer"})

    # The API -----------------------------------------------------------------------------------------------------------
    def api(self, path, query, body):
        ends, scopes = self.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "), (0, ()))
        if ends < time.time():
            raise Refused(401, "Request had invalid authentication credentials.")
        name, _, rest = path.removeprefix("/v4/spreadsheets/").partition("/")
        book, writing = Spreadsheet(ARGS.dir, unquote(name)), self.command == "POST"
        if "elsewhere" in book.access:
            return self.page(307, "Temporary Redirect", "http://localhost:%d%s" % (self.server.server_port, self.path))
        if "disabled" in book.access:
            raise Refused(403, "Google Sheets API has not been used in project 1 before or it is disabled.", "SERVICE_DISABLED")
        if not set(scopes) & ({SCOPE} if writing else {SCOPE, SCOPE + ".readonly"}):
            raise Refused(403, "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        if ("write" if writing else "read") not in book.access:
            raise Refused(403, "The caller does not have permission")
        with lock:
            self.counts["api"] = self.counts.get("api", 0) + 1
            if self.counts["api"] > ARGS.quota:
                raise Refused(429, "Quota exceeded for quota metric 'Read requests'.", "RATE_LIMIT_EXCEEDED")
        if rest == "":
            return self.answer(200, {"sheets": [{"properties": {"sheetId": gid, "title": title}} for gid, (title, _) in book.tabs.items()]})
        if rest == "values:batchGet":
            return self.answer(200, {"valueRanges": [book.values(text, query) for text in query.get("ranges", [])]})
        if rest == "values:batchUpdate" and writing and body.get("valueInputOption") == "RAW":
            with lock:
                cells = book.write(body["data"])
            return self.answer(200, {"totalUpdatedCells": cells})
        if rest.startswith("values/") and not writing:
            return self.answer(200, book.values(unquote(rest[7:]), query))
        raise Refused(404, "Requested entity was not found.")

    # Share links ---------------------------------------------------------------------------------------------------------
    def share(self, path, query):
        match = re.fullmatch(r"/spreadsheets/d/([\w-]+)/export", path)
        try:
            book = Spreadsheet(ARGS.dir, match[1] if match else "")
        except Refused:
            return self.page(404, "Sorry, unable to open the file at this time.")
        here = "http://127.0.0.1:%d" % self.server.server_port
        if "loop" in book.access:
            return self.page(307, "Temporary Redirect", here + self.path)
        if "public" not in book.access:
            return self.page(302, "Moved Temporarily", "%s/ServiceLogin?continue=%s" % (here, quote(self.path, safe="")))
        if "page" in book.access:
            return self.page(200, "a sheet, as a page")
        gid = int(query["gid"][0]) if "gid" in query else next(iter(book.tabs))
        if gid not in book.tabs:
            return self.page(400, "Sorry, unable to open the file at this time.")
        self.page(307, "Temporary Redirect", "http://localhost:%d/usercontent/%s?gid=%d" % (self.server.server_port, match[1], gid))

    def export(self, path, query):
        rows, out = Spreadsheet.rows(Spreadsheet(ARGS.dir, path.rsplit("/", 1)[1]).tabs[int(query["gid"][0])][1]), io.StringIO()
        width = max([len(row) for row in rows] + [0])
        csv.writer(out).writerows(row + [""] * (width - len(row)) for row in rows)
        self.answer(200, out.getvalue().removesuffix("\r\n"), "text/csv")

    def handle_request(self):
        url, query = urlsplit(self.path), parse_qs(urlsplit(self.path).query)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with lock, open(os.path.join(ARGS.dir, "requests.jsonl"), "a") as log:
            log.write(json.dumps({"method": self.command, "host": self.headers["Host"].split(":")[0], "path": url.path,
                                  "token": "Authorization" in self.headers}) + "\n")
        try:
            for fault in FAULTS:
                with lock:
                    hit = fault[0] in unquote(self.path) and fault[2] > 0
                    fault[2] -= hit
                if hit:
                    raise Refused(fault[1], "asked for")
            if url.path == "/token":
                self.token(parse_qs(raw.decode()))
            elif url.path.startswith("/v4/spreadsheets/"):
                self.api(url.path, query, json.loads(raw) if raw else {})
            elif url.path == "/ServiceLogin":
                self.page(200, "Sign in")
            elif url.path.startswith("/usercontent/"):
                self.export(url.path, query)
            else:
                self.share(url.path, query)
        except Refused as refused:
            error = {"code": refused.code, "message": refused.message, "status": STATUS.get(refused.code, "UNKNOWN")}
            if refused.reason:
                error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": refused.reason, "domain": "googleapis.com"}]
            wait = [("Retry-After", str(ARGS.retry_after))] if refused.code == 429 and ARGS.retry_after is not None else []
            self.answer(refused.code, {"error": error}, headers=wait)

    do_GET = do_POST = handle_request


def account(base):
    path = os.path.join(ARGS.dir, "service-account.json")
    if not os.path.exists(path):
        key = subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                             check=True, capture_output=True, text=True).stdout
        made = {"type": "service_account", "project_id": "demo", "private_key_id": secrets.token_hex(20), "private_key": key,
                "client_email": "rarity@demo.iam.gserviceaccount.com", "client_id": "1"}
    else:
        made = json.load(open(path))
    made["token_uri"] = base + "/token"
    json.dump(made, open(path, "w"), indent=2)
    modulus = subprocess.run(["openssl", "rsa", "-noout", "-modulus"], input=made["private_key"], check=True, capture_output=True, text=True).stdout
    return made, int(modulus.strip().partition("=")[2], 16)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("dir")
parser.add_argument("--quota", type=int, default=10**9)
parser.add_argument("--retry-after", type=int)
parser.add_argument("--token-life", type=float, default=3600)
parser.add_argument("--faults", default="")
ARGS = parser.parse_args()
FAULTS = [[part.split(":")[0], int(part.split(":")[1]), int(part.split(":")[2])] for part in ARGS.faults.split(",") if part]
server = ThreadingHTTPServer(("127.0.0.1", 0), Google)
ACCOUNT, MODULUS = account("http://127.0.0.1:%d" % server.server_port)
print("ready http://127.0.0.1:%d" % server.server_port, flush=True)
server.serve_forever()
