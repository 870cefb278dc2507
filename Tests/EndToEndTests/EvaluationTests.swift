import Foundation
import Testing

/// The evaluation commands as scripts use them.
@Suite("Evaluation on the command line")
struct EvaluationTests {
    private static let fixtures = ArchitectureTests.root.appendingPathComponent("Tests/Fixtures")

    private func json(_ text: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    private func golden(_ name: String) throws -> [String: Any] {
        try json(String(contentsOf: Self.fixtures.appendingPathComponent(name), encoding: .utf8))
    }

    /// Every number of the golden, to 1e-9.
    private func compare(_ ours: Any?, _ golden: Any, _ place: String) {
        switch (ours, golden) {
        case (let a as [Any], let b as [Any]):
            #expect(a.count == b.count, "\(place)")
            for (i, (x, y)) in zip(a, b).enumerated() { compare(x, y, "\(place)[\(i)]") }
        case (let a as [String: Any], let b as [String: Any]):
            for (key, value) in b { compare(a[key], value, "\(place).\(key)") }
        case (let a as NSNumber, let b as NSNumber): #expect(abs(a.doubleValue - b.doubleValue) <= 1e-9, "\(place): \(a), not \(b)")
        default: Issue.record("\(place): \(String(describing: ours)), not \(golden)")
        }
    }

    @Test("evaluate --json of the sample has every field of the golden, to 1e-9")
    func evaluate() throws {
        let project = try Project.empty()
        let file = Self.fixtures.appendingPathComponent("labels_sample.csv").path
        let (status, output) = try Binary.run("evaluate", "--predictions", file, "--json", in: project.folder)
        #expect(status == 0)
        let ours = try json(output)
        for (name, value) in try golden("labels_sample_metrics.json") { compare(ours[name], value, name) }
        let text = try Binary.run("evaluate", "--predictions", file, in: project.folder).output
        #expect(text.hasPrefix("error 40.6 %") && text.contains("kappa .445, quadratic .756"))
    }

    @Test("suspects --json of the sample is cleanlab's list, in its order")
    func suspects() throws {
        let project = try Project.empty()
        let file = Self.fixtures.appendingPathComponent("labels_sample.csv").path
        let ours = try json(Binary.run("suspects", "--predictions", file, "--json", in: project.folder).output)
        let rows = (ours["issues"] as? [[String: Any]])?.compactMap { $0["row"] as? Int }
        #expect(rows == (try golden("labels_sample_issues.json")["issues"] as? [Int]))
    }

    @Test("what cannot be judged is one line and exit 1")
    func refused() throws {
        let project = try Project.empty()
        try "label,p_Junk\n".write(to: project.file("p.csv"), atomically: true, encoding: .utf8)
        for words in [["evaluate", "--predictions", "p.csv"], ["suspects", "--predictions", "none.csv"], ["evaluate"], ["estimate", "S01E01"], ["tune", "--until-error", "5"]] {
            let (status, output) = try launch(Binary.path, words, in: project.folder)
            #expect(status == 1 && output.split(separator: "\n").count == 1, "\(words): \(output)")
        }
        #expect(try Binary.run("tune", "--until-error", "0", in: project.folder).status == 64)
    }

    @Test("prices of the project count, and a wrong one is told by its line")
    func prices() throws {
        let project = try Project.empty()
        try "label,p_Junk,p_Common,p_Uncommon,p_Rare,p_Legendary\nJunk,0,0,0,0,1\n".write(to: project.file("p.csv"), atomically: true, encoding: .utf8)
        try "reviewer = \"Ann\"\n[prices]\nlegendary = 900 # dear\nJunk=0.5\n[other]\nx = 1\n".write(to: project.file("rarity.toml"), atomically: true, encoding: .utf8)
        let ours = try json(Binary.run("evaluate", "--predictions", "p.csv", "--json", in: project.folder).output)
        #expect((ours["price"] as? [String: Any])?["at_stake"] as? Double == 899.5)
        try "[prices]\nRare = much\n".write(to: project.file("rarity.toml"), atomically: true, encoding: .utf8)
        let (status, output) = try Binary.run("evaluate", "--predictions", "p.csv", in: project.folder)
        #expect(status == 1 && output.contains("rarity.toml:2"))
    }
}
