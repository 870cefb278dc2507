// Where shares meet: a folder that all machines see, or S3.

import Foundation
import Frames
import Ingest
import Model

/// The shares of one trunk: `PLACE/<trunk>/3-of-16.json` and `PLACE/<trunk>/3-of-16/S01E01`.
public struct ShardPlace: Sendable {
    enum Kind: Sendable {
        case folder
        case store(any ObjectStore, S3Location)
    }

    let kind: Kind
    /// Where shares are made or gathered on this machine.
    let local: String
    let trunk: TrunkName

    /// A folder.
    public init(folder: String, trunk: TrunkName) {
        kind = .folder
        local = (folder as NSString).appendingPathComponent("\(trunk)")
        self.trunk = trunk
    }

    /// A folder of S3. A share is made in `cache` and put there as a whole.
    public init(_ store: any ObjectStore, _ location: S3Location, cache: String, trunk: TrunkName) {
        kind = .store(store, location.appending("\(trunk)"))
        local = (cache as NSString).appendingPathComponent("\(trunk)")
        self.trunk = trunk
    }

    /// As a person names it.
    var shown: String {
        switch kind {
        case .folder: local.printable(limit: 300)
        case .store(_, let location): "\(location)"
        }
    }

    /// The files of a share on this machine.
    func folder(_ shard: Shard) -> EmbeddingFolder {
        EmbeddingFolder(path: (local as NSString).appendingPathComponent(ShardRecord.name(shard)), trunk: trunk)
    }

    /// Says that a share is whole; in S3 its files are put there first.
    func publish(_ record: ShardRecord, _ shard: Shard) throws {
        let name = ShardRecord.name(shard)
        if case .store(let store, let location) = kind {
            for file in record.files {
                let path = folder(shard).path + "/" + file.episode
                guard let mapped = try MappedFile(path: path) else { throw EmbeddingError.unreadable(place: path, reason: "it is gone") }
                try store.put(location.appending("\(name)/\(file.episode)"), Array(mapped.bytes), condition: .always)
            }
            try store.put(location.appending(name + ".json"), Array(record.text.utf8), condition: .always)
        }
        try FileReplacement.write(record.text, to: "\(local)/\(name).json")
    }

    /// The shares that say they are whole.
    func records() throws -> [Shard: ShardRecord] {
        var found: [Shard: ShardRecord] = [:]
        func add(_ name: String, _ bytes: [UInt8]?) {
            guard let shard = ShardRecord.shard(ofFile: name), let record = bytes.flatMap(ShardRecord.init), record.trunk == trunk.description,
                  record.shard == shard.index, record.of == shard.count else { return }
            found[shard] = record
        }
        switch kind {
        case .folder:
            for name in (try? FileManager.default.contentsOfDirectory(atPath: local)) ?? [] where name.hasSuffix(".json") {
                add(name, FileManager.default.contents(atPath: "\(local)/\(name)").map { [UInt8]($0) })
            }
        case .store(let store, let location):
            var names: [String] = []
            let folder = S3Location(bucket: location.bucket, key: location.key + "/")
            try store.list(folder) { page in names += page.map { String($0.key.dropFirst(folder.key.utf8.count)) } }
            for name in names where ShardRecord.shard(ofFile: name) != nil && !name.contains("/") {
                add(name, try store.get(folder.appending(name))?.bytes)
            }
        }
        return found
    }

    /// A file of a share, on this machine; `nil` where it is not there.
    func file(_ shard: Shard, _ file: ShardRecord.File) throws -> MappedFile? {
        let path = folder(shard).path + "/" + file.episode
        guard case .store(let store, let location) = kind else { return try MappedFile(path: path) }
        // The machine that made it has it already.
        if let own = try MappedFile(path: path), own.bytes.count == file.bytes, ShardRecord.hex(checksum(own.bytes)) == file.checksum { return own }
        guard let content = try store.get(location.appending("\(ShardRecord.name(shard))/\(file.episode)")) else { return nil }
        do {
            try FileManager.default.createDirectory(atPath: folder(shard).path, withIntermediateDirectories: true)
            try Data(content.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch { throw EmbeddingError.unwritable(place: path, reason: "\(error.localizedDescription)") }
        return try MappedFile(path: path)
    }
}

extension EmbeddingFolder {
    /// A folder of embeddings that lies elsewhere than beside its database.
    init(path: String, trunk: TrunkName) {
        self.path = path
        self.trunk = trunk
    }
}
