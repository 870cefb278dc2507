import Foundation
import Testing

/// The whole loop as a person does it: draw, see, correct, retrain, export.
@Suite("The whole loop in a terminal", .serialized)
struct LoopTests {
    @Test("a key corrects a frame, the header says saved, the manifest has it, and T makes every prediction new")
    func loop() throws {
        let project = try Project(frames: 60, episodes: 2)
        let app = try Tmux("\(Binary.path) --as Jonny", in: project.folder)
        try app.wait(for: "S01E01")
        try app.wait(for: "predicted", seconds: 60)
        // The first training runs by itself; nothing waits for it.
        try app.type("5")
        try app.wait("the label of the first frame") { $0.contains("✔ 1") && $0.contains("● saved") }
        try app.wait("the first predictions", seconds: 120) { $0.contains("trained") }
        try app.keys("T")
        try app.wait("the second training", seconds: 120) { $0.contains("ridge-0002") }
        try app.type("q")
        try app.wait(for: "LEFT-WITH-0")
        let (status, output) = try Binary.run("manifest", "S01E01", "--output", "-", in: project.folder)
        #expect(status == 0)
        #expect(output.contains(#"FRM-00-00-00-00.jpg", "class": "Legendary"}"#))
        let log = try Binary.run("log", "--json", in: project.folder)
        #expect(log.output.contains("Jonny") && log.output.contains("Legendary"))
        let predicted = try Binary.run("predict", "S01E02", in: project.folder)
        #expect(predicted.output.contains("frame,label,source,predicted,p_Junk,p_Common,p_Uncommon,p_Rare,p_Legendary,shot,model"))
    }

    @Test("a queue leads through a new episode, and the model has learned from every key before the next one, with no training in between")
    func queueLearns() throws {
        let project = try Project(frames: 60, episodes: 2)
        #expect(try Binary.run("train", in: project.folder).status == 0)
        let app = try Tmux("\(Binary.path) review S01E02 --as Jonny", in: project.folder, width: 120, height: 40)
        try app.wait(for: "● saved")
        try app.type("Q")
        try app.wait(for: "errors/100")
        try app.type("j")
        try app.keys("Enter")
        try app.wait("the first item") { $0.contains("queue: new-episode") && $0.contains("left") && $0.contains("Enter → ") }
        try app.type("5")
        try app.wait("the second item") { $0.contains("✔") && $0.contains("● saved") }
        try app.type("1")
        try app.wait("predictions that changed by it") { $0.contains("↻") }
        try app.type("q")
        try app.wait(for: "LEFT-WITH-0")
        let status = try Binary.run("status", in: project.folder).output
        let numbers = status.components(separatedBy: "it has seen decision ").last?.split(whereSeparator: { !$0.isNumber }).prefix(2) ?? []
        #expect(numbers.count == 2 && numbers.first == numbers.last, "\(status)")
    }

    @Test("a decision is undone after a restart")
    func undoAfterRestart() throws {
        let project = try Project(frames: 20, episodes: 1)
        #expect(try Binary.run("train", in: project.folder).status == 0)
        for _ in 0..<2 {
            let app = try Tmux("\(Binary.path) --as Ada", in: project.folder)
            try app.wait(for: "● saved")
            try app.type("gl2")
            try app.wait(for: "✔ 1")
            try app.type("q")
            try app.wait(for: "LEFT-WITH-0")
        }
        let app = try Tmux("\(Binary.path) --as Ada", in: project.folder)
        try app.wait(for: "● saved")
        try app.type("u")
        try app.wait(for: "Taken back")
        try app.type("u")
        try app.wait("the second undo") { $0.contains("Taken back") }
        try app.type("u")
        try app.wait(for: "Nothing of yours left")
    }

    @Test("the database can be deleted from .rarity on: only time is lost")
    func cacheDeleted() throws {
        let project = try Project(frames: 20, episodes: 2)
        #expect(try Binary.run("train", in: project.folder).status == 0)
        let before = try Binary.run("predict", "S01E01", "--quiet", in: project.folder).output
        try FileManager.default.removeItem(at: project.file(".rarity"))
        #expect(try Binary.run("predict", "S01E01", "--quiet", in: project.folder).output == before)
    }
}
