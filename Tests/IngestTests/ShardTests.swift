import Testing
@testable import Ingest

@Suite struct ShardTests {
    @Test("shares are neighbours, cover everything once, and differ by one at most", arguments: [(0, 3), (1, 4), (10, 3), (28_800, 7), (5, 5)])
    func ranges(total: Int, count: Int) throws {
        let ranges = try (0..<count).map { try #require(Shard(index: $0, count: count)).range(of: total) }
        #expect(ranges.flatMap(Array.init) == Array(0..<total))
        let sizes = ranges.map(\.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }

    @Test("a share is I/N with I below N", arguments: [("0/1", true), ("3/16", true), ("16/16", false), ("-1/4", false), ("1", false), ("1/0", false), ("a/b", false), ("1/2/3", false)])
    func parsing(text: String, isShare: Bool) { #expect((Shard(text: text) != nil) == isShare) }

    @Test("each batch system's variables make the share", arguments: [
        (["SLURM_ARRAY_TASK_ID": "2", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_MAX": "3", "SLURM_ARRAY_TASK_STEP": "1", "SLURM_ARRAY_TASK_COUNT": "4"], "2/4"),
        (["SLURM_ARRAY_TASK_ID": "30", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_MAX": "40", "SLURM_ARRAY_TASK_STEP": "10", "SLURM_ARRAY_TASK_COUNT": "4"], "2/4"),
        (["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_MAX": "3", "SLURM_ARRAY_TASK_COUNT": "1", "RARITY_SHARDS": "16"], "3/16"),
        (["AWS_BATCH_JOB_ARRAY_INDEX": "0", "AWS_BATCH_JOB_ARRAY_SIZE": "8"], "0/8"), (["AWS_BATCH_JOB_ARRAY_INDEX": "7", "RARITY_SHARDS": "8"], "7/8"),
        (["JOB_COMPLETION_INDEX": "5", "RARITY_SHARDS": "6"], "5/6"), (["RARITY_SHARDS": "6"], nil), ([:], nil), (["SLURM_ARRAY_TASK_ID": ""], nil),
    ] as [([String: String], String?)])
    func variables(environment: [String: String], share: String?) throws {
        #expect(try Shard.assigned(environment)?.shard.description == share)
    }

    @Test("variables that make no share are one line that says what to do", arguments: [
        (["JOB_COMPLETION_INDEX": "5"], "set RARITY_SHARDS"), (["AWS_BATCH_JOB_ARRAY_INDEX": "8", "AWS_BATCH_JOB_ARRAY_SIZE": "8"], "8 of 8"),
        (["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_MAX": "7", "SLURM_ARRAY_TASK_COUNT": "3"], "has gaps"),
        (["JOB_COMPLETION_INDEX": "five", "RARITY_SHARDS": "6"], "no number"),
    ])
    func wrong(environment: [String: String], words: String) {
        let error = #expect(throws: ShardError.self) { try Shard.assigned(environment) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
