// Labels of other tools and older manifests: an image or a frame number, and a class.

import Foundation
import Frames

/// The forms that labels come in.
public enum LabelFormat: String, CaseIterable, Sendable {
    case csv, jl
    case labelStudio = "label-studio"
    case fiftyOne = "fiftyone"
}

/// A file of labels: JSON lines `{"img-ref": …, "class": …}` or `{"src_url": …, "dst_key": …}`, CSV whose first column is an image or a frame number, or an
/// export of Label Studio or FiftyOne.
public struct LabelFile: Equatable, Sendable {
    public struct Row: Equatable, Sendable {
        /// Line of JSON lines, record of CSV; from 1.
        public let row: Int
        public let number: FrameNumber
        public let rarity: RarityClass
    }

    public private(set) var rows: [Row] = []
    public private(set) var problems: [SheetProblem] = []
    /// What it is called in problems.
    public let name: String
    private var rowOfFrame: [FrameNumber: Row] = [:]

    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - format: `nil` tells it from the first characters.
    /// - Throws: `IngestError` where the file cannot be read.
    public static func read(path: String, format: LabelFormat? = nil) throws(IngestError) -> LabelFile {
        try LabelFile(try FileBytes.read(path), path: path == "-" ? "standard input" : path, format: format)
    }

    /// - Parameter path: for problems.
    public init(_ bytes: [UInt8], path: String, format: LabelFormat?) throws(IngestError) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        let first = bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
        switch format ?? (first == UInt8(ascii: "{") ? .jl : first == UInt8(ascii: "[") ? .labelStudio : .csv) {
        case .jl: try readManifest(bytes, path: path, .jl)
        case .csv: try readManifest(bytes, path: path, .csv)
        case .labelStudio: try readExport(bytes, path: path, LabelStudioFile.labels)
        case .fiftyOne: try readExport(bytes, path: path, FiftyOneFile.labels)
        }
    }

    private typealias Reader = ([UInt8], String, (Int, String, String) -> Void) throws(IngestError) -> [(row: Int, image: String, text: String)]

    private mutating func readExport(_ bytes: [UInt8], path: String, _ read: Reader) throws(IngestError) {
        var unread: [(Int, String, String)] = []
        for label in try read(bytes, path, { unread.append(($0, $1, $2)) }) { add(label.image, label.text, row: label.row) }
        for (row, found, action) in unread { report(row, found, action) }
        problems.sort { $0.row < $1.row }
    }

    private mutating func readManifest(_ bytes: [UInt8], path: String, _ format: ManifestFormat) throws(IngestError) {
        let manifest = try ManifestFile(bytes, path: path, format: format)
        problems = manifest.problems
        for row in manifest.rows { add(row.imageRef, row.text, row: row.row) }
        problems.sort { $0.row < $1.row }
    }

    private mutating func add(_ image: String, _ text: String, row: Int) {
        guard let number = ManifestFile.frame(image) else {
            return report(row, image, "neither a frame number nor an image of one; left out.")
        }
        guard let rarity = RarityClass(text: text) else {
            let hint = RarityClass.nearest(to: text).map { " Did you mean \($0)?" } ?? ""
            return report(row, text, "unknown class of \(number); left out.\(hint)")
        }
        if let first = rowOfFrame[number] {
            if first.rarity != rarity { report(row, image, "row \(first.row) says \(first.rarity), which counts; this one is left out.") }
            return
        }
        let label = Row(row: row, number: number, rarity: rarity)
        rowOfFrame[number] = label
        rows.append(label)
    }

    private mutating func report(_ row: Int, _ found: String, _ action: String) {
        problems.append(SheetProblem(sheet: name, row: row, found: found, action: action))
    }
}
