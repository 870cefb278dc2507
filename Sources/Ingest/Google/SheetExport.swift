// A sheet by its share link: CSV without credentials, and all that may come instead of it.

import Foundation
import Frames

struct SheetExport: Sendable {
    let endpoints: GoogleEndpoints
    let carry: GoogleCarrier

    /// The bytes of the CSV export.
    /// - Throws: `GoogleError`; of kind `.denied` where Google wants somebody to sign in.
    func csv(_ link: SheetLink) throws(GoogleError) -> [UInt8] {
        let query = "format=csv" + (link.gid.map { "&gid=\($0)" } ?? "")
        let url = "\(endpoints.documents)/spreadsheets/d/\(link.spreadsheet)/export?\(query)"
        let answer = try carry(GoogleRequest(url: url, followsRedirects: true))
        func refused(_ kind: GoogleError.Kind, _ reason: String) -> GoogleError { GoogleError(kind, place: "\(link)", reason) }
        let share = "Share it (anyone with the link: viewer), or name the key of a service account with --credentials FILE."
        switch answer.status {
        case 200 where Self.isSignIn(answer): throw refused(.denied, "Google asks to sign in: the sheet is not open to everyone who has the link. \(share)")
        case 200 where answer.kind == "text/html" || Self.isPage(answer.body): throw refused(.page, "a page came instead of CSV. Open the link and see what it shows.")
        case 200: return answer.body
        case 401, 403: throw refused(.denied, "the sheet is not open to everyone who has the link (status \(answer.status)). \(share)")
        case 400: throw refused(.notFound, "Google cannot export this\(link.gid.map { ": is there a tab with the gid \($0)?" } ?? ".") Correct the link in the episodes file.")
        case 404, 410: throw refused(.notFound, "there is no such spreadsheet. Correct the link in the episodes file.")
        case 429: throw refused(.quota, "Google has had too many requests. Wait a minute, run it again.")
        default: throw refused(.other, "Google answers \(answer.status). Try later.")
        }
    }

    private static func isSignIn(_ answer: GoogleAnswer) -> Bool {
        let path = answer.url.prefix { $0 != "?" }
        return answer.kind == "text/html" && (path.contains("ServiceLogin") || path.contains("/signin") || path.hasPrefix("https://accounts.google.com"))
    }

    /// Whatever kind it says it is.
    private static func isPage(_ body: [UInt8]) -> Bool {
        let start = String(decoding: body.prefix(200), as: UTF8.self).trimmed.lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }
}
