// Why a frame has no picture, in words for a person who looks at its place on the screen.

import Frames

/// An image that could not be fetched.
public struct ImageError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        case notFound = "not found (404)"
        case denied = "access denied (403)"
        case credentials = "no valid credentials"
        case noBucket = "no such bucket"
        case network = "no answer from the network"
        case notJPEG = "not a JPEG"
        case damaged = "damaged on the way"
        case noAddress = "no address"
        case other = "another answer"
    }

    public let kind: Kind
    /// One line with the address; printable.
    public let description: String
    /// Every further request would end like this.
    public let stopsEverything: Bool

    init(_ kind: Kind, _ description: String, stopsEverything: Bool = false) {
        self.kind = kind
        self.description = description
        self.stopsEverything = stopsEverything
    }

    /// - Parameter error: of a request for an image.
    init(_ error: any Error, address: String) {
        switch error {
        case let error as ImageError: self = error
        case let error as S3Error:
            let kind: Kind = switch error.kind {
            case .notFound: .notFound
            case .denied: .denied
            case .credentials, .clock: .credentials
            case .noBucket: .noBucket
            case .network, .slowDown, .cancelled: .network
            case .damaged: .damaged
            case .conditionFailed, .other: .other
            }
            self.init(kind, error.description, stopsEverything: error.stopsEverything)
        case let error as HTTPError:
            let kind: Kind = error.kind == .badURL ? .noAddress : [.redirect, .tooLarge, .other].contains(error.kind) ? .other : .network
            self.init(kind, error.description, stopsEverything: error.kind == .cancelled)
        default: self.init(.other, "\(HTTPError.shown(address)): \(error)".printable(limit: 400))
        }
    }
}
