// The name of a frame in sheets, manifests and file names.

/// `TT_S01_E01_FRM-00-00-08-12`: series, season, episode and timecode. It names one image, in any size.
public struct FrameNumber: Hashable, Sendable, CustomStringConvertible {
    /// Upper-case letters and digits: `TT` for Tuttle Twins.
    public let series: String
    public let episode: EpisodeCode
    public let timecode: Timecode

    public init(series: String, episode: EpisodeCode, timecode: Timecode) {
        self.series = series
        self.episode = episode
        self.timecode = timecode
    }

    /// Reads a frame number; `nil` where it has another form or its timecode cannot exist. Since every
    /// part is checked, a frame number can be used as a file name.
    public init?(text: some StringProtocol) {
        // A sheet of a film has tens of thousands, nearly all of them plain: these cost no scalars and no substrings.
        if let plain = text.utf8.withContiguousStorageIfAvailable({ Self.init(plain: $0) }), let plain {
            self = plain
            return
        }
        let parts = text.trimmed.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 4, !parts[0].isEmpty, parts[0].utf8.count <= 16,
              parts[0].utf8.allSatisfy({ (65...90).contains($0) || (48...57).contains($0) }),
              parts[1].first == "S", let season = twoDigits(parts[1].dropFirst()),
              parts[2].first == "E", let episode = twoDigits(parts[2].dropFirst()),
              parts[3].hasPrefix("FRM-"), let timecode = Timecode(text: parts[3].dropFirst(4)) else { return nil }
        self.init(series: String(parts[0]), episode: EpisodeCode(season: season, episode: episode), timecode: timecode)
    }

    /// The same from the bytes of a cell.
    public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        if let plain = Self(plain: bytes) { self = plain } else { self.init(text: String(decoding: bytes, as: UTF8.self)) }
    }

    /// Reads exactly the form of `description` with a series, a season and an episode of ASCII; `nil` for all else, which
    /// may still be a frame number with white space around.
    private init?(plain bytes: UnsafeBufferPointer<UInt8>) {
        // From the end: the tail `_S01_E01_FRM-00-00-08-12` has a fixed length.
        let form: StaticString = "_S00_E00_FRM-00-00-00-00"
        let tail = form.utf8CodeUnitCount, start = bytes.count - tail
        guard (1...16).contains(start) else { return nil }
        for i in 0..<tail {
            let expected = form.utf8Start[i], byte = bytes[start + i]
            guard expected == UInt8(ascii: "0") ? (48...57).contains(byte) : byte == expected else { return nil }
        }
        for i in 0..<start where !((65...90).contains(bytes[i]) || (48...57).contains(bytes[i])) { return nil }
        func two(_ offset: Int) -> Int { Int(bytes[start + offset] - 48) * 10 + Int(bytes[start + offset + 1] - 48) }
        let minutes = two(16), seconds = two(19), frames = two(22)
        guard minutes < 60, seconds < 60, frames < Timecode.rate else { return nil }
        self.init(series: String(decoding: UnsafeBufferPointer(rebasing: bytes[..<start]), as: UTF8.self),
                  episode: EpisodeCode(season: two(2), episode: two(6)),
                  timecode: Timecode(index: ((two(13) * 60 + minutes) * 60 + seconds) * Timecode.rate + frames))
    }

    public var description: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }

    /// The name of its image file.
    public var fileName: String { withUTF8(ending: ".jpg") { String(decoding: $0, as: UTF8.self) } }

    /// The bytes of `description` with `ending` behind them, on the stack: millions are written into manifests and into the database.
    @inlinable
    public func withUTF8<Result>(ending: StaticString = "", _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestPlain + ending.utf8CodeUnitCount) { out in
            if let count = write(to: out, ending: ending) { return try body(UnsafeBufferPointer(rebasing: out[..<count])) }
            var text = spelled(ending)
            return try text.withUTF8(body)
        }
    }

    /// Series of at most 64 bytes and all that follows.
    @usableFromInline static let longestPlain = 96

    /// - Returns: how many bytes; `nil` for a number that no sheet can have, with more digits or a longer series.
    @usableFromInline
    func write(to out: UnsafeMutableBufferPointer<UInt8>, ending: StaticString) -> Int? {
        let index = timecode.index, seconds = index / Timecode.rate
        let fields = (episode.season, episode.episode, seconds / 3600, seconds / 60 % 60, seconds % 60, index % Timecode.rate)
        guard fields.0 < 100, fields.1 < 100, fields.2 < 100, fields.0 >= 0, fields.1 >= 0, series.utf8.count <= 64 else { return nil }
        var at = 0
        func put(_ byte: UInt8) { out[at] = byte; at += 1 }
        func put(_ text: StaticString) { for i in 0..<text.utf8CodeUnitCount { put(text.utf8Start[i]) } }
        func put(_ number: Int) {
            put(48 + UInt8(truncatingIfNeeded: number / 10))
            put(48 + UInt8(truncatingIfNeeded: number % 10))
        }
        for byte in series.utf8 { put(byte) }
        put("_S"); put(fields.0); put("_E"); put(fields.1); put("_FRM-"); put(fields.2)
        put("-"); put(fields.3); put("-"); put(fields.4); put("-"); put(fields.5); put(ending)
        return at
    }

    @usableFromInline
    func spelled(_ ending: StaticString) -> String {
        "\(series)_S\(padded(episode.season))_E\(padded(episode.episode))_FRM-\(timecode.text)\(ending)"
    }
}
