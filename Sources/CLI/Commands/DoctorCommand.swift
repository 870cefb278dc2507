// `rarity doctor`: what this terminal, this machine and this project are like, and what to do about what is not well.

import ArgumentParser
import Foundation
import Frames
import Review
import TUI

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what this terminal and this machine can do, and show a test card.",
        discussion: "Exit code 1: something should be done before the work goes on.")

    @Option(help: "truecolor, 256, 8, mono or ascii; by default what the terminal can do.")
    var color: ColourMode?

    @OptionGroup var options: CommonOptions

    private struct Finding: Encodable {
        let part, what, found: String
        let advice: String?
        /// Whether the work cannot go on like this.
        var isBroken = false
    }

    func run() throws {
        let findings = TerminalReport(requested: color).lines.map { Finding(part: "terminal", what: $0.what, found: $0.found, advice: $0.advice) }
            + machine() + project()
        if options.json {
            try Console.print(json: findings)
        } else {
            show(findings)
            if isatty(STDOUT_FILENO) == 1 || color != nil {
                let mode = color ?? ColourMode.forOutput()
                Console.print("")
                Console.write(TestCard.text(mode: mode, isUnicode: mode != .ascii))
            }
        }
        if findings.contains(where: \.isBroken) { throw ExitCode.failure }
    }

    private func show(_ findings: [Finding]) {
        let width = findings.map(\.what.count).max() ?? 0
        var part = ""
        for finding in findings {
            if finding.part != part { Console.print((part.isEmpty ? "" : "\n") + finding.part) }
            part = finding.part
            let sign = finding.isBroken ? "✘" : finding.advice == nil ? "✔" : "·"
            Console.print("  \(sign) \(finding.what.padding(toLength: width, withPad: " ", startingAt: 0))  \(finding.found.printable(limit: 300))")
            if let advice = finding.advice { Console.print("    \(String(repeating: " ", count: width))  \(advice.printable(limit: 300))") }
        }
    }

    private func machine() -> [Finding] {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return [
            Finding(part: "machine", what: "cores", found: "\(cores)", advice: cores > 1 ? nil
                : "With one core, embedding and training slow the app down while they run."),
            Finding(part: "machine", what: "memory", found: "\(ProcessInfo.processInfo.physicalMemory >> 20) MB", advice: nil),
        ]
    }

    private func project() -> [Finding] {
        var out: [Finding] = []
        func add(_ what: String, _ body: () throws -> (String, String?)) {
            do {
                let (found, advice) = try body()
                out.append(Finding(part: "project", what: what, found: found, advice: advice))
            } catch {
                out.append(Finding(part: "project", what: what, found: "\(error)", advice: nil, isBroken: true))
            }
        }
        add("settings") {
            let settings = try Settings.load()
            return ("reviewer \(settings.reviewer ?? "by login name"), the last word has \((settings.experts ?? ["Jonny"]).joined(separator: ", "))", nil)
        }
        guard ReviewStore.exists(path: options.database) else {
            out.append(Finding(part: "project", what: "database", found: "no \(options.database) yet",
                               advice: "rarity demo draws one to try, rarity import EPISODES.json makes your own."))
            return out
        }
        add("database") {
            let store = try ReviewStore(path: options.database)
            let episodes = try store.episodes(), frames = episodes.reduce(0) { $0 + $1.frames }
            let model = try store.currentModel()?.name
            return ("\(counted(episodes.count, "episode")), \(counted(frames, "frame")), \(counted(Int(store.lastEvent), "decision")), "
                + (model.map { "model \($0)" } ?? "no model"), model == nil ? "rarity train makes the first model." : nil)
        }
        add("disk") {
            let folder = URL(fileURLWithPath: options.database).deletingLastPathComponent().path
            let free = try FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? NSNumber
            let megabytes = (free?.int64Value ?? 0) >> 20
            return ("\(megabytes) MB free", megabytes < 500 ? "Make room: an episode of 28,800 frames takes 80 MB of embeddings." : nil)
        }
        return out
    }
}
