import Foundation
import Testing

/// Embedding on many machines, which are one here.
@Suite("Embedding in shares, from the command line")
struct ShardCommandTests {
    static let hasSlurm = getuid() == 0 && ["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged", "/usr/bin/sbatch"]
        .allSatisfy(FileManager.default.isExecutableFile(atPath:))

    /// The embedding files of the project's episodes.
    private func files(_ project: Project) throws -> [Data] {
        try ["S01E01", "S01E02"].map { try Data(contentsOf: project.file(".rarity/embeddings/lite0-144x256-float32/\($0)")) }
    }

    /// A project and the files that one machine makes for it.
    private func drawn() throws -> (Project, [Data]) {
        let project = try Project(frames: 12, episodes: 2, size: "160x90")
        #expect(try Binary.run("embed", "--size", "144x256", "--precision", "float32", in: project.folder).status == 0)
        let expected = try files(project)
        try FileManager.default.removeItem(at: project.file(".rarity"))
        return (project, expected)
    }

    @Test("two shares merged are the files of one machine; a missing share is named; a batch system's variables are enough")
    func shares() throws {
        let (project, expected) = try drawn()
        let size = ["--size", "144x256", "--precision", "float32"]
        func embed(_ words: String..., environment: [String: String] = [:]) throws -> (status: Int32, output: String) {
            try launch(Binary.path, ["embed"] + words + size, in: project.folder, environment: environment)
        }
        #expect(try embed("--shard", "0/2", "--output", "shards").output.contains("shard 0/2: 12 frames embedded"))
        let missing = try embed("--merge", "shards")
        #expect(missing.status == 1 && missing.output.contains("of 2 shards missing: 1.") && missing.output.contains("rarity: shards/lite0-144x256-float32: "), "\(missing.output)")
        let second = try embed("--output", "shards", environment: ["AWS_BATCH_JOB_ARRAY_INDEX": "1", "AWS_BATCH_JOB_ARRAY_SIZE": "2"])
        #expect(second.status == 0 && second.output.contains("Shard 1/2, as AWS_BATCH_JOB_ARRAY_INDEX says"), "\(second.output)")
        let merged = try embed("--merge", "shards")
        #expect(merged.status == 0 && merged.output.contains("2 shards merged: 24 frames of 2 episodes."), "\(merged.output)")
        #expect(try files(project) == expected)
        #expect(try embed().output.contains("24 had embeddings already"))
        #expect(try embed("--shard", "2/2").status == 64)
        #expect(try embed("--shard", "auto").status == 1)
        #expect(try embed("--shard", "off", environment: ["JOB_COMPLETION_INDEX": "1"]).status == 0)
        #expect(try embed(environment: ["JOB_COMPLETION_INDEX": "1"]).output.contains("set RARITY_SHARDS"))
        #expect(try embed("nonsense").status == 64)
    }

    @Test("the Slurm job of docs/cluster.md runs on a real cluster of one node, and its merge has the bits of one machine",
          .enabled(if: hasSlurm, "needs root and slurmctld, slurmd, slurm-client, munge"))
    func slurm() throws {
        let (project, expected) = try drawn()
        let text = try String(contentsOf: ArchitectureTests.root.appendingPathComponent("docs/cluster.md"), encoding: .utf8)
        let job = try #require(text.components(separatedBy: "```sh\n#!/bin/bash").last?.components(separatedBy: "```").first)
            .replacing("0-15", with: "0-3").replacing("RARITY_SHARDS=16", with: "RARITY_SHARDS=4").replacing("per-task=2", with: "per-task=1")
            .replacing("--output shards", with: "--size 144x256 --precision float32 --output shards")
        try Data(("#!/bin/bash" + job).utf8).write(to: project.file("embed.slurm"))
        #expect(try Binary.run("backup", "frames.db", in: project.folder).status == 0)
        let path = (Binary.path as NSString).deletingLastPathComponent + ":/usr/sbin:/usr/bin:/sbin:/bin"
        let script = ArchitectureTests.root.appendingPathComponent("Tests/Servers/slurm.sh").path
        let run = try launch(script, [project.file("slurm").path, "sbatch", "--wait", "--chdir", project.folder.path, "embed.slurm"], in: project.folder, environment: ["PATH": path])
        #expect(run.status == 0, "\(run.output)")
        let outputs = try FileManager.default.contentsOfDirectory(atPath: project.folder.path).filter { $0.hasPrefix("slurm-") }
        let said = try outputs.map { try String(contentsOf: project.file($0), encoding: .utf8) }.joined()
        #expect(outputs.count == 4 && (0..<4).allSatisfy { said.contains("shard \($0)/4: 6 frames embedded") }, "\(said)")
        #expect(try Binary.run("embed", "--merge", "shards", "--size", "144x256", "--precision", "float32", in: project.folder).status == 0)
        #expect(try files(project) == expected)
    }
}
