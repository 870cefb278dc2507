import Foundation
import Testing

@Suite("Two reviewers on one file")
struct TwoReviewersTests {
    @Test("two programs that decide on one file and are killed now and then lose no decision, double none, and never wait in vain")
    func day() throws {
        let project = try Project.empty()
        let bench = Bundle.main.bundleURL.appendingPathComponent("rarity-bench").path
        // The full day, 20,000 decisions each, is `make bench-store`.
        let (status, output) = try launch(bench, ["day", project.folder.path, "1000", "3"], in: project.folder)
        #expect(status == 0, "\(output)")
        #expect(output.contains("none lost, none doubled, never locked"), "\(output)")
    }
}
