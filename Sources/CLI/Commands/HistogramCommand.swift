// `rarity histogram`: the histogram of a frame's standardised grey form, as figures.

import ArgumentParser
import Foundation
import Frames

struct HistogramCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "histogram",
        abstract: "Print mean, deviation and the histogram of a frame's standardised form.",
        discussion: "The frame is made grey, then shifted and scaled to mean 0.0 and standard deviation 1.0. Densities have area 1."
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "A JPEG file, or a frame number.")
    var frame: String

    func run() throws {
        let path = try FrameArgument(frame, database: common.database).imagePath()
        let grey = GreyImage(try JPEG.decode(path: path))
        let histogram = Histogram(grey)
        if common.json {
            let report = Report(mean: grey.mean, deviation: grey.deviation, edges: histogram.edges, density: histogram.density)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            Console.print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            for line in table(grey, histogram) { Console.print(line) }
        }
    }

    private struct Report: Encodable {
        var mean: Double, deviation: Double, edges: [Double], density: [Double]
    }

    /// A row a bin: its range in standard deviations, its density, and that of the normal curve.
    private func table(_ grey: GreyImage, _ histogram: Histogram) -> [String] {
        let highest = max(histogram.density.max() ?? 1, Histogram.normal(0))
        let head = [
            String(format: "mean %.3f, standard deviation %.3f (levels from 0 to 255)", grey.mean, grey.deviation),
            "",
            "    from      to   density    normal",
        ]
        return head + histogram.density.indices.map { i in
            let (low, high) = (histogram.edges[i], histogram.edges[i + 1])
            let bar = String(repeating: "#", count: Int((histogram.density[i] / highest * 40).rounded()))
            let figures = String(format: "%8.3f%8.3f%10.5f%10.5f", low, high, histogram.density[i], Histogram.normal((low + high) / 2))
            return bar.isEmpty ? figures : figures + "  " + bar
        }
    }
}
