// Google as Tests/Servers/google.py plays it, for as long as this value lives.

import Foundation
import Testing

final class GoogleServer {
    let folder: URL
    let address: String
    private let process: pid_t

    /// Whether the tools that the server needs are there.
    static let isAvailable = ["python3", "openssl"].allSatisfy { tool in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
    }

    /// - Parameter folder: of the spreadsheets; kept.
    init(_ folder: URL, _ options: String...) throws {
        self.folder = folder
        let output = FileManager.default.temporaryDirectory.appendingPathComponent("google-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        let script = ArchitectureTests.root.appendingPathComponent("Tests/Servers/google.py").path
        process = try start("python3", [script, folder.path] + options, output: output)
        var found = ""
        for _ in 0..<400 where !found.contains("ready ") {
            usleep(25_000)
            found = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
        }
        guard let line = found.split(separator: "\n").first(where: { $0.hasPrefix("ready ") }) else {
            kill(process, SIGKILL)
            throw Failed(what: "the stand-in for Google did not start: \(found)")
        }
        address = String(line.dropFirst(6))
    }

    deinit {
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    var credentials: String { folder.appendingPathComponent("service-account.json").path }

    /// Points the binary here.
    var environment: [String: String] { ["RARITY_GOOGLE_SHEETS_URL": address, "RARITY_GOOGLE_DOCS_URL": address] }

    /// The requests so far, a JSON line each.
    var requests: [String] {
        get throws { try String(contentsOf: folder.appendingPathComponent("requests.jsonl"), encoding: .utf8).split(separator: "\n").map(String.init) }
    }

    /// Any run of the private key that is long enough to tell.
    func leaks(in text: String) throws -> Bool {
        let account = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: credentials))) as? [String: String]
        let key = account?["private_key"]?.split(separator: "\n").map(String.init) ?? []
        #expect(key.count > 20)
        return key.contains { text.contains($0.prefix(20)) } || ["ya29.", "eyJhbGci", "assertion="].contains { text.contains($0) }
    }
}

/// Starts a program and goes on.
private func start(_ program: String, _ arguments: [String], output: URL) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = posix_spawnattr_t(), none = sigset_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, program, &actions, &attributes, words, variables)
    guard failure == 0 else { throw Failed(what: "\(program): \(String(cString: strerror(failure)))") }
    return process
}
