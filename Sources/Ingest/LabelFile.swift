// Labels of other tools and older manifests: an image or a frame number, and a class.

import Foundation
import Frames

/// The forms that labels come in.
public enum LabelFormat: String, CaseIterable, Sendable {
    case csv, jl
    case labelStudio = "label-studio"
    case fiftyOne = "fiftyone"
}

/// A file of labels: JSON lines `{"img-ref": …, "class": …}`, CSV whose first column is an image or a frame number, or an
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

    init(_ bytes: [UInt8], path: String, format: LabelFormat?) throws(IngestError) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        let first = bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
        switch format ?? (first == UInt8(ascii: "{") ? .jl : first == UInt8(ascii: "[") ? .labelStudio : .csv) {
        case .jl: readLines(bytes)
        case .csv: try readCSV(bytes, path: path)
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

    private mutating func readLines(_ bytes: [UInt8]) {
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let text = String(decoding: line, as: UTF8.self).trimmed
            if text.isEmpty { continue }
            guard let object = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any],
                  let image = object["img-ref"] as? String, let rarity = object["class"] as? String else {
                report(index + 1, text, "no object with the texts img-ref and class; left out.")
                continue
            }
            add(image, rarity, row: index + 1)
        }
    }

    private mutating func readCSV(_ bytes: [UInt8], path: String) throws(IngestError) {
        var csv = try CSVReader(bytes, path: path)
        var classColumn = 1
        while let cells = try csv.next() {
            if cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
            if csv.row == 1, Self.frame(cells[0]) == nil,
               let named = cells.firstIndex(where: { ["class", "label"].contains($0.trimmed.lowercased()) }) {
                classColumn = named                             // the first row holds names
                continue
            }
            add(cells[0], classColumn < cells.count ? cells[classColumn] : "", row: csv.row)
        }
    }

    private mutating func add(_ image: String, _ text: String, row: Int) {
        guard let number = Self.frame(image) else {
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

    /// `https://…/TT_S01_E01_FRM-00-00-08-12.jpg`, a path, a file name, or the frame number itself.
    private static func frame(_ text: String) -> FrameNumber? {
        guard var name = text.trimmed.split(separator: "/").last else { return nil }
        if name.lowercased().hasSuffix(".jpg") { name = name.dropLast(4) }
        return FrameNumber(text: name)
    }

    private mutating func report(_ row: Int, _ found: String, _ action: String) {
        problems.append(SheetProblem(sheet: name, row: row, found: found, action: action))
    }
}
