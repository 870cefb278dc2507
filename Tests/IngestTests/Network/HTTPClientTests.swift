// The client against a server in this process: what is sent, what is tried again, and what is said when it fails.

import Foundation
import Synchronization
import Testing
@testable import Ingest

/// Quick tries, so that no test waits; a busy machine has time to answer.
let hasty: HTTPLimits = {
    var limits = HTTPLimits()
    (limits.firstDelay, limits.longestDelay) = (0.002, 0.01)
    return limits
}()

/// Gives up a slow server soon.
private let impatient: HTTPLimits = {
    var limits = hasty
    limits.stall = 1
    return limits
}()

@Suite struct HTTPClientTests {
    /// Answers one after another; the last one again and again.
    private func server(_ answers: StubServer.Answer...) throws -> StubServer {
        let left = Mutex(answers)
        return try StubServer { _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
    }

    private func failure(_ url: String, limits: HTTPLimits = hasty) -> HTTPError? {
        do {
            _ = try HTTPClient(limits: limits).send(HTTPRequest(url))
            return nil
        } catch { return error as? HTTPError }
    }

    @Test("a request arrives as it is written, and its answer comes back whole")
    func plain() throws {
        let server = try server(.text(200, "here", [("X-Word", " a b ")]))
        let client = HTTPClient(limits: hasty)
        let answer = try client.send(HTTPRequest("\(server.address)/a/../b%20c?x=1", method: "PUT", headers: [HTTPHeader("X-Mine", "é"), HTTPHeader("X-Empty", "")],
                                                 body: Array("body".utf8)))
        #expect(answer.status == 200 && answer.text == "here" && answer["x-word"] == "a b")
        let request = try #require(server.requests.first)
        #expect(request.method == "PUT" && request.target == "/a/../b%20c?x=1" && request.body == Array("body".utf8))
        #expect(request.headers["x-mine"] == "é" && request.headers["x-empty"] == "" && request.headers["content-type"] == nil)
    }

    @Test("one connection serves one request after another")
    func reuse() throws {
        let server = try server(.text(200, "here"))
        let client = HTTPClient(limits: hasty)
        for _ in 0..<20 { _ = try client.send(HTTPRequest(server.address)) }
        #expect(server.requests.count == 20 && server.connectionCount == 1)
    }

    @Test("a busy server, a broken answer and a closed connection are tried again", arguments: [
        StubServer.Answer.text(503, "later"), .text(500, "oops"), .text(429, "slowly", [("Retry-After", "0")]),
        StubServer.Answer(body: Array("half of it".utf8), cutAfter: 4), StubServer.Answer(isSilent: true),
    ])
    func again(_ first: StubServer.Answer) throws {
        let server = try server(first, first, .text(200, "at last"))
        #expect(try HTTPClient(limits: hasty).send(HTTPRequest(server.address)).text == "at last")
        #expect(server.requests.count >= 3)
    }

    @Test("what must not be done twice is not sent twice")
    func post() throws {
        let server = try server(.text(503, "later"))
        #expect(try HTTPClient(limits: hasty).send(HTTPRequest(server.address, method: "POST")).status == 503)
        #expect(server.requests.count == 1)
        #expect(try HTTPClient(limits: hasty).send(HTTPRequest(server.address, method: "POST"), retries: true).status == 503)
        #expect(server.requests.count == 1 + hasty.tries)
    }

    @Test("Retry-After is kept, as seconds and as a date")
    func retryAfter() throws {
        let server = try server(.text(503, "", [("Retry-After", "1")]), .text(200, "here"))
        let start = ContinuousClock.now
        _ = try HTTPClient(limits: hasty).send(HTTPRequest(server.address))
        #expect(ContinuousClock.now - start >= .seconds(1))
        let dated = HTTPResponse(status: 503, headers: [HTTPHeader("Date", "Tue, 24 Nov 2026 23:59:50 GMT"), HTTPHeader("Retry-After", "Wed, 25 Nov 2026 00:00:02 GMT")])
        #expect(dated.retryAfter == 12)
    }

    @Test("a server that asks for an hour is not waited for")
    func anHour() throws {
        let server = try server(.text(429, "", [("Retry-After", "3600")]))
        #expect(try HTTPClient(limits: hasty).send(HTTPRequest(server.address)).status == 429)
        #expect(server.requests.count == 1)
    }

    @Test("credentials follow a redirect on the same host and never to another one")
    func redirects() throws {
        let other = try server(.text(200, "elsewhere"))
        let address = other.address
        let server = try StubServer { request in
            switch request.path {
            case "/a": .text(302, "", [("Location", "/b c?d=e")])
            case "/b%20c": .text(307, "", [("Location", address + "/end")])
            default: .text(404, "")
            }
        }
        let request = HTTPRequest(server.address + "/a", headers: [HTTPHeader("Accept", "text/csv")], credentials: [HTTPHeader("Authorization", "Bearer secret")])
        let answer = try HTTPClient(limits: hasty).send(request)
        #expect(answer.text == "elsewhere" && answer.url == address + "/end")
        #expect(server.requests.map { $0.headers["authorization"] } == ["Bearer secret", "Bearer secret"])
        let arrived = try #require(other.requests.first)
        #expect(arrived.headers["authorization"] == nil && arrived.headers["accept"] == "text/csv")
        #expect(!arrived.headers.values.contains { $0.contains("secret") })
    }

    @Test("a redirect loop ends after ten turns with one line")
    func loop() throws {
        let server = try server(.text(302, "", [("Location", "/again?token=secret")]))
        let error = try #require(failure(server.address + "/start?key=secret"))
        #expect(error.description == "\(server.address)/again: redirects more than 10 times, perhaps in a loop. Check the address.")
        #expect(server.requests.count == 11)
    }

    @Test("a server that sends one byte a second is given up with one line")
    func dribble() throws {
        let server = try server(StubServer.Answer(body: [UInt8](repeating: 65, count: 20), dribble: 1))
        let error = try #require(failure(server.address, limits: impatient))
        #expect(error.kind == .timedOut)
        #expect(error.description.hasPrefix("\(server.address): the server is silent or far too slow"))
        #expect(server.requests.count == impatient.triesAfterStall)
    }

    @Test("no host, no connection and no address are one line each", arguments: [
        ("http://no-such-host.invalid/x?secret", HTTPError.Kind.unresolved, "http://no-such-host.invalid/x: the host has no address. Check its name and the network."),
        ("http://127.0.0.1:1/x", .unreachable, "http://127.0.0.1:1/x: no connection: "),
        ("ftp://127.0.0.1/x", .badURL, "ftp://127.0.0.1/x: is no address that can be fetched."),
        ("http://user:secret@127.0.0.1:1/\u{1B}[2J", .badURL, "http://127.0.0.1:1/\\u{1b}[2J: is no address"),
    ])
    func nowhere(_ url: String, _ kind: HTTPError.Kind, _ text: String) throws {
        let error = try #require(failure(url))
        #expect(error.kind == kind)
        #expect(error.description.hasPrefix(text), "\(error.description)")
        #expect(!error.description.contains("\n") && !error.description.contains("secret"))
    }

    @Test("an answer that is larger than was expected is not read to its end")
    func tooLarge() throws {
        let server = try server(StubServer.Answer(body: [UInt8](repeating: 65, count: 100_000)))
        #expect(throws: HTTPError.self) { try HTTPClient(limits: hasty).send(HTTPRequest(server.address, sizeLimit: 99_999)) }
        #expect(try HTTPClient(limits: hasty).send(HTTPRequest(server.address, sizeLimit: 100_000)).body.count == 100_000)
    }

    @Test("many requests at once all come back, each with its own answer")
    func many() throws {
        let server = try StubServer { .text(200, $0.target) }
        var answers: [Int: String] = [:]
        let address = server.address
        let figures = try HTTPClient(limits: hasty).run(0..<500) { number in
            Exchange(request: { HTTPRequest("\(address)/\(number)") }, judge: { result in
                switch result {
                case .success(let response): .done(response.text)
                case .failure(let error): .failed(error)
                }
            })
        } finished: { number, result in
            let text = try result.get()
            #expect(answers.updateValue(text, forKey: number) == nil)
        }
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<500).map { ($0, "/\($0)") }))
        #expect(figures.requests == 500 && figures.mostAtOnce >= 8)
    }

    @Test("a request by itself is not waited for once it has ended; only before another try is there nothing to do")
    func pauses() throws {
        let server = try server(.text(200, "here"), .text(503, "later"), .text(200, "here"))
        let address = server.address
        func pauses(_ count: Int) throws -> Int {
            try HTTPClient(limits: hasty).run(0..<count, level: .single) { _ in
                Exchange<Bool>(request: { HTTPRequest(address) }, judge: { .unlessAnswered($0) ?? .done(true) })
            } finished: { _, result in _ = try result.get() }.pauses
        }
        #expect(try pauses(1) == 0)
        #expect(try pauses(1) >= 1, "after the server was busy")
        #expect(try pauses(5) == 0)
    }

    @Test("once it is told to stop, a call ends within a moment")
    func cancel() throws {
        let server = try server(StubServer.Answer(body: [UInt8](repeating: 65, count: 40), dribble: 0.5))
        let begun = ContinuousClock.now
        let client = HTTPClient(limits: hasty, cancelled: { ContinuousClock.now - begun > .milliseconds(200) })
        let error = #expect(throws: HTTPError.self) { try client.send(HTTPRequest(server.address)) }
        #expect(error?.kind == .cancelled && ContinuousClock.now - begun < .seconds(10), "the answer takes 20 seconds")
    }
}
