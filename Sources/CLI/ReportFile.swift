// Writes a report where the person asked for it.

import Frames
import Ingest
import Review

enum ReportFile {
    static func write(_ content: ReportContent, to path: String, _ options: CommonOptions) throws {
        try FileReplacement.write(ReportPage.html(content), to: path)
        options.message("Report → \(path.printable(limit: 200))")
    }
}
