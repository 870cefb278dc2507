import Foundation
import Testing

@Suite("Killed at any moment", .serialized)
struct KillTests {
    /// One event of `rarity log --json`.
    struct Event: Decodable {
        let batch: String
        let kind: String
        let frame: String?
    }

    @Test("after SIGKILL at 200 random moments, every decision shown as saved is there, each exactly once")
    func killed() throws {
        let project = try Project(frames: 60, episodes: 1)
        #expect(try Binary.run("train", in: project.folder).status == 0)
        var known = 0
        for round in 0..<200 {
            let app = try Tmux("\(Binary.path) --as Ada", in: project.folder, width: 80, height: 24)
            try app.wait("the app, round \(round)") { $0.contains("saved") }
            let process = try app.appProcess()
            try app.type("g" + String(repeating: "j", count: Int.random(in: 0..<20)))
            let keys = (0..<Int.random(in: 1...24)).map { _ in String(Int.random(in: 1...5)) }.joined()
            try app.type(keys)
            usleep(UInt32.random(in: 0..<60_000))
            let shown = Self.saved(try app.screen())
            kill(process, SIGKILL)
            // A commit that the kernel is in the middle of may still end.
            while kill(process, 0) == 0 { usleep(1_000) }
            let log = try Binary.run("log", "--json", "--count", "100000", in: project.folder)
            let events = try JSONDecoder().decode([Event].self, from: Data(log.output.utf8))
            let new = events.count - known
            #expect(new >= shown, "round \(round): \(shown) shown as saved, \(new) on the disk")
            #expect(new <= keys.count)
            let frames = events.prefix(new).map(\.frame)
            #expect(Set(frames).count == new, "round \(round): a decision stands twice")
            known = events.count
        }
        #expect(known > 100)
        #expect(try Binary.run("check", in: project.folder).status == 0)
    }

    /// The count of decisions that the screen says are saved.
    private static func saved(_ screen: String) -> Int {
        guard let at = screen.range(of: "✔ ") else { return 0 }
        return Int(screen[at.upperBound...].prefix { $0.isNumber }) ?? 0
    }
}
