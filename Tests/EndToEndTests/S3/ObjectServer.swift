// A real S3 server that checks signatures (rclone), and a proxy before it that spoils exchanges; both end with the value.

import Foundation

final class ObjectServer {
    static let key = "KEYOFTESTS", secret = "secret of tests"

    /// Installed by scripts/bootstrap test; `nil` where it could not be had.
    static let program: String? = {
        let installed = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../.build/test-venv/bin/rclone").standardized.path
        if FileManager.default.isExecutableFile(atPath: installed) { return installed }
        print("rclone is not installed: tests on a real S3 server are skipped. scripts/bootstrap test installs it.")
        return nil
    }()

    /// Buckets are its folders.
    let folder: URL
    let port: Int
    private let process: BackgroundProcess

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("s3-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process = try BackgroundProcess(Self.program ?? "rclone", [
            "serve", "s3", "--config", "/dev/null", "--addr", "127.0.0.1:0", "--auth-key", "\(Self.key),\(Self.secret)", folder.path,
        ])
        port = try process.wait(for: #/127\.0\.0\.1:(\d+)/#)
    }

    deinit {
        process.end()
        try? FileManager.default.removeItem(at: folder)
    }

    func makeBucket(_ name: String) throws -> URL {
        let bucket = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: bucket, withIntermediateDirectories: true)
        return bucket
    }

    /// What the binary needs to find it. - Parameter port: of a proxy, if there is one.
    func environment(port: Int? = nil) -> [String: String] {
        ["AWS_ENDPOINT_URL_S3": "http://127.0.0.1:\(port ?? self.port)", "AWS_ACCESS_KEY_ID": Self.key, "AWS_SECRET_ACCESS_KEY": Self.secret,
         "AWS_REGION": "us-east-1", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "no_proxy": "127.0.0.1"]
    }
}

/// Spoils about a third of what passes.
final class FaultProxy {
    let port: Int
    private let process: BackgroundProcess

    init(before server: ObjectServer, rate: Double = 0.3) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Servers/fault_proxy.py").standardized.path
        process = try BackgroundProcess("/usr/bin/env", ["python3", script, "\(server.port)", "--rate", "\(rate)"])
        port = try process.wait(for: #/ready (\d+)/#)
    }

    deinit { process.end() }
}

/// A program that runs beside the test.
final class BackgroundProcess {
    private let process = Process()
    private let log: URL

    init(_ program: String, _ arguments: [String]) throws {
        log = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID().uuidString)")
        try Data().write(to: log)
        let handle = try FileHandle(forWritingTo: log)
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    /// The number that it prints once it listens.
    func wait(for pattern: Regex<(Substring, Substring)>) throws -> Int {
        let deadline = Date().addingTimeInterval(20)
        while Date() < deadline {
            let text = try String(contentsOf: log, encoding: .utf8)
            if let match = text.firstMatch(of: pattern), let number = Int(match.1) { return number }
            usleep(20_000)
        }
        throw Failed(what: "\(process.executableURL?.path ?? ""): \((try? String(contentsOf: log, encoding: .utf8)) ?? "")")
    }

    func end() {
        // Threads that tests run on block SIGTERM, and children inherit that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: log)
    }
}
