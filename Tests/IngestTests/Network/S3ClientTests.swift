// The client against a server in this process that answers as S3 does when something is wrong. A real server, which
// checks signatures, is in Tests/EndToEndTests.

import Foundation
import Synchronization
import Testing
@testable import Ingest

@Suite struct S3ClientTests {
    static let film = S3Location(bucket: "film", key: "a b.jpg")
    static let bytes = Array("some bytes".utf8)
    static let etag = Digest.hex(Digest.md5(bytes))

    private func client(_ server: StubServer, credentials: AWSCredentials? = SigV4Tests.example,
                        clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }) throws -> S3Client {
        var settings = S3Settings(endpoint: server.address, credentials: credentials)
        settings.credentialsOrigin = "profile film"
        return try S3Client(settings: settings, limits: hasty, clock: clock)
    }

    /// Answers one after another; the last one again and again.
    private func server(_ answers: StubServer.Answer...) throws -> StubServer {
        let left = Mutex(answers)
        return try StubServer { _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
    }

    private static func error(_ status: Int, _ code: String, _ headers: [(String, String)] = []) -> StubServer.Answer {
        .text(status, "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>words</Message></Error>", headers)
    }

    private static let good = StubServer.Answer(headers: [("ETag", "\"\(etag)\"")], body: bytes)

    @Test("an object is read, verified and signed")
    func get() throws {
        let server = try server(Self.good)
        let content = try client(server).get(Self.film)
        #expect(content == ObjectContent(bytes: Self.bytes, etag: Self.etag))
        let request = try #require(server.requests.first)
        #expect(request.target == "/film/a%20b.jpg")
        let authorization = request.headers["authorization"] ?? ""
        #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/"))
    }

    @Test("a body that is cut, too short, flipped, or an error with a good status, is asked for again", arguments: [
        StubServer.Answer(headers: [("ETag", "\"\(etag)\"")], body: bytes, cutAfter: 4), .init(headers: [("ETag", "\"\(etag)\"")], body: Array(bytes.dropLast())),
        .init(headers: [("ETag", "\"\(etag)\"")], body: bytes.dropLast() + [0]), error(200, "InternalError"), error(503, "SlowDown"), error(400, "RequestTimeout"),
        .init(isSilent: true),
    ])
    func damaged(_ first: StubServer.Answer) throws {
        let server = try server(first, first, Self.good)
        #expect(try client(server).get(Self.film)?.bytes == Self.bytes)
        #expect(server.requests.count >= 3)
    }

    @Test("bytes that never agree with their ETag are an error, unless the ETag is none of theirs")
    func neverRight() throws {
        let wrong = try server(StubServer.Answer(headers: [("ETag", "\"\(Self.etag)\"")], body: [1, 2, 3]))
        let error = #expect(throws: S3Error.self) { try client(wrong).get(Self.film) }
        #expect(error?.kind == .damaged && wrong.requests.count == hasty.tries)
        let encrypted = try server(StubServer.Answer(headers: [("ETag", "\"\(Self.etag)\""), ("x-amz-server-side-encryption", "aws:kms")], body: [1, 2, 3]))
        #expect(try client(encrypted).get(Self.film)?.bytes == [1, 2, 3])
        let parts = try server(StubServer.Answer(headers: [("ETag", "\"\(Self.etag)-2\"")], body: [1, 2, 3]))
        #expect(try client(parts).get(Self.film)?.bytes == [1, 2, 3])
    }

    @Test("each thing that can be wrong is one line that says what to do", arguments: [
        (error(403, "SignatureDoesNotMatch"), S3Error.Kind.credentials, "the credentials (profile film) are wrong: SignatureDoesNotMatch."),
        (error(403, "InvalidAccessKeyId"), .credentials, "the credentials (profile film) are wrong: InvalidAccessKeyId."),
        (error(400, "ExpiredToken"), .credentials, "the session token (profile film) has ended. Log in again"),
        (error(400, "InvalidToken"), .credentials, "the session token (profile film) is not valid."),
        (error(404, "NoSuchBucket"), .noBucket, "there is no bucket film at http://127.0.0.1:"),
        (error(403, "AccessDenied"), .denied, "access is denied (403 AccessDenied): these credentials (profile film) may not do this"),
        (error(403, "RequestTimeTooSkewed"), .clock, "the clocks of this machine and the server differ by more than 15 minutes."),
        (error(503, "SlowDown"), .slowDown, "the server asks to slow down, after all tries."),
        (error(400, "Odd\u{1B}[2J"), .other, "the server answered 400, Odd\\u{1b}[2J: words"),
        (.text(405, "<html>"), .other, "the server answered 405, which was not expected"),
    ])
    func refused(_ answer: StubServer.Answer, _ kind: S3Error.Kind, _ text: String) throws {
        let server = try server(answer)
        let error = #expect(throws: S3Error.self) { try client(server).get(Self.film) }
        let line = error?.description ?? ""
        #expect(error?.kind == kind)
        #expect(line.hasPrefix("s3://film/a b.jpg: \(text)"))
        #expect(!line.contains("\n") && !line.contains("AKIA"))
    }

    @Test("without credentials requests are unsigned, and a refusal says so")
    func unsigned() throws {
        let server = try server(Self.error(403, "AccessDenied"))
        let error = #expect(throws: S3Error.self) { try client(server, credentials: nil).get(Self.film) }
        let reason = error?.reason ?? "", headers = server.requests.first?.headers ?? [:]
        #expect(error?.kind == .credentials && reason.contains("no credentials are set. Set AWS_PROFILE"))
        #expect(headers["authorization"] == nil && headers["x-amz-date"] == nil)
    }

    @Test("what is not there is nothing, and not an error")
    func absent() throws {
        let server = try server(Self.error(404, "NoSuchKey"))
        #expect(try client(server).get(Self.film) == nil)
        #expect(try client(server).head(Self.film) == nil)
    }

    @Test("a clock that is off by an hour is corrected once, by the server's")
    func clock() throws {
        let now = HTTPDate.seconds("Tue, 24 Nov 2026 12:00:00 GMT")!
        let server = try StubServer { request in
            let isRight = request.headers["x-amz-date"]?.hasPrefix("20261124T12") == true
            return isRight ? Self.good : Self.error(403, "RequestTimeTooSkewed", [("Date", "Tue, 24 Nov 2026 12:00:00 GMT")])
        }
        let client = try client(server, clock: { now - 3_600 })
        #expect(try client.get(Self.film)?.bytes == Self.bytes)
        #expect(try client.get(Self.film)?.bytes == Self.bytes)
        #expect(server.requests.count == 3)
    }

    @Test("a bucket of another region is asked there")
    func region() throws {
        let server = try StubServer { request in
            request.headers["authorization"]?.contains("/eu-west-3/") == true ? Self.good
                : Self.error(400, "AuthorizationHeaderMalformed", [("x-amz-bucket-region", "eu-west-3")])
        }
        #expect(try client(server).get(Self.film)?.bytes == Self.bytes)
        #expect(server.requests.count == 2)
    }

    @Test("a range is what was asked for, whether the server sends the part or all of it")
    func range() throws {
        let part = try server(StubServer.Answer(status: 206, headers: [("Content-Range", "bytes 2-4/10")], body: Array(Self.bytes[2..<5])))
        #expect(try client(part).get(Self.film, range: 2..<5)?.bytes == Array(Self.bytes[2..<5]))
        #expect(part.requests.first?.headers["range"] == "bytes=2-4")
        let whole = try server(Self.good)
        #expect(try client(whole).get(Self.film, range: 2..<5)?.bytes == Array(Self.bytes[2..<5]))
    }

    @Test("a write whose answer was lost is not mistaken for someone else's")
    func lostAnswer() throws {
        let count = Atomic<Int>(0)
        let server = try StubServer { request in
            if request.method == "HEAD" { return StubServer.Answer(headers: [("ETag", "\"\(Self.etag)\""), ("Content-Length", "\(Self.bytes.count)")]) }
            return count.wrappingAdd(1, ordering: .relaxed).oldValue == 0 ? StubServer.Answer(isSilent: true) : Self.error(412, "PreconditionFailed")
        }
        #expect(try client(server).put(Self.film, Self.bytes, condition: .ifAbsent) == Self.etag)
        let error = #expect(throws: S3Error.self) { try client(server).put(Self.film, [1], condition: .ifMatches("x")) }
        #expect(error?.kind == .conditionFailed)
        #expect(server.requests.last { $0.method == "PUT" }?.headers["if-match"] == "\"x\"")
    }

    @Test("a listing goes on page by page, a page that was cut is asked for again, and one that stands still is an error")
    func listing() throws {
        let first = "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><ETag>x</ETag></Contents><IsTruncated>true</IsTruncated><NextContinuationToken>t+/=</NextContinuationToken></ListBucketResult>"
        let second = "<ListBucketResult><Contents><Key>b</Key><Size>2</Size><ETag>y</ETag></Contents><IsTruncated>false</IsTruncated></ListBucketResult>"
        let calls = Atomic<Int>(0)
        let server = try StubServer { request in
            if calls.wrappingAdd(1, ordering: .relaxed).oldValue == 0 { return .text(200, String(first.prefix(90))) }
            return .text(200, request.value("continuation-token") == "t+/=" ? second : first)
        }
        var keys: [String] = []
        try client(server).list(S3Location(bucket: "film", key: "p/")) { keys += $0.map(\.key) }
        #expect(keys == ["a", "b"] && server.requests.count == 3)
        #expect(server.requests.first?.value("prefix") == "p/")
        let still = try self.server(.text(200, first))
        #expect(throws: S3Error.self) { try client(still).list(S3Location(bucket: "film", key: "")) { _ in } }
    }

    @Test("of many copies each is reported once, done or not, also when answers are lost or errors with a good status")
    func copies() throws {
        let seen: Mutex<[String: Int]> = Mutex([:])
        let server = try StubServer { request in
            let times = seen.withLock { seen in
                seen[request.target, default: 0] += 1
                return seen[request.target, default: 0]
            }
            let number = Int(request.path.split(separator: "/").last ?? "") ?? 0
            if number % 10 == 9 { return Self.error(404, "NoSuchKey") }
            if times == 1 {
                switch number % 5 {
                case 0: return Self.error(200, "InternalError")
                case 1: return StubServer.Answer(isSilent: true)
                case 2: return Self.error(503, "SlowDown")
                case 3: return .text(200, "<CopyObjectResult><ETag>")
                default: break
                }
            }
            return .text(200, "<CopyObjectResult><ETag>&quot;e\(number)&quot;</ETag></CopyObjectResult>")
        }
        let copies = (0..<100).map { ObjectCopy(from: S3Location(bucket: "src", key: "a +\($0)"), to: S3Location(bucket: "dst", key: "\($0)")) }
        var done: [String: String] = [:], failed: [S3Error.Kind] = []
        try client(server).copy(copies) { copy, result in
            switch result {
            case .success(let etag): #expect(done.updateValue(etag, forKey: copy.destination.key) == nil)
            case .failure(let error): failed.append(error.kind)
            }
        }
        #expect(done.count == 90 && done["42"] == "e42")
        #expect(failed == [S3Error.Kind](repeating: .notFound, count: 10))
        #expect(server.requests.first { $0.path == "/dst/42" }?.headers["x-amz-copy-source"] == "/src/a%20%2B42")
    }

    @Test("an error that the caller throws ends the copies; none is begun after it")
    func stop() throws {
        struct Enough: Error {}
        let server = try server(.text(200, "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>"))
        let copies = (0..<1_000).lazy.map { ObjectCopy(from: S3Location(bucket: "src", key: "\($0)"), to: S3Location(bucket: "dst", key: "\($0)")) }
        var reported = 0
        #expect(throws: Enough.self) {
            try client(server).copy(copies) { _, _ in
                reported += 1
                if reported == 10 { throw Enough() }
            }
        }
        #expect(reported == 10 && server.requests.count < 60)
    }

    @Test("a thousand keys are deleted by one request; what is refused is reported by key")
    func delete() throws {
        let server = try StubServer { request in
            let body = String(decoding: request.body, as: UTF8.self)
            return .text(200, body.contains("<Key>a&amp;7</Key>")
                ? "<DeleteResult><Error><Key>a&amp;7</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>" : "<DeleteResult/>")
        }
        var done = Set<String>(), refused: [String] = []
        try client(server).delete((0..<2_500).lazy.map { "a&\($0)" }, in: "film") { key, error in
            if error == nil { done.insert(key) } else { refused.append("\(key) \(error!.kind)") }
        }
        #expect(done.count == 2_499 && refused == ["a&7 denied"])
        #expect(server.requests.count == 3 && server.requests.allSatisfy { $0.target == "/film?delete=" && $0.headers["content-md5"] != nil })
    }

    @Test("a large file goes up in parts, a part that fails again alone, and what cannot end is withdrawn")
    func upload() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("upload-\(UUID().uuidString)").path
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let parts: Mutex<[Int: [UInt8]]> = Mutex([:])
        let mayEnd = Atomic<Bool>(true), failures = Atomic<Int>(0)
        let server = try StubServer { request in
            if request.query == "uploads=" { return .text(200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>") }
            if let number = request.value("partNumber").flatMap({ Int($0) }) {
                if number == 3, failures.wrappingAdd(1, ordering: .relaxed).oldValue == 0 { return Self.error(500, "InternalError") }
                parts.withLock { $0[number] = request.body }
                return StubServer.Answer(headers: [("ETag", "\"p\(number)\"")])
            }
            if request.method == "DELETE" { return StubServer.Answer(status: 204) }
            return mayEnd.load(ordering: .relaxed) ? .text(200, "<CompleteMultipartUploadResult/>") : Self.error(400, "InvalidPart")
        }
        var sent = 0
        try client(server).upload(file: path, to: Self.film, partSize: 16_384) { sent = $0 }
        #expect(sent == 100_000 && parts.withLock { parts in (1...7).flatMap { parts[$0] ?? [] } } == bytes)
        let end = String(decoding: server.requests.last?.body ?? [], as: UTF8.self)
        #expect(end.contains("<PartNumber>7</PartNumber><ETag>\"p7\"</ETag>"))
        mayEnd.store(false, ordering: .relaxed)
        #expect(throws: S3Error.self) { try client(server).upload(file: path, to: Self.film, partSize: 16_384) }
        #expect(server.requests.last?.method == "DELETE")
    }
}
