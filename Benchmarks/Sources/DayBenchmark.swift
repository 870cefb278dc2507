// Two reviewers on one file for a day, each a program of its own, killed now and then: no decision that was told to be
// durable may be lost or doubled, and neither may ever read "database is locked".

import Foundation
import Frames
import Ingest
import Review

enum DayBenchmark {
    /// `rarity-bench day FOLDER [DECISIONS [KILLS]]`: so many of each reviewer (20000), and so many kills of each (10).
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { throw BenchmarkError("day wants a folder") }
        let decisions = arguments.dropFirst().first.flatMap(Int.init) ?? 20_000
        let kills = arguments.dropFirst(2).first.flatMap(Int.init) ?? 10
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/day-\(getpid()).db"
        defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
        let store = try ReviewStore(path: path)
        try store.importEpisode(MadeFilm.entry(1), MadeFilm.sheet(1, frames: 2_000), imageFolder: nil)
        let start = ContinuousClock.now
        let workers = try ["Ann", "Bob"].enumerated().map { try Worker(path, $1, decisions, kills, seed: UInt64($0 + 1)) }
        // Both at once, so that each is killed while the other one writes.
        while try workers.map({ try $0.isDone() }).contains(false) { usleep(20_000) }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let findings = try judge(store, workers, decisions)
        for finding in findings { print("FAILED: \(finding)") }
        print("two reviewers, \(decisions) decisions each, \(workers.reduce(0) { $0 + $1.killed }) kills, \(Int(seconds)) s:"
            + " \(findings.isEmpty ? "none lost, none doubled, never locked" : "\(findings.count) findings")")
        try store.close()
        if !findings.isEmpty { throw BenchmarkError("the log is not what was told") }
    }

    /// `rarity-bench reviewer DATABASE NAME DECISIONS SEED`: decides and tells each batch once it is durable.
    static func reviewer(_ arguments: [String]) throws {
        guard arguments.count == 4, let decisions = Int(arguments[2]), let seed = UInt64(arguments[3]) else {
            throw BenchmarkError("reviewer wants DATABASE NAME DECISIONS SEED")
        }
        let store = try ReviewStore(path: arguments[0])
        var random = SeededGenerator(seed: seed)
        let frames = try store.frames(MadeFilm.code(1))
        for _ in 0..<decisions {
            let first = Int.random(in: 0..<frames.count - 3, using: &random), count = Int.random(in: 1...3, using: &random)
            let rarity = RarityClass.allCases.randomElement(using: &random) ?? .junk
            let items = frames[first..<first + count].map { Decision.Item(frame: $0.id, propagated: $0.position != first) }
            let outcome = try store.decide(Decision(.label(rarity), items: items, reviewer: arguments[1]))
            FileHandle.standardOutput.write(Data("\(outcome.batch) \(count)\n".utf8))
        }
    }

    private static func judge(_ store: ReviewStore, _ workers: [Worker], _ decisions: Int) throws -> [String] {
        var findings: [String] = []
        var framesOf: [String: Int] = [:], reviewerOf: [String: String] = [:]
        for event in try store.log(limit: .max) {
            framesOf[event.batch, default: 0] += 1
            reviewerOf[event.batch] = event.reviewer
        }
        for worker in workers {
            let told = worker.told
            if told.count < decisions { findings.append("\(worker.name) told \(told.count) decisions of \(decisions)") }
            let lost = told.filter { framesOf[$0.key] != $0.value }
            if !lost.isEmpty { findings.append("\(lost.count) decisions of \(worker.name) are lost, or not whole, or doubled") }
            // A kill may come between the disk and the telling.
            let untold = reviewerOf.count { $0.value == worker.name && told[$0.key] == nil }
            if untold > worker.killed { findings.append("\(untold) decisions of \(worker.name) nobody told of, \(worker.killed) kills") }
            for line in worker.complaints { findings.append("\(worker.name): \(line)") }
        }
        return findings + (try store.check(repair: false))
    }
}

/// One reviewer's program, started again after every kill.
private final class Worker {
    let name: String
    private(set) var told: [String: Int] = [:]
    private(set) var killed = 0
    private(set) var complaints: [String] = []
    private var isOver = false
    private let path: String
    private let decisions: Int
    private let kills: Int
    private var seed: UInt64
    private var process = Process()
    private var files: (out: String, err: String) = ("", "")

    init(_ path: String, _ name: String, _ decisions: Int, _ kills: Int, seed: UInt64) throws {
        (self.path, self.name, self.decisions, self.kills, self.seed) = (path, name, decisions, kills, seed)
        try start()
    }

    private func start() throws {
        seed &+= 2
        files = ("\(path).\(name).out", "\(path).\(name).err")
        for file in [files.out, files.err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["reviewer", path, name, "\(decisions - told.count)", "\(seed)"]
        process.standardOutput = FileHandle(forWritingAtPath: files.out)
        process.standardError = FileHandle(forWritingAtPath: files.err)
        try process.run()
    }

    /// Looks after the program: kills it at its times, starts it again, and tells whether the day is over.
    func isDone() throws -> Bool {
        if isOver { return true }
        if process.isRunning {
            // A share of the way, counted in what it told, so that a slow disk kills no more often.
            if killed < kills, lines().count >= max(1, decisions / (kills + 1)) {
                kill(process.processIdentifier, SIGKILL)
                killed += 1
                process.waitUntilExit()
            } else {
                return false
            }
        }
        read()
        if told.count >= decisions || !complaints.isEmpty {
            isOver = true
            for file in [files.out, files.err] { unlink(file) }
            return true
        }
        try start()
        return false
    }

    private func lines() -> [Substring] {
        guard let data = FileManager.default.contents(atPath: files.out) else { return [] }
        // A line that was cut by a kill was not told.
        return String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { $0 }
    }

    private func read() {
        for line in lines() {
            let words = line.split(separator: " ")
            if words.count == 2, let frames = Int(words[1]) { told[String(words[0])] = frames }
        }
        let text = FileManager.default.contents(atPath: files.err).map { String(decoding: $0, as: UTF8.self) } ?? ""
        complaints += text.split(separator: "\n").map(String.init)
    }
}
