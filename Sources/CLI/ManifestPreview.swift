// What the preview notebook did: a sampled selection of a manifest, each picture with the histogram of its standardised form.

import ArgumentParser
import Foundation
import Frames
import Ingest
import Review
import TUI

struct ManifestPreview {
    let manifest: String
    let count: Int
    let rarity: RarityClass?
    let seed: UInt64
    let options: CommonOptions

    /// Whether an argument names a manifest and no picture: by its first bytes, elsewhere by its name.
    static func isManifest(_ name: String) -> Bool {
        if isPicture(name) { return false }
        return name.contains("://") || String(decoding: head(name), as: UTF8.self).trimmed.hasPrefix("{")
            || [".csv", ".jl", ".jsonl"].contains { name.lowercased().hasSuffix($0) } && !head(name).isEmpty
    }

    /// Whether it is a frame, or the JPEG of one.
    static func isPicture(_ name: String) -> Bool {
        if name.contains("://") { return name.lowercased().hasSuffix(".jpg") }
        return FrameNumber(text: name) != nil || head(name).starts(with: [0xFF, 0xD8])
    }

    private static func head(_ name: String) -> Data {
        guard let file = FileHandle(forReadingAtPath: name) else { return Data() }
        defer { try? file.close() }
        return (try? file.read(upToCount: 4096)) ?? Data()
    }

    /// The sample, drawn as characters, picture after picture.
    func write(_ draw: (RGBImage) -> CellPicture) throws {
        let (pictures, _) = try sample { one, image in
            Console.write("\(one.name.printable(limit: 200))  \(one.rarity)  row \(one.row)\n" + draw(image).text)
        }
        if options.json { try Console.print(json: pictures.map(Line.init)) }
    }

    /// The sample as a page.
    func write(html path: String) throws {
        let (pictures, counts) = try sample { _, _ in }
        let page = SamplePage.html(pictures, manifest: OuterFile(manifest).shown.split(separator: "/").last.map(String.init) ?? manifest,
                                   counts: counts, rarity: rarity, seed: seed)
        try FileReplacement.write(page, to: path)
        if options.json { return try Console.print(json: pictures.map(Line.init)) }
        options.message("\(counted(pictures.filter { $0.histogram != nil }.count, "picture")) → \(path.printable(limit: 200))")
    }

    private func sample(_ show: (SampledPicture, RGBImage) -> Void) throws -> (pictures: [SampledPicture], counts: [Int]) {
        var file = try ManifestFile(try OuterFile(manifest).read(), path: OuterFile(manifest).shown)
        let (samples, counts) = file.sample(count, of: rarity, seed: seed)
        ProblemList.show(file.problems, options)
        guard !samples.isEmpty else {
            let what = rarity.map { "no image of class \($0)" } ?? "no image with a class"
            throw IngestError.malformed(path: OuterFile(manifest).shown, place: "", reason: "holds \(what).")
        }
        var lookup = ImageLookup(beside: manifest, store: ReviewStore.exists(path: options.database) ? try options.makeStore() : nil) {
            try OuterFile($0).read()
        }
        var pictures: [SampledPicture] = []
        for one in samples {
            let name = one.imageRef.split(separator: "/").last.map(String.init) ?? one.imageRef
            do {
                let bytes = try lookup.bytes(of: one.imageRef), image = try JPEG.decode(bytes, place: name)
                let picture = try SampledPicture(name: name, rarity: one.rarity, row: one.row, jpeg: bytes, image: image)
                pictures.append(picture)
                if !options.json { show(picture, image) }
            } catch {
                options.message("row \(one.row): \(error)")
                pictures.append(SampledPicture(name: name, rarity: one.rarity, row: one.row, missing: "\(error)"))
            }
        }
        guard pictures.contains(where: { $0.histogram != nil }) else {
            throw IngestError.malformed(path: OuterFile(manifest).shown, place: "", reason: "none of the \(counted(pictures.count, "image")) drawn could be read.")
        }
        return (pictures, counts)
    }

    private struct Line: Encodable {
        let row: Int
        let image: String
        let rarity: RarityClass
        let mean, deviation: Double?
        let missing: String?

        enum CodingKeys: String, CodingKey { case row, image, rarity = "class", mean, deviation, missing }

        init(_ one: SampledPicture) {
            (row, image, rarity, missing) = (one.row, one.name, one.rarity, one.missing)
            (mean, deviation) = one.histogram == nil ? (nil, nil) : (one.mean, one.deviation)
        }
    }
}
