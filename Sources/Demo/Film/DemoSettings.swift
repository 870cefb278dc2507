// What can be chosen about the demo film.

/// The size, length and seed of a demo film. The same settings give the same bytes.
public struct DemoSettings: Equatable, Sendable {
    /// What is drawn where nothing else is asked for.
    public static let standard = DemoSettings()

    /// How many episodes; the last of several is new and has no classes.
    public var episodes: Int
    /// Drawn frames an episode.
    public var frames: Int
    /// Every which of the 24 frames a second is drawn.
    public var every: Int
    public var width: Int
    public var height: Int
    public var seed: UInt64
    /// JPEG quality, 1 to 100.
    public var quality: Int
    /// Threads that draw; changes no byte.
    public var threads: Int

    public init(episodes: Int = 3, frames: Int = 600, every: Int = 6, width: Int = 640, height: Int = 360,
                seed: UInt64 = 4, quality: Int = 88, threads: Int = 2) {
        self.episodes = episodes
        self.frames = frames
        self.every = every
        self.width = width
        self.height = height
        self.seed = seed
        self.quality = quality
        self.threads = threads
    }

    /// - Throws: `DemoError.setting` with the first value that cannot be drawn.
    public func check() throws(DemoError) {
        let ranges: [(String, Int, ClosedRange<Int>)] = [
            ("episodes", episodes, 1...99), ("frames", frames, 1...1_000_000), ("every", every, 1...2_400),
            ("width", width, 16...8_192), ("height", height, 16...8_192), ("quality", quality, 1...100), ("threads", threads, 1...64),
        ]
        for (name, value, range) in ranges where !range.contains(value) {
            throw .setting(name: name, value: value, allowed: range)
        }
        // A frame number has two digits for the hours.
        guard frames * every <= 99 * 3_600 * 24 else {
            throw .setting(name: "frames", value: frames, allowed: 1...99 * 3_600 * 24 / every)
        }
    }
}
