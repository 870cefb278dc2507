import Foundation
import Testing

@Suite("Stopping a training")
struct StopTrainingTests {
    /// Runs a command until its standard error says something, then presses Ctrl-C.
    private func interrupt(_ arguments: [String], when text: String, in folder: URL) throws -> (status: Int32, output: String) {
        // What an earlier run wrote there must not be taken for this one's.
        let script = """
            : > progress
            "$0" "$@" 2>> progress & training=$!
            until grep -q "\(text)" progress || ! kill -0 $training 2> nothing; do sleep 0.02; done
            kill -INT $training; wait $training; status=$?; cat progress; exit $status
            """
        return try launch("/bin/sh", ["-c", script, Binary.path] + arguments, in: folder)
    }

    @Test("Ctrl-C keeps a checkpoint and says how to go on; gone on with, the network is the one of an unstopped run, bit for bit",
          arguments: [["--network", "compact", "--epochs", "4"], ["--fine-tune", "1", "--epochs", "3"]])
    func stops(options: [String]) throws {
        let project = try Project(frames: 24), kind = options[1] == "compact" ? "compact" : "tuned"
        let whole = try Binary.launched(["train"] + options, in: project.folder)
        #expect(whole.status == 0, "\(whole.output)")
        let stopped = try interrupt(["train"] + options, when: "epoch 2 of", in: project.folder)
        let command = options.prefix(2).joined(separator: " ")
        #expect(stopped.status == 1)
        #expect(stopped.output.hasSuffix("Stopped. Go on from the last checkpoint: rarity train \(command) --resume.\n"), "\(stopped.output)")
        #expect(!FileManager.default.fileExists(atPath: file(project, kind, 2)))
        let resumed = try Binary.launched(["train"] + options.prefix(2) + ["--resume"], in: project.folder)
        #expect(resumed.status == 0, "\(resumed.output)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file(project, kind, 1))) == Data(contentsOf: URL(fileURLWithPath: file(project, kind, 2))))
        let again = try Binary.launched(["train"] + options.prefix(2) + ["--resume"], in: project.folder)
        #expect(again.status == 1 && again.output.contains("no unfinished training"))
    }

    @Test("gone on with under another N, fine-tuning names the blocks that it was begun with, also when it is stopped again")
    func otherBlocks() throws {
        let project = try Project(frames: 24)
        let asked = ["train", "--fine-tune", "2", "--resume"]
        let nothing = try Binary.launched(asked, in: project.folder)
        #expect(nothing.status == 1 && nothing.output.contains("no unfinished training") && !nothing.output.contains("parameters"), "\(nothing.output)")
        _ = try interrupt(["train", "--fine-tune", "1", "--epochs", "20"], when: "epoch 2 of", in: project.folder)
        let stopped = try interrupt(asked, when: "epoch [0-9]* of", in: project.folder)
        #expect(stopped.output.contains("the last 1 block of the trunk and what follows, as it was begun."), "\(stopped.output)")
        #expect(stopped.output.hasSuffix("rarity train --fine-tune 1 --resume.\n"), "\(stopped.output)")
        let ended = try Binary.launched(asked, in: project.folder)
        #expect(ended.status == 0 && ended.output.contains("the last 1 block of"), "\(ended.output)")
    }

    @Test("a loss that is no number is one line with the step and what to try")
    func diverges() throws {
        let project = try Project(frames: 40)
        let wild = try Binary.launched(["train", "--network", "compact", "--learning-rate", "1e30"], in: project.folder)
        let line = wild.output.split(separator: "\n").last.map(String.init) ?? ""
        #expect(wild.status == 1 && line.contains("at step ") && line.contains("--learning-rate 1e+29"), "\(wild.output)")
    }

    private func file(_ project: Project, _ kind: String, _ number: Int) -> String {
        project.file(".rarity/models/\(kind)-000\(number)/network.safetensors").path
    }
}

private extension Binary {
    static func launched(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String) {
        try launch(path, arguments, in: folder)
    }
}
