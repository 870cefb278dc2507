// A share of a long job: which one, of how many, as typed or as a batch system says it.

import Frames

/// Share `index` of `count`, counted from 0.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
    public let index: Int
    public let count: Int

    /// `nil` unless 0 ≤ index < count.
    public init?(index: Int, count: Int) {
        guard (0..<max(count, 0)).contains(index), count <= 100_000 else { return nil }
        self.index = index
        self.count = count
    }

    /// Reads `3/16`.
    public init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        self.init(index: index, count: count)
    }

    public var description: String { "\(index)/\(count)" }

    /// Which of `total` pieces belong to this share: neighbours, and no share has two more than another.
    public func range(of total: Int) -> Range<Int> { total * index / count..<total * (index + 1) / count }
}

/// A batch system says something that makes no share.
public struct ShardError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
}

extension Shard {
    /// Says of how many shares the job is, where the batch system does not, or where only some of them run again.
    public static let countVariable = "RARITY_SHARDS"

    /// The share that Slurm (job arrays), AWS Batch (array jobs) or Kubernetes (indexed jobs) gives this process.
    /// - Returns: the share and the variable that named it; `nil` outside such a job.
    /// - Throws: `ShardError` where the variables do not make one.
    public static func assigned(_ environment: [String: String]) throws(ShardError) -> (shard: Shard, variable: String)? {
        func number(_ name: String) -> Int? { environment[name].flatMap { Int($0.trimmed) } }
        let count = number(countVariable)
        let variables = ["SLURM_ARRAY_TASK_ID", "AWS_BATCH_JOB_ARRAY_INDEX", "JOB_COMPLETION_INDEX"]
        guard let variable = variables.first(where: { environment[$0]?.isEmpty == false }) else { return nil }
        guard let index = number(variable) else {
            throw ShardError(description: "\(variable) is \"\(environment[variable, default: ""].printable())\", no number. Give the share with --shard I/N.")
        }
        func share(_ index: Int, _ count: Int?, _ source: String) throws(ShardError) -> (Shard, String) {
            guard let count else {
                throw ShardError(description: "\(variable) is \(index), and nothing says of how many: set \(countVariable), or give --shard I/N.")
            }
            guard let shard = Shard(index: index, count: count) else {
                throw ShardError(description: "\(variable) makes this share \(index) of \(count) (\(source)); they count from 0 without gaps. Number the array so, or give --shard I/N.")
            }
            return (shard, variable)
        }
        if let count { return try share(index, count, countVariable) }
        switch variable {
        case "SLURM_ARRAY_TASK_ID":
            // An array may begin anywhere and take steps: 10-40:10 are four shares.
            let first = number("SLURM_ARRAY_TASK_MIN") ?? 0, step = max(1, number("SLURM_ARRAY_TASK_STEP") ?? 1)
            let tasks = number("SLURM_ARRAY_TASK_COUNT")
            if let tasks, let last = number("SLURM_ARRAY_TASK_MAX"), (last - first) / step + 1 != tasks {
                throw ShardError(description: "The array of this job has gaps, so its tasks make no shares: number it 0-\(tasks - 1), or set \(countVariable).")
            }
            return try share((index - first) / step, tasks, "SLURM_ARRAY_TASK_COUNT")
        case "AWS_BATCH_JOB_ARRAY_INDEX": return try share(index, number("AWS_BATCH_JOB_ARRAY_SIZE"), "AWS_BATCH_JOB_ARRAY_SIZE")
        default: return try share(index, nil, countVariable)
        }
    }
}
