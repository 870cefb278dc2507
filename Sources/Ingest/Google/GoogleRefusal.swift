// An answer of the Sheets API that is no success: whose access is missing, to what, and what to do.

import Foundation
import Frames

struct GoogleRefusal {
    let status: Int
    /// `PERMISSION_DENIED`
    let word: String
    let message: String
    /// `SERVICE_DISABLED`
    let reason: String

    init(_ answer: GoogleAnswer) {
        status = answer.status
        let error = answer.object?["error"] as? [String: Any]
        word = error?["status"] as? String ?? ""
        message = (error?["message"] as? String ?? "").printable(limit: 200)
        let details = error?["details"] as? [[String: Any]] ?? []
        reason = details.compactMap { $0["reason"] as? String }.first ?? ""
    }

    /// One line for the person. What Google says is quoted only where nothing better is known.
    func error(_ link: SheetLink, account: ServiceAccount, writing: Bool) -> GoogleError {
        func refused(_ kind: GoogleError.Kind, _ text: String) -> GoogleError { GoogleError(kind, place: "\(link)", text) }
        switch status {
        case 401:
            return refused(.credentials, "Google does not accept the access token of \(account.email). Is its key still valid?")
        case 403 where reason == "SERVICE_DISABLED" || message.contains("it is disabled"):
            return refused(.denied, "the Google Sheets API is not enabled in the project \(account.project) of \(account.email). Enable it: "
                + "https://console.cloud.google.com/apis/library/sheets.googleapis.com, wait a minute, try again.")
        case 403 where reason == "ACCESS_TOKEN_SCOPE_INSUFFICIENT":
            return refused(.denied, "\(account.email) was given a token that does not reach for this. Is the account limited by its domain?")
        case 403:
            return refused(.denied, "\(account.email) may not \(writing ? "write to" : "read") this spreadsheet. Share it with this address "
                + "as \(writing ? "an editor" : "a viewer"), try again.")
        case 404:
            return refused(.notFound, "there is no such spreadsheet, or it was deleted. Correct the link in the episodes file; "
                + "if it is right, share the sheet with \(account.email).")
        case 429:
            return refused(.quota, "Google's quota is used up (60 reads and 60 writes a minute for \(account.email)). Wait a minute, run it again.")
        case 500...:
            return refused(.other, "Google answers \(status)\(word.isEmpty ? "" : " (\(word.printable(limit: 40)))") again and again. Try later.")
        default:
            return refused(.other, "Google answers \(status): \(message.isEmpty ? "no reason" : message).")
        }
    }
}
