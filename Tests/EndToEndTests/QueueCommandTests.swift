import Foundation
import Testing

/// The loop for scripts: what to look at next, one key a shot, look-alikes, two databases made one.
@Suite("Queues from the command line")
struct QueueCommandTests {
    private func json(_ output: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return try #require(value as? [String: Any], "\(output)")
    }

    @Test("next names the frames, the shot, a class and a reason in the promised form; labelling the shot takes it out of the queue")
    func nextAndLabel() throws {
        let project = try Project(frames: 90, episodes: 2)
        let next = try Binary.run("next", "S01E02", "--queue", "new-episode", "--count", "3", "--json", "--quiet", in: project.folder)
        let page = try json(next.output)
        #expect(next.status == 0 && Set(page.keys) == ["queue", "left", "items"] && page["queue"] as? String == "new-episode")
        let items = try #require(page["items"] as? [[String: Any]])
        #expect(items.count == 3)
        for item in items { #expect(Set(item.keys) == ["frames", "shot", "suggested", "why", "split"]) }
        let frames = try #require(items[0]["frames"] as? [String]), left = try #require(page["left"] as? Int)
        let labelled = try json(Binary.run("label", frames[0], "Rare", "--shot", "--json", "--quiet", "--as", "Ann", in: project.folder).output)
        #expect((labelled["frames"] as? Int ?? 0) + ((labelled["left_out"] as? [String])?.count ?? 0) == frames.count)
        let after = try json(Binary.run("next", "S01E02", "--queue", "new-episode", "--json", "--quiet", in: project.folder).output)
        #expect(after["left"] as? Int == left - 1)
        // What was named was looked at, the rest of its shot was not.
        let events = try #require(JSONSerialization.jsonObject(with: Data(Binary.run("log", "--json", in: project.folder).output.utf8)) as? [[String: Any]])
        #expect(events.count { $0["propagated"] as? Bool == false } == 1)
        for queue in ["in-order", "suspects", "suspect-shots", "high-price", "disagreements", "uncertain", "contested", "flagged", "sanity", "audit"] {
            let (status, output) = try Binary.run("next", "S01E01", "--queue", queue, "--json", "--quiet", in: project.folder)
            #expect(status == 0 && output.contains("\"queue\":\"\(queue)\""), "\(queue): \(output)")
        }
        let first = try Binary.run("next", "S01E01", "--queue", "audit", "--count", "9", "--json", "--quiet", in: project.folder).output
        #expect(try Binary.run("next", "S01E01", "--queue", "audit", "--count", "9", "--json", "--quiet", in: project.folder).output == first)
        #expect(try Binary.run("next", "S01E01", "--queue", "nonsense", in: project.folder).status == 64)
    }

    @Test("the app begins with the queue that it was told")
    func appQueue() throws {
        let project = try Project(frames: 24, episodes: 1)
        let app = try Tmux(Binary.path + " review --queue in-order --as Ann", in: project.folder)
        try app.wait("the queue") { $0.contains("in-order") && $0.contains("labelled") }
        #expect(try Binary.run("review", "--queue", "nonsense", in: project.folder).status == 64)
    }

    @Test("similar frames come most alike first; two databases become one whichever is merged into which; a reviewer's work is taken back as a whole")
    func similarMergeRevert() throws {
        let project = try Project(frames: 60, episodes: 2)
        let frame = "TT_S01_E01_FRM-00-00-05-00"
        let similar = try json(Binary.run("similar", frame, "--count", "5", "--json", "--quiet", in: project.folder).output)
        let likeness = try #require(similar["frames"] as? [[String: Any]]).compactMap { $0["likeness"] as? Double }
        #expect(likeness.count == 5 && likeness == likeness.sorted(by: >) && (likeness.first ?? 0) > 0.5)
        #expect(try Binary.run("backup", "other.db", in: project.folder).status == 0)
        #expect(try Binary.run("label", frame, "Rare", "--as", "Ann", in: project.folder).status == 0)
        #expect(try Binary.run("--db", "other.db", "label", frame, "Junk", "--as", "Bob", in: project.folder).status == 0)
        #expect(try json(Binary.run("merge", "other.db", "--json", in: project.folder).output)["events"] as? Int == 1)
        #expect(try json(Binary.run("merge", "review.db", "--db", "other.db", "--json", in: project.folder).output)["events"] as? Int == 1)
        #expect(try json(Binary.run("merge", "other.db", "--json", in: project.folder).output)["events"] as? Int == 0)
        let manifest = try Binary.run("manifest", "S01E01", "--output", "-", "--quiet", in: project.folder).output
        #expect(try Binary.run("manifest", "S01E01", "--output", "-", "--quiet", "--db", "other.db", in: project.folder).output == manifest)
        let status = try json(Binary.run("status", "--json", in: project.folder).output)
        let pair = try #require((status["agreement"] as? [[String: Any]])?.first)
        #expect(pair["first"] as? String == "ann" && pair["agreed"] as? Double == 0)
        #expect(try Binary.run("status", in: project.folder).output.contains("kappa"))
        let reverted = try json(Binary.run("revert", "--by", "Bob", "--since", "2020-01-01", "--as", "Jonny", "--json", in: project.folder).output)
        #expect(reverted["frames"] as? Int == 1)
        #expect(try Binary.run("check", in: project.folder).status == 0)
    }
}
