import Foundation
import Testing

@Suite("All stages in a row")
struct ProcessTests {
    @Test("process goes from sheets to manifests, says so stage by stage, and skips what is done when it is run again")
    func process() throws {
        let project = try Project(frames: 40, episodes: 2)
        try FileManager.default.removeItem(at: project.file("review.db"))
        let file = "episodes/demo/tuttle-twins-S01-episodes.json"
        let first = try Binary.run("process", file, in: project.folder)
        #expect(first.status == 0, "\(first.output)")
        let stages = ["import ", "shots ", "embed ", "train ", "predict ", "evaluate ", "manifest "]
        func lines(_ output: String) -> [String] { output.split(separator: "\n").map(String.init).filter { line in !line.hasSuffix("…") && stages.contains { line.hasPrefix($0) } } }
        #expect(lines(first.output).map { $0.prefix { $0 != " " } } == ["import", "import", "shots", "embed", "train", "predict", "evaluate", "manifest"], "\(first.output)")
        #expect(FileManager.default.fileExists(atPath: project.file("manifests/S01E01-manifest.jl").path))
        let again = try Binary.run("process", file, in: project.folder)
        for words in ["nothing new", "have shots already", "had embeddings already", "ridge-0001 has seen every label", "is up to date"] {
            #expect(again.output.contains(words), "\(again.output)")
        }
        let one = try Binary.run("process", file, "S01E02", "--json", in: project.folder)
        #expect(one.status == 0 && one.output.contains("\"stage\":\"manifest\"") && one.output.contains("S01E02"), "\(one.output)")
    }

    @Test("an episode that cannot be read stops no other, and the exit status tells")
    func oneMissing() throws {
        let project = try Project(frames: 20, episodes: 2)
        for name in ["review.db", "episodes/demo/S01E02.csv"] { try FileManager.default.removeItem(at: project.file(name)) }
        let result = try Binary.run("process", "episodes/demo/tuttle-twins-S01-episodes.json", "--sheets", "episodes/demo", in: project.folder)
        #expect(result.status == 1 && result.output.contains("rarity: import: ") && result.output.contains("S01E02.csv") && result.output.contains("manifest "), "\(result.output)")
    }
}
