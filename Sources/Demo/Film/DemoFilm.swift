// Draws the whole demo: pictures, sheets, episodes file and truth. All or nothing.

import Frames
import Synchronization

/// The cartoon that Rarity draws itself: a new user's first episodes, and every test's film.
public enum DemoFilm {
    /// Where a drawn film lies.
    public struct Paths: Equatable, Sendable {
        /// `tuttle-twins-S01-episodes.json`
        public let episodesFile: String
        /// `truth.csv`: `frame,class,shot,scene,subjects`.
        public let truthFile: String
        /// `S01E01.csv` and so on, in order.
        public let sheets: [String]
        /// `S01E01` and so on: the folders with the images.
        public let imageFolders: [String]
        /// All drawn frames.
        public let frames: Int
    }

    /// Draws the film into a folder, which is made where it is missing.
    ///
    /// A demo film that lies there is replaced, anything else refused. The film is drawn beside its place
    /// and moved there at the end, `truth.csv` last: a run that is interrupted leaves nothing that looks whole.
    /// - Parameters:
    ///   - progress: drawn frames and all frames; called from the drawing threads.
    ///   - isCancelled: asked between two frames.
    /// - Throws: `DemoError`, `.cancelled` where `isCancelled` said so.
    /// - Cost: about 7 ms of one thread a frame of 640 x 360, its JPEG and its file with it.
    public static func draw(
        into directory: String, settings: DemoSettings = DemoSettings(),
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(DemoError) -> Paths {
        try settings.check()
        let folder = try FilmFolder(directory)
        do {
            let total = settings.episodes * settings.frames
            var items: [String] = [], truth = ["frame,class,shot,scene,subjects"]
            for number in 1...settings.episodes {
                let episode = Episode(number, settings: settings)
                let name = episode.code.description
                try folder.makeFolder(name)
                let done = Counter(from: (number - 1) * settings.frames)
                let colours = try Rendering(episode, settings, folder: folder.drawing + "/" + name, isCancelled: isCancelled) {
                    progress(done.up(), total)
                }.run()
                let facts = (0..<episode.count).map { episode.truth(at: $0 * episode.step) }
                let sheet = FaultySheet(episode, facts, colours, seed: settings.seed)
                try folder.write(sheet.csv, to: name + ".csv")
                truth += truthRows(episode, facts)
                items += [name, name + ".csv"]
            }
            try folder.write(EpisodesList.json(settings), to: EpisodesList.fileName)
            try folder.write(truth.joined(separator: "\n") + "\n", to: FilmFolder.mark)
            try folder.publish(items + [EpisodesList.fileName])
        } catch {
            folder.discard()
            throw error
        }
        let names = (1...settings.episodes).map { EpisodeCode(season: 1, episode: $0).description }
        return Paths(episodesFile: folder.path + "/" + EpisodesList.fileName, truthFile: folder.path + "/" + FilmFolder.mark,
                     sheets: names.map { folder.path + "/" + $0 + ".csv" }, imageFolders: names.map { folder.path + "/" + $0 },
                     frames: settings.episodes * settings.frames)
    }

    private static func truthRows(_ episode: Episode, _ facts: [Truth]) -> [String] {
        facts.enumerated().map { n, truth in
            let shot = episode.shot(at: n * episode.step)
            return "\(episode.frameNumber(n)),\(truth.rarity),\(shot),\(episode.shots[shot].scene),\(truth.subjects.joined(separator: ";"))"
        }
    }
}

/// Counts frames from several threads.
private final class Counter: Sendable {
    private let value: Atomic<Int>

    init(from start: Int) { value = Atomic(start) }

    func up() -> Int { value.add(1, ordering: .relaxed).newValue }
}
