// Reading manifests of any age: JSON lines of both kinds, and CSV. What is wrong is told by row.

import Foundation
import Frames

/// The images of a manifest with their classes.
public struct ManifestFile: Sendable {
    public struct Row: Equatable, Sendable {
        /// Line of JSON lines, record of CSV; from 1.
        public let row: Int
        /// Address or path of the image, as it stands there.
        public let imageRef: String
        /// Class, as it stands there.
        let text: String
    }

    /// What stands there, its class not yet looked at.
    private(set) var rows: [Row] = []
    public private(set) var problems: [SheetProblem] = []
    /// What it is called in problems.
    public let name: String

    /// - Throws: `IngestError` where the file cannot be read, or is neither of the forms.
    public static func read(path: String) throws(IngestError) -> ManifestFile {
        try ManifestFile(try FileBytes.read(path), path: path)
    }

    public init(_ bytes: [UInt8], path: String) throws(IngestError) {
        let first = bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
        if first == UInt8(ascii: "<") {
            throw .malformed(path: path, place: "", reason: "is a web page, perhaps one to log in, and no manifest. Check the address, and who may read it.")
        }
        try self.init(bytes, path: path, format: first == UInt8(ascii: "{") ? .jl : .csv)
    }

    init(_ bytes: [UInt8], path: String, format: ManifestFormat) throws(IngestError) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        if format == .csv { try readCSV(bytes, path) } else { readLines(bytes) }
    }

    /// The images whose class is known; the others are told in `problems`.
    public mutating func labelled() -> [(row: Row, rarity: RarityClass)] {
        var known: [(Row, RarityClass)] = []
        for row in rows {
            if let rarity = RarityClass(text: row.text) {
                known.append((row, rarity))
            } else {
                let hint = RarityClass.nearest(to: row.text).map { " Did you mean \($0)?" } ?? ""
                report(row.row, row.text, "unknown class; left out.\(hint)")
            }
        }
        problems.sort { $0.row < $1.row }
        return known
    }

    private mutating func readLines(_ bytes: [UInt8]) {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, row = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            row += 1
            let line = bytes[start..<end]
            start = end + 1
            if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            let fields = JSONLine.texts(line)
            if let image = fields?["img-ref"], let text = fields?["class"] {
                rows.append(Row(row: row, imageRef: image, text: text))
            } else if let frame = fields?["frame"], let text = fields?["class"] {
                rows.append(Row(row: row, imageRef: frame, text: text))
            } else if let image = fields?["src_url"], let key = fields?["dst_key"], let folder = key.split(separator: "/").dropLast().last {
                rows.append(Row(row: row, imageRef: image, text: String(folder)))
            } else {
                report(row, String(decoding: line, as: UTF8.self).trimmed, "no object with the texts img-ref and class, frame and class, or src_url and dst_key; left out.")
            }
        }
    }

    private mutating func readCSV(_ bytes: [UInt8], _ path: String) throws(IngestError) {
        var csv = try CSVReader(bytes, path: path)
        var classColumn = 1
        while let cells = try csv.next() {
            if cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
            if csv.row == 1, Self.frame(cells[0]) == nil,
               let named = cells.firstIndex(where: { ["class", "label"].contains($0.trimmed.lowercased()) }) {
                classColumn = named                             // the first row holds names
                continue
            }
            rows.append(Row(row: csv.row, imageRef: cells[0], text: classColumn < cells.count ? cells[classColumn] : ""))
        }
    }

    /// `https://…/TT_S01_E01_FRM-00-00-08-12.jpg`, a path, a file name, or the frame number itself.
    public static func frame(_ text: String) -> FrameNumber? {
        guard var name = text.trimmed.split(separator: "/").last else { return nil }
        if name.lowercased().hasSuffix(".jpg") { name = name.dropLast(4) }
        return FrameNumber(text: name)
    }

    private mutating func report(_ row: Int, _ found: String, _ action: String) {
        problems.append(SheetProblem(sheet: name, row: row, found: found, action: action))
    }
}
