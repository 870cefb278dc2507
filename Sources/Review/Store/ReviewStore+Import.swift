// Import: the sheet's facts replace the earlier ones, every difference is told, and no event is touched.

import Frames
import GRDB
import Ingest

extension ReviewStore {
    /// Imports an episode's sheet, again where it was imported before; one transaction.
    ///
    /// Frames that the sheet no longer has stay. A column that it no longer has stays as it was. A decision in the
    /// app stands over a class of the sheet at the same rank, and the report says where they differ.
    /// - Parameter imageFolder: where `<frame number>.jpg` lies, absolute or from the working directory; `nil` leaves an
    ///   earlier one.
    @discardableResult
    public func importEpisode(_ entry: EpisodeEntry, _ sheet: ArrivingSheet, imageFolder: String?) throws -> ImportReport {
        let images = imageFolder.map { ImagePath.stored($0, database: path) }
        return try writeManyRows { db in
            var importer = try SheetImporter(db, entry, sheet, imageFolder: images)
            var report = try importer.run(sheet)
            report.imageFolder = try String.fetchOne(
                db, sql: "SELECT image_folder FROM episode WHERE code = ?", arguments: [entry.code.description])
                .map { ImagePath.resolved($0, database: path) }
            return report
        }
    }

    /// The same of a sheet that was read before.
    @discardableResult
    public func importEpisode(_ entry: EpisodeEntry, _ sheet: EpisodeSheet, imageFolder: String?) throws -> ImportReport {
        try importEpisode(entry, ArrivingSheet(sheet), imageFolder: imageFolder)
    }
}
