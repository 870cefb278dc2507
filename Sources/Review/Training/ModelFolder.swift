// Where a network lies: `.rarity/models/NAME`, beside the database. Deleting it costs time, never work.

import Foundation
import Frames
import Model

/// The folder of one network, taken for this process until the value is let go.
final class ModelFolder {
    let name: String
    let path: String
    private let lock: FileLock

    var runFile: String { path + "/run.json" }
    var checkpointFile: String { path + "/checkpoint.safetensors" }
    /// Of fine-tuning: the weights of the best epoch so far.
    var bestFile: String { path + "/best.safetensors" }
    var networkFile: String { Self.networkFile(path) }

    /// Takes a folder that is there.
    /// - Throws: `ReviewError.invalid` where it cannot be opened or another process trains in it.
    init(_ store: ReviewStore, name: String) throws {
        self.name = name
        path = Self.root(store) + "/" + name
        do {
            lock = try FileLock(path)
        } catch {
            switch error {
            case .held: throw ReviewError.invalid("\(path.printable(limit: 300)): another process is training \(name.printable()). Wait for it, or stop it.")
            case .unopened(let reason): throw ReviewError.invalid("\(path.printable(limit: 300)): cannot be opened: \(reason).")
            }
        }
    }

    /// A new folder under the first free name: `keras-0003`.
    static func make(_ store: ReviewStore, _ kind: NetworkKind) throws -> ModelFolder {
        let root = root(store)
        do {
            try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        } catch { throw ReviewError.invalid("\(root.printable(limit: 300)): the folder cannot be made. Check its permissions and the space left.") }
        let first = try store.freeModelName(kind: kind.rawValue)
        var number = Int(first.drop { $0 != "-" }.dropFirst()) ?? 1
        while true {
            let name = "\(kind.rawValue)-" + String(repeating: "0", count: max(0, 4 - "\(number)".count)) + "\(number)"
            if mkdir(root + "/" + name, 0o755) == 0 { return try ModelFolder(store, name: name) }
            guard errno == EEXIST else { throw ReviewError.invalid("\(root.printable(limit: 300)): cannot be written: \(String(cString: strerror(errno))).") }
            number += 1
        }
    }

    /// Names of trainings of a kind that were begun and not finished, oldest first.
    static func unfinished(_ store: ReviewStore, _ kind: NetworkKind?) -> [String] {
        let root = root(store), names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.sorted().filter { name in
            (kind.map { name.hasPrefix($0.rawValue + "-") } ?? true)
                && FileManager.default.fileExists(atPath: "\(root)/\(name)/checkpoint.safetensors")
        }
    }

    /// The finished network of a kept model.
    static func networkFile(_ store: ReviewStore, model: String) -> String { networkFile(root(store) + "/" + model) }

    private static func networkFile(_ folder: String) -> String { folder + "/network.safetensors" }
    private static func root(_ store: ReviewStore) -> String { store.cacheFolder + "/models" }

    func readRun() throws -> NetworkRun {
        guard let data = FileManager.default.contents(atPath: runFile), let run = try? JSONDecoder().decode(NetworkRun.self, from: data),
              run.settings.epochs > 0, run.settings.batchSize > 0, run.settings.network != .tuned || run.settings.blocks.map(NetworkKind.tunable.contains) == true,
              run.frames.allSatisfy({ (0..<RarityClass.count).contains($0.label) }) else {
            throw ReviewError.invalid("\(runFile.printable(limit: 300)): is missing or damaged, so \(name) cannot go on. Delete its folder and train anew.")
        }
        return run
    }

    func write(_ run: NetworkRun) throws {
        do {
            try JSONEncoder().encode(run).write(to: URL(fileURLWithPath: runFile), options: .atomic)
        } catch { throw ReviewError.invalid("\(runFile.printable(limit: 300)): cannot be written. Check the space left.") }
    }

    /// What only a training under way needs.
    func removeCheckpoint() {
        unlink(checkpointFile)
        unlink(bestFile)
    }

    /// Nothing was kept in it yet.
    func removeAll() { try? FileManager.default.removeItem(atPath: path) }
}
