// rarity.toml: the few settings that commands need. One `key = "text"` or `key = ["text", …]` a line, a table `[prices]`
// with a number a class, and a table `[google]` with addresses; the rest is for others.

import Foundation
import Frames
import Review

/// What a project or a person has set.
struct Settings: Equatable {
    var reviewer: String?
    var experts: [String]?
    /// Of the classes that the project prices; the others have the standard ones.
    private var given: [RarityClass: Double] = [:]

    /// The table `[google]`: addresses by the keys of `GoogleEndpoints.names`, and `credentials`.
    private(set) var google: [String: String] = [:]

    /// What a frame of each class starts to sell at.
    var prices: ClassPrices {
        ClassPrices(RarityClass.allCases.map { given[$0] ?? ClassPrices.standard[$0] })
    }

    /// `rarity.toml` of the project; the reviewer also from `~/.config/rarity/config.toml` of the person. Who has the
    /// last word is the project's to say: it changes the labels in effect for everybody.
    static func load() throws -> Settings {
        var settings = try read("rarity.toml")
        let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
        settings.reviewer = try settings.reviewer ?? read(home + "/.config/rarity/config.toml").reviewer
        return settings
    }

    private static func read(_ path: String) throws -> Settings {
        guard let data = FileManager.default.contents(atPath: path) else { return Settings() }
        return try Settings(text: String(decoding: data, as: UTF8.self), path: path)
    }

    /// - Throws: `SettingsError` with the line of a setting that has another form.
    init(text: String, path: String) throws {
        var table = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmed
            if line.hasPrefix("[") {
                table = String(line.prefix { $0 != "#" }).trimmed
                continue
            }
            guard let equals = line.firstIndex(of: "="), !line.hasPrefix("#") else { continue }
            let value = line[line.index(after: equals)...].trimmed
            let place = SettingsError(path: path, line: index + 1, key: line[..<equals].trimmed)
            if table == "[prices]" {
                guard let rarity = RarityClass(text: place.key.replacingOccurrences(of: "\"", with: "")),
                      let price = Double(String(value.prefix { $0 != "#" }).trimmed), price.isFinite, price >= 0 else { throw place.inPrices }
                given[rarity] = price
                continue
            }
            if table == "[google]" { google[place.key] = try Self.strings(value, place, isList: false).first }
            guard table.isEmpty else { continue }               // other tables are for others
            switch place.key {
            case "reviewer": reviewer = try Self.strings(value, place, isList: false).first
            case "experts": experts = try Self.strings(value, place, isList: true)
            default: break
            }
        }
    }

    init(reviewer: String? = nil, experts: [String]? = nil) { (self.reviewer, self.experts) = (reviewer, experts) }

    /// The texts in quotes; a comment may follow.
    private static func strings(_ value: String, _ place: SettingsError, isList: Bool) throws -> [String] {
        let parts = value.split(separator: "\"", omittingEmptySubsequences: false)
        let isWhole = parts.count >= 3 && value.hasPrefix(isList ? "[" : "\"")
        let texts = isList ? stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) } : [String(parts.count > 1 ? parts[1] : "")]
        guard isWhole, !isList || (parts.last ?? "").contains("]") else { throw place }
        return texts
    }
}

/// A setting that cannot be read.
struct SettingsError: Error, CustomStringConvertible {
    let path: String
    let line: Int
    let key: String
    var isPrice = false

    var inPrices: SettingsError { SettingsError(path: path, line: line, key: key, isPrice: true) }

    var description: String {
        "\(path.printable(limit: 300)):\(line): \(key.printable()) should be like "
            + (isPrice ? "Legendary = 625, a class and its price." : key == "experts" ? "experts = [\"Jonny\"]." : "\(key) = \"Ann\".")
    }
}
