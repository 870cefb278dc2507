// A server of a few lines, in the test's own process: it answers what the test says, byte by byte where that matters.

import Foundation
import Synchronization

/// Listens on 127.0.0.1 until it is let go.
final class StubServer: Sendable {
    struct Request: Sendable {
        var method = "", target = ""
        var headers: [String: String] = [:]
        var body: [UInt8] = []

        var path: String { String(target.prefix { $0 != "?" }) }
        var query: String { target.firstIndex(of: "?").map { String(target[target.index(after: $0)...]) } ?? "" }
        /// Of the value in the query, decoded.
        func value(_ name: String) -> String? {
            query.split(separator: "&").first { $0.hasPrefix(name + "=") }.flatMap { String($0.dropFirst(name.count + 1)).removingPercentEncoding }
        }
    }

    struct Answer: Sendable {
        var status = 200
        var headers: [(String, String)] = []
        var body: [UInt8] = []
        /// Less than the body: the connection is closed in the middle.
        var cutAfter: Int?
        /// Seconds between two bytes of the body.
        var dribble = 0.0
        /// Closed without a word.
        var isSilent = false

        static func text(_ status: Int, _ text: String, _ headers: [(String, String)] = []) -> Answer {
            Answer(status: status, headers: headers, body: Array(text.utf8))
        }
    }

    let port: Int
    private let listener: Int32
    private let answer: @Sendable (Request) -> Answer
    private let seen: Mutex<[Request]> = Mutex([])
    private let connections = Atomic<Int>(0)

    var address: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { seen.withLock { $0 } }
    var connectionCount: Int { connections.load(ordering: .relaxed) }

    init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
        self.answer = answer
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(listener, $0, size) == 0 && listen(listener, 512) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: place.sin_port))
        signal(SIGPIPE, SIG_IGN)
        Thread.detachNewThread { [weak self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                guard let self else { break }
                connections.wrappingAdd(1, ordering: .relaxed)
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        var rest: [UInt8] = []
        while let request = read(connection, &rest) {
            seen.withLock { $0.append(request) }
            let answer = answer(request)
            guard !answer.isSilent, send(answer, to: request, connection), answer.cutAfter == nil else { return }
        }
    }

    private func read(_ connection: Int32, _ rest: inout [UInt8]) -> Request? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        func more() -> Bool {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count > 0 { rest += buffer[..<count] }
            return count > 0
        }
        var end: Int?
        while true {
            end = rest.indices.dropLast(3).first { rest[$0] == 13 && rest[$0 + 1] == 10 && rest[$0 + 2] == 13 && rest[$0 + 3] == 10 }
            if end != nil { break }
            guard more() else { return nil }
        }
        guard let end else { return nil }
        let lines = String(decoding: rest[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        var request = Request(method: String(words[0]), target: String(words[1]))
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { request.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        let length = request.headers["content-length"].flatMap { Int($0) } ?? 0
        while rest.count < end + 4 + length { guard more() else { return nil } }
        request.body = Array(rest[(end + 4)..<(end + 4 + length)])
        rest.removeFirst(end + 4 + length)
        return request
    }

    private func send(_ answer: Answer, to request: Request, _ connection: Int32) -> Bool {
        var head = "HTTP/1.1 \(answer.status) Word\r\n"
        for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
        if !answer.headers.contains(where: { $0.0.lowercased() == "content-length" }) { head += "Content-Length: \(answer.body.count)\r\n" }
        guard write(Array((head + "\r\n").utf8), connection) else { return false }
        if request.method == "HEAD" { return true }
        let body = answer.cutAfter.map { Array(answer.body.prefix($0)) } ?? answer.body
        guard answer.dribble > 0 else { return write(body, connection) }
        for byte in body {
            guard write([byte], connection) else { return false }
            Thread.sleep(forTimeInterval: answer.dribble)
        }
        return true
    }

    private func write(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.send(connection, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
