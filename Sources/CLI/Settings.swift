// rarity.toml: the few settings that commands need. One `key = "text"` or `key = ["text", …]` a line, a table `[prices]`
// with a number a class, `[google]` with addresses, `[keys]` with the keys of a command; the rest is for others.

import Foundation
import Frames
import Review

/// What a project or a person has set.
struct Settings: Equatable {
    var reviewer: String?
    var experts: [String]?
    /// Of the app: `dark`, `light`, `mono`, `safe`; a program that shows an image.
    var theme, viewer: String?
    /// Of the app: the characters that pictures are made of; whether they are shown as pixels.
    var glyphs, pixels: String?
    /// Keys of the app by command, and where each is set.
    private(set) var keys: [String: [String]] = [:]
    private var places: [String: SettingsError] = [:]
    /// What fetched images may take on the disk.
    var cacheMegabytes: Int?
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
        let own = try read(home + "/.config/rarity/config.toml")
        settings.reviewer = settings.reviewer ?? own.reviewer
        settings.theme = settings.theme ?? own.theme
        settings.viewer = settings.viewer ?? own.viewer
        settings.glyphs = settings.glyphs ?? own.glyphs
        settings.pixels = settings.pixels ?? own.pixels
        settings.keys.merge(own.keys) { project, _ in project }
        settings.places.merge(own.places) { project, _ in project }
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
            if table == "[keys]" {
                let name = place.key.replacingOccurrences(of: "\"", with: "")
                keys[name] = try Self.strings(value, place.withKeys, isList: value.hasPrefix("["))
                places[name] = place
                continue
            }
            if table == "[google]" { google[place.key] = try Self.strings(value, place, isList: false).first }
            guard table.isEmpty else { continue }               // other tables are for others
            switch place.key {
            case "reviewer": reviewer = try Self.strings(value, place, isList: false).first
            case "theme": (theme, places["theme"]) = (try Self.strings(value, place, isList: false).first, place)
            case "glyphs": (glyphs, places["glyphs"]) = (try Self.strings(value, place, isList: false).first, place)
            case "pixels": (pixels, places["pixels"]) = (try Self.strings(value, place, isList: false).first, place)
            case "viewer": viewer = try Self.strings(value, place, isList: false).first
            case "experts": experts = try Self.strings(value, place, isList: true)
            case "cache_megabytes":
                guard let number = Int(String(value.prefix { $0 != "#" }).trimmed), number > 0 else { throw place }
                cacheMegabytes = number
            default: break
            }
        }
    }

    init(reviewer: String? = nil, experts: [String]? = nil) { (self.reviewer, self.experts) = (reviewer, experts) }

    /// Where a setting stands, for an error that is found later.
    func place(of key: String) -> SettingsError { places[key] ?? SettingsError(path: "rarity.toml", line: 1, key: key) }

    /// The texts in quotes; a comment may follow.
    private static func strings(_ value: String, _ place: SettingsError, isList: Bool) throws -> [String] {
        let parts = value.split(separator: "\"", omittingEmptySubsequences: false)
        if isList, value.filter({ !$0.isWhitespace }).hasPrefix("[]") { return [] }
        let isWhole = parts.count >= 3 && value.hasPrefix(isList ? "[" : "\"")
        let texts = isList ? stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) } : [String(parts.count > 1 ? parts[1] : "")]
        guard isWhole, !isList || (parts.last ?? "").contains("]") else { throw place }
        return texts
    }
}

/// A setting that cannot be read.
struct SettingsError: Error, Equatable, CustomStringConvertible {
    let path: String
    let line: Int
    let key: String
    var isPrice = false
    /// What is wrong, where an example says it not.
    var reason: String?

    var inPrices: SettingsError { SettingsError(path: path, line: line, key: key, isPrice: true) }
    var withKeys: SettingsError { because("\(key.printable()) should be like histogram = \"H\", with [\"h\", \"F2\"] for two keys and [] for none.") }

    func because(_ reason: String) -> SettingsError {
        var error = self
        error.reason = reason
        return error
    }

    var description: String {
        "\(path.printable(limit: 300)):\(line): " + (reason ?? "\(key.printable()) should be like \(example)")
    }

    private var example: String {
        if isPrice { return "Legendary = 625, a class and its price." }
        return switch key {
        case "cache_megabytes": "cache_megabytes = 8192."
        case "experts": "experts = [\"Jonny\"]."
        default: "\(key) = \"Ann\"."
        }
    }
}
