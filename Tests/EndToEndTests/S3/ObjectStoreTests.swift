// The S3 client against a real server that checks signatures, also through a proxy that spoils a third of what passes.

import Foundation
import Ingest
import Testing

@Suite("A real S3 server", .enabled(if: ObjectServer.program != nil, "rclone is not installed"), .serialized)
struct ObjectStoreTests {
    private let server: ObjectServer

    init() throws { server = try ObjectServer() }

    static let unusual = ["a b.jpg", "plus+and%25percent%.jpg", "é-日本-😀.jpg", "it's(1)!*&=;,@:$.jpg", "deep/er/and/er.jpg", "~tilde-._.jpg", "hash#and?question.jpg"]

    private func client(port: Int? = nil, secret: String = ObjectServer.secret, clock: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }) throws -> S3Client {
        let settings = S3Settings(endpoint: "http://127.0.0.1:\(port ?? server.port)", region: "us-east-1",
                                  credentials: AWSCredentials(accessKey: ObjectServer.key, secretKey: secret))
        return try S3Client(settings: settings, clock: clock)
    }

    private func keys(_ bucket: String, _ client: S3Client) throws -> [String] {
        var keys: [String] = []
        try client.list(S3Location(bucket: bucket, key: "")) { keys += $0.map(\.key) }
        return keys
    }

    @Test("objects with unusual keys are written, read, listed, copied and deleted")
    func unusualKeys() throws {
        _ = try server.makeBucket("unusual")
        let client = try client()
        for key in Self.unusual {
            let place = S3Location(bucket: "unusual", key: key)
            try client.put(place, Array(key.utf8))
            #expect(try client.get(place)?.bytes == Array(key.utf8))
            #expect(try client.head(place)?.size == key.utf8.count)
            #expect(try client.get(place, range: 1..<4)?.bytes == Array(Array(key.utf8)[1..<4]))
        }
        #expect(try keys("unusual", client).sorted() == Self.unusual.sorted())
        let copies = Self.unusual.map { ObjectCopy(from: S3Location(bucket: "unusual", key: $0), to: S3Location(bucket: "unusual", key: "copy/\($0)")) }
        try client.copy(copies) { _, result in _ = try result.get() }
        #expect(try keys("unusual", client).count == 2 * Self.unusual.count)
        try client.delete(Self.unusual, in: "unusual") { key, error in #expect(error == nil, "\(key)") }
        #expect(try keys("unusual", client).sorted() == Self.unusual.map { "copy/\($0)" }.sorted())
        #expect(try client.get(S3Location(bucket: "unusual", key: "none")) == nil)
    }

    @Test("through a proxy that spoils a third of what passes, nothing is lost or doubled")
    func faults() throws {
        let proxy = try FaultProxy(before: server)
        let bucket = try server.makeBucket("faults")
        let client = try client(port: proxy.port)
        let names = (0..<120).map { "src/\($0).jpg" }
        for name in names { try client.put(S3Location(bucket: "faults", key: name), Array("bytes of \(name)".utf8)) }
        for name in names.prefix(40) { #expect(try client.get(S3Location(bucket: "faults", key: name))?.bytes == Array("bytes of \(name)".utf8)) }
        var reported: [String: Int] = [:]
        try client.copy(names.map { ObjectCopy(from: S3Location(bucket: "faults", key: $0), to: S3Location(bucket: "faults", key: "dst/\($0)")) }) { copy, result in
            _ = try result.get()
            reported[copy.destination.key, default: 0] += 1
        }
        #expect(reported == Dictionary(uniqueKeysWithValues: names.map { ("dst/\($0)", 1) }))
        #expect(try keys("faults", client).sorted() == (names + names.map { "dst/\($0)" }).sorted())
        for name in names {
            #expect(try String(contentsOf: bucket.appendingPathComponent("dst/\(name)"), encoding: .utf8) == "bytes of \(name)")
        }
        try client.delete(names, in: "faults") { _, error in #expect(error == nil) }
        #expect(try keys("faults", client).sorted() == names.map { "dst/\($0)" }.sorted())
    }

    @Test("a file goes up in parts and comes back whole, also through the proxy")
    func parts() throws {
        let proxy = try FaultProxy(before: server)
        _ = try server.makeBucket("parts")
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("parts-\(UUID().uuidString)")
        let bytes = (0..<12_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        try Data(bytes).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let place = S3Location(bucket: "parts", key: "large")
        try client(port: proxy.port).upload(file: path.path, to: place, partSize: 5 << 20)
        #expect(try client().get(place)?.bytes == bytes)
    }

    @Test("a listing of several pages is whole and in order")
    func pages() throws {
        let bucket = try server.makeBucket("pages")
        let names = (0..<2_345).map { String(format: "%05d", $0) }
        for name in names { try Data([1]).write(to: bucket.appendingPathComponent(name)) }
        var pages = 0, keys: [String] = []
        try client().list(S3Location(bucket: "pages", key: "")) {
            pages += 1
            keys += $0.map(\.key)
        }
        #expect(pages == 3 && keys == names)
    }

    @Test("a clock that is off by an hour, ahead or behind, is corrected", arguments: [3_600.0, -3_600])
    func clock(_ off: Double) throws {
        _ = try server.makeBucket("clock")
        let client = try client(clock: { Date().timeIntervalSince1970 + off })
        try client.put(S3Location(bucket: "clock", key: "a"), [1])
        #expect(try client.get(S3Location(bucket: "clock", key: "a"))?.bytes == [1])
    }

    @Test("a wrong secret and a bucket that is not there are what they are")
    func refused() throws {
        _ = try server.makeBucket("refused")
        let wrong = #expect(throws: S3Error.self) { try client(secret: "wrong").get(S3Location(bucket: "refused", key: "a")) }
        #expect(wrong?.kind == .credentials)
        let nowhere = #expect(throws: S3Error.self) { try client().list(S3Location(bucket: "nowhere", key: "")) { _ in } }
        #expect(nowhere?.kind == .noBucket)
    }
}
