// What the app asks the stages to do, bound here since the app knows none of them.

import Foundation
import Frames
import Ingest
import Review
import TUI

extension Jobs {
    static var standard: Jobs {
        Jobs(train: { store, context in
            for i in 0..<30 { try context.checkCancelled(); context.report(StageProgress(title: "embedding", done: i, total: 30, detail: "")); usleep(100_000) }
            return "trained nothing yet"
        }, export: { store, episode in
            let manifest = try store.manifest(episode.code)
            try FileReplacement.write(Manifest.text(manifest.lines, .jl), to: episode.manifestFile, below: ".")
            return "\(manifest.lines.count) lines in \(episode.manifestFile.printable(limit: 100))"
        })
    }
}
