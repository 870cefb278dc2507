// What the app asks the stages to do, bound here since the app knows none of them.

import Foundation
import Frames
import Ingest
import Review
import TUI

extension Jobs {
    static func standard(prices: ClassPrices) -> Jobs {
        Jobs(prices: prices, train: { store, context in
            let report = try TrainModel.run(store, context: context)
            let seconds = (report.seconds * 10).rounded() / 10
            let headline = "\(report.model) trained in \(seconds) s: every prediction is new."
            return ([headline, ""] + FiguresTable.lines(report.figures) + report.problems).joined(separator: "\n")
        }, export: { store, episode in
            var manifest = Manifest(.jl)
            let export = try store.add(episode.code, to: &manifest)
            try FileReplacement.write(manifest.bytes, to: episode.manifestFile, below: ".")
            return "\(export.lines) lines in \(episode.manifestFile.printable(limit: 100))"
        })
    }
}
