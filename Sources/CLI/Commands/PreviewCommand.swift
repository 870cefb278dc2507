// `rarity preview`: a frame as characters, on standard output.

import ArgumentParser
import Foundation
import Frames
import Review
import TUI

struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show a frame, or a sample of a manifest, as characters in colour.",
        discussion: """
            The picture is stretched to exactly the given size; rows end with a newline, and the cursor is not moved. Of a manifest a sampled \
            selection is shown, each picture with the histogram of its standardised form, here or as a page for the browser.
            With --pixels the sequences of that protocol are written, whether or not the terminal knows them.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "A JPEG file, a frame number, or a manifest, also s3://….")
    var frame: String

    @Option(help: ArgumentHelp("Columns x rows.", valueName: "80x22"))
    var size = CellSize(columns: 80, rows: 22)

    @Option(help: "truecolor, 256, 8, mono or ascii; by default what the terminal can do.")
    var color: ColourMode?

    @Option(help: "blocks, or sextants, which are finer and which many fonts lack.")
    var glyphs = Preview.Glyphs.blocks

    @Option(help: ArgumentHelp("Pixels instead of characters: kitty or sixel, for a terminal that can show them.", valueName: "protocol"))
    var pixels: PixelProtocol?

    @Flag(help: "Draw the histogram of the standardised frame over the picture.")
    var histogram = false

    @Flag(help: "Show where the current model sees the class: warm places speak for it, blue ones against it.")
    var explain = false

    @Option(name: .customLong("class"), help: ArgumentHelp("The class to explain, the predicted one unless given; of a manifest: only this class.", valueName: "class"))
    var rarity: String?

    @Option(help: ArgumentHelp("Of a manifest: how many images.", valueName: "n"))
    var sample: Int?

    @Option(help: "Of a manifest: the same seed draws the same images.")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("Of a manifest: a page with the pictures and their histograms, instead of characters.", valueName: "file"))
    var html: String?

    @Option(help: ArgumentHelp("A JPEG file that was shown before in the same shot: cells whose pixels are still stay.", visibility: .hidden))
    var after: String?

    @Option(help: ArgumentHelp("Print the least CPU milliseconds of so many fits and decodings on standard error.", visibility: .hidden))
    var timed: Int?

    func validate() throws {
        if let sample, sample < 1 { throw ValidationError("--sample must be 1 or more.") }
        if explain, sample != nil || html != nil { throw ValidationError("--explain shows one frame; --sample and --html belong to a manifest.") }
    }

    func run() throws {
        let isManifest = sample != nil || html != nil ? !ManifestPreview.isPicture(frame) : ManifestPreview.isManifest(frame)
        if !explain && isManifest { return try previewManifest() }
        let path = try FrameArgument(frame, database: common.database).imagePath()
        guard sample == nil, html == nil, rarity == nil || explain, !common.json else {
            throw ValidationError("\(frame.printable(limit: 200)) is no manifest: --sample, --html and --json belong to one, --class to one or to --explain.")
        }
        let mode = color ?? ColourMode.forOutput()
        // The fit sees 8x16 pixels a cell, and an eighth less costs nothing; the histogram wants every pixel.
        let needed = histogram ? nil : (width: size.columns * 7, height: size.rows * 14)
        let image = try explained(JPEG.decode(path: path, atLeast: explain ? nil : needed))
        if let timed {
            let fit = leastTime(times: timed) { _ = picture(image, mode) }
            let decoding = try leastTime(times: timed) { _ = try JPEG.decode(path: path, atLeast: needed) }
            Console.error("\(fit) \(decoding)")
        }
        if let pixels { return Console.write(PixelPicture(shaded(image), pixels, columns: size.columns, rows: size.rows).text) }
        let before = try after.map { picture(try JPEG.decode(path: $0, atLeast: needed), mode, keepsBasis: true) }
        Console.write(picture(image, mode, after: before).text)
    }

    private func previewManifest() throws {
        let manifest = ManifestPreview(manifest: frame, count: sample ?? 12, rarity: try self.rarity.map(Words.rarity), seed: seed, options: common)
        if let html { return try manifest.write(html: html) }
        let mode = color ?? ColourMode.forOutput()
        try manifest.write { picture($0, mode, withHistogram: true) }
    }

    /// With --explain the map over the picture, and what it says in a line.
    private func explained(_ image: RGBImage) throws -> RGBImage {
        guard explain else { return image }
        let store = try common.openStore()
        let live = try LiveHead(store, context: StageContext())?.predictions
        guard let explainer = try FrameExplainer(store) else {
            throw ReviewError.invalid("There is no model on the pretrained trunk that could explain: rarity train.")
        }
        let known = try FrameNumber(text: frame).flatMap { try store.frame($0) }
        let predicted = known.flatMap { live?[$0.id] ?? $0.prediction }
        let explanation = explainer.explain(image, as: try rarity.map(Words.rarity) ?? predicted?.rarity, live: live)
        let alone = FiguresTable.share(Double(explanation.alone.probabilities[explanation.rarity.rawValue]))
        common.message("\(explainer.model): \(explanation.rarity), \(alone) by this picture alone; its score is "
            + "\(explanation.score < 0 ? "-" : "")\(FiguresTable.share(Double(abs(explanation.score)))) above an average picture's.")
        return ActivationOverlay(explanation).shade(image)
    }

    private func picture(
        _ image: RGBImage, _ mode: ColourMode, withHistogram: Bool? = nil, after before: CellPicture? = nil, keepsBasis: Bool = false
    ) -> CellPicture {
        let plain = {
            Preview.render(image: image, columns: size.columns, rows: size.rows, mode: mode, glyphs: glyphs, previous: before, keepsBasis: keepsBasis)
        }
        guard withHistogram ?? histogram else { return plain() }
        return FrameHistogram(image).overlay.renderUnlessCancelled(
            image: image, columns: size.columns, rows: size.rows, mode: mode, glyphs: glyphs, previous: before, keepsBasis: keepsBasis) ?? plain()
    }

    /// With --histogram its bars and its curve, as pixels.
    private func shaded(_ image: RGBImage) -> RGBImage {
        histogram ? FrameHistogram(image).overlay.shadedWithCurve(image, columns: size.columns, rows: size.rows) : image
    }

    /// For Benchmarks/preview.sh.
    private func leastTime(times: Int, of work: () throws -> Void) rethrows -> String {
        let least = try (0..<max(1, times)).map { _ in
            let start = clock()
            try work()
            return Double(clock() - start) * 1_000 / Double(CLOCKS_PER_SEC)
        }.min() ?? 0
        return String(format: "%.3f", least)
    }
}

extension ColourMode: ExpressibleByArgument {}
extension PixelProtocol: ExpressibleByArgument {}

extension Preview.Glyphs: ExpressibleByArgument {
    public static var allValueStrings: [String] { ["blocks", "sextants"] }
}

/// `80x22`.
struct CellSize: ExpressibleByArgument, CustomStringConvertible {
    var columns: Int
    var rows: Int

    /// A side longer than this is no terminal's.
    static let longestSide = 1_000

    init(columns: Int, rows: Int) {
        (self.columns, self.rows) = (columns, rows)
    }

    init?(argument: String) {
        let sides = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let columns = sides[0], let rows = sides[1],
              (1...Self.longestSide).contains(columns), (1...Self.longestSide).contains(rows) else { return nil }
        self.init(columns: columns, rows: rows)
    }

    var description: String { "\(columns)x\(rows)" }
    var defaultValueDescription: String { description }
}
