// Images from S3 and the web, many at a time, each verified: length, ETag where there is one, and that it is a JPEG.

import Frames

/// One image that is wanted.
public struct ImageRequest<Tag: Sendable>: Sendable {
    public var tag: Tag
    /// `https://…`, `s3://bucket/key`, or `bucket/key` at the endpoint in use.
    public var address: String

    public init(_ tag: Tag, address: String) {
        self.tag = tag
        self.address = address
    }
}

/// An image as it came.
public struct FetchedImage: Sendable {
    public var bytes: [UInt8]
    /// Seconds since 1970, where the server says when it was last changed.
    public var modified: Double?

    public init(bytes: [UInt8], modified: Double? = nil) {
        self.bytes = bytes
        self.modified = modified
    }
}

/// Fetches images. Waits on the caller's thread.
public final class ImageFetcher: Sendable {
    /// Larger than any frame of a film.
    private static let sizeLimit = 64 << 20

    private let s3: S3Client

    /// - Parameter cancelled: asked about ten times a second; once it says so, `fetch` ends.
    /// - Throws: `IngestError` for S3 settings that cannot be used.
    public init(limits: HTTPLimits = .standard, cancelled: @escaping @Sendable () -> Bool = { false }) throws(IngestError) {
        s3 = try S3Client(limits: limits, cancelled: cancelled)
    }

    init(s3: S3Client) { self.s3 = s3 }

    /// - Parameters:
    ///   - wanted: taken as there is room.
    ///   - level: how many at once; finds itself.
    ///   - finished: called on the caller's thread for every image, in the order they end. An error that it throws ends the run.
    /// - Throws: what `finished` threw, or `HTTPError` of kind `.cancelled`.
    public func fetch<Tag>(_ wanted: some Sequence<ImageRequest<Tag>>, level: ParallelLevel = ParallelLevel(),
                           finished: (ImageRequest<Tag>, Result<FetchedImage, ImageError>) throws -> Void) throws {
        try s3.http.run(wanted, level: level, exchange: { exchange($0.address) }) { request, result in
            try finished(request, result.mapError { ImageError($0, address: request.address) })
        }
    }

    private func exchange(_ address: String) -> Exchange<FetchedImage> {
        switch S3Address(text: address, endpoint: s3.settings.endpoint) {
        case .object(let location, let region):
            return s3.reading(location, region: region, sizeLimit: Self.sizeLimit) { response in
                guard response.status != 404 else { throw ImageError(.notFound, "\(location): there is no such image (404).") }
                return try Self.image(response, location.description)
            }
        case .plain(let url): return Self.plain(url)
        case nil:
            let error = ImageError(.noAddress, "\(HTTPError.shown(address)): is no address of an image.")
            return Exchange(request: { throw error }, judge: { _ in .failed(error) })
        }
    }

    private static func plain(_ url: String) -> Exchange<FetchedImage> {
        Exchange(request: { HTTPRequest(url, headers: [HTTPHeader("Accept", "image/jpeg,*/*;q=0.5")], sizeLimit: sizeLimit) }, judge: { result in
            if let verdict = Verdict<FetchedImage>.unlessAnswered(result) { return verdict }
            guard case .success(let response) = result else { return .failed(ImageError(.other, HTTPError.shown(url))) }
            let place = HTTPError.shown(url)
            switch response.status {
            case 200..<300:
                do { return .done(try image(response, place)) } catch { return .failed(error) }
            case 401, 403: return .failed(ImageError(.denied, "\(place): access is denied (\(response.status))."))
            case 404, 410: return .failed(ImageError(.notFound, "\(place): there is no such image (\(response.status))."))
            default: return .failed(ImageError(.other, "\(place): the server answered \(response.status), \(HTTPStatus.words(response.status))."))
            }
        })
    }

    private static func image(_ response: HTTPResponse, _ place: String) throws(ImageError) -> FetchedImage {
        if !response.body.starts(with: [0xFF, 0xD8, 0xFF]) {
            do throws(FrameError) { _ = try JPEG.decode(response.body, place: place) } catch { throw ImageError(.notJPEG, error.description) }
            throw ImageError(.notJPEG, "\(place): is no JPEG.")
        }
        return FetchedImage(bytes: response.body, modified: response["last-modified"].flatMap(HTTPDate.seconds))
    }
}
