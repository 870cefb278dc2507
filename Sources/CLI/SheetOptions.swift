// Which episodes, and where their sheets and images come from, for the commands that import.

import ArgumentParser
import Foundation
import Frames
import Ingest
import Review

struct SheetOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The episodes file.", valueName: "episodes.json"))
    var file: String

    @Argument(help: "Episodes such as S01E03; all unless given.")
    var episodes: [EpisodeCode] = []

    @Option(help: ArgumentHelp("Folder of the sheets S01E01.csv, …; unless given, Google, or a file S01E01.csv beside the episodes file.", valueName: "dir"))
    var sheets: String?

    @Flag(help: "From Google, also where a file S01E01.csv lies beside the episodes file.")
    var google = false

    @OptionGroup var access: GoogleOption

    @Option(help: ArgumentHelp("Folder of the images S01E01/FRAME.jpg, … (default: beside the sheets).", valueName: "dir"))
    var images: String?

    func validate() throws {
        guard sheets == nil || !google && access.credentials == nil else {
            throw ValidationError("--sheets reads files; --google and --credentials read Google. Give one of them.")
        }
    }

    /// The stage that reads them all.
    /// - Throws: `ReviewError` where the folder of images is none.
    func stage(_ context: StageContext) throws -> PrepareData {
        var isFolder: ObjCBool = false
        if let images, !FileManager.default.fileExists(atPath: images, isDirectory: &isFolder) || !isFolder.boolValue {
            throw ReviewError.invalid("\(images.printable(limit: 300)): there is no such folder. --images is where the folders S01E01, … of images lie.")
        }
        return try PrepareData(file: file, episodes: episodes, source: source(context), images: images)
    }

    private func source(_ context: StageContext) throws -> SheetSource {
        if let sheets { return .folder(sheets) }
        let access = access
        let onlyGoogle = google || access.credentials != nil
        return .google({ try access.client(context) }, beside: onlyGoogle ? nil : file.folderPath)
    }
}

/// Who asks Google.
struct GoogleOption: ParsableArguments {
    @Option(help: ArgumentHelp("The key of a service account; else GOOGLE_APPLICATION_CREDENTIALS, else credentials in rarity.toml. Without one, sheets are read by share link.", valueName: "file"))
    var credentials: String?

    func client(_ context: StageContext) throws -> GoogleSheets {
        let environment = ProcessInfo.processInfo.environment, settings = try Settings.load().google
        let named = [credentials, environment["GOOGLE_APPLICATION_CREDENTIALS"], settings["credentials"]].compactMap { $0 }.first { !$0.isEmpty }
        let account = try named.map { try ServiceAccount(path: $0) }
        return try GoogleSheets(account, endpoints: try GoogleEndpoints(environment: environment, settings: settings)) { context.isCancelled }
    }
}
