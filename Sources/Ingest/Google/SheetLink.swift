// Which spreadsheet and which tab of it an address names.

import Foundation
import Frames

/// The spreadsheet and tab of `https://docs.google.com/spreadsheets/d/<id>/edit?usp=sharing#gid=1690818184`.
public struct SheetLink: Hashable, Sendable, CustomStringConvertible {
    public let spreadsheet: String
    /// The tab; `nil`: the first one.
    public var gid: Int?

    public init(spreadsheet: String, gid: Int? = nil) {
        self.spreadsheet = spreadsheet
        self.gid = gid
    }

    /// `nil` where the text names no spreadsheet.
    public init?(text: String) {
        guard let start = text.range(of: "/spreadsheets/d/") else { return nil }
        let id = text[start.upperBound...].prefix { !"/?#".contains($0) }
        guard (1...200).contains(id.utf8.count), id.utf8.allSatisfy(Self.isAllowed) else { return nil }
        let words = text[start.upperBound...].split { "?#&".contains($0) }
        let gid = words.last { $0.hasPrefix("gid=") }.flatMap { Int($0.dropFirst(4)) }
        self.init(spreadsheet: String(id), gid: gid)
    }

    /// The tab of an episode as a designated user opens it. A link that names no tab means the one that the other names.
    public static func designated(_ entry: EpisodeEntry) -> SheetLink? {
        of(entry.spreadsheetURL, tabFrom: entry.shareLink) ?? SheetLink(text: entry.shareLink)
    }

    /// The tab of an episode as anyone opens it.
    public static func shared(_ entry: EpisodeEntry) -> SheetLink? {
        of(entry.shareLink, tabFrom: entry.spreadsheetURL) ?? SheetLink(text: entry.spreadsheetURL)
    }

    private static func of(_ text: String, tabFrom other: String) -> SheetLink? {
        guard var link = SheetLink(text: text) else { return nil }
        if link.gid == nil, let other = SheetLink(text: other), other.spreadsheet == link.spreadsheet { link.gid = other.gid }
        return link
    }

    /// As a person opens it.
    public var description: String {
        "\(GoogleEndpoints.standardDocuments)/spreadsheets/d/\(spreadsheet)/edit" + (gid.map { "#gid=\($0)" } ?? "")
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
             UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
