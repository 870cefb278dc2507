// JPEG through libjpeg-turbo. Frames come from outside, so sizes are checked before memory is taken,
// and a file that is damaged is refused rather than shown half grey.

import CTurboJPEG
#if canImport(Glibc)
import Glibc
#endif

/// Reads and writes JPEG.
public enum JPEG {
    /// The longest side that is accepted, in pixels.
    public static let largestSide = 8_192

    /// Decodes a file.
    /// - Parameter atLeast: a size in pixels; the picture is decoded at the smallest scale (1/8, 1/4,
    ///   1/2, 1) that is no smaller than it in either direction. `nil`: full size.
    /// - Throws: `FrameError` with the path.
    public static func decode(path: String, atLeast: (width: Int, height: Int)? = nil) throws(FrameError) -> RGBImage {
        try decode(readFile(path), place: path, atLeast: atLeast)
    }

    /// Decodes bytes; `place` is what an error names. Accurate DCT, fancy upsampling.
    public static func decode(
        _ bytes: [UInt8], place: String, atLeast: (width: Int, height: Int)? = nil
    ) throws(FrameError) -> RGBImage {
        guard let handle = tjInitDecompress() else {
            throw .damaged(place: place, reason: "libjpeg-turbo did not start")
        }
        defer { tjDestroy(handle) }
        let header = try header(bytes, handle, place: place)
        let scale = atLeast.map { Self.scale(width: header.width, height: header.height, atLeast: $0) } ?? 1
        return try pixels(bytes, handle, (header.width + scale - 1) / scale, (header.height + scale - 1) / scale, place: place)
    }

    /// What a file says of itself before it is decoded.
    struct Header {
        let width: Int, height: Int
        /// `TJSAMP`, `TJCS`.
        let subsampling: Int32, colours: Int32
    }

    /// Checks that the bytes are a JPEG of a size that is accepted.
    static func header(_ bytes: [UInt8], _ handle: tjhandle, place: String) throws(FrameError) -> Header {
        guard bytes.starts(with: [0xFF, 0xD8]) else {
            throw .notJPEG(place: place, found: describe(bytes))
        }
        var width: Int32 = 0, height: Int32 = 0, subsampling: Int32 = 0, colours: Int32 = 0
        guard tjDecompressHeader3(handle, bytes, UInt(bytes.count), &width, &height, &subsampling, &colours) == 0 else {
            throw .damaged(place: place, reason: message(handle))
        }
        guard width <= largestSide, height <= largestSide else {
            throw .tooLarge(place: place, width: Int(width), height: Int(height))
        }
        return Header(width: Int(width), height: Int(height), subsampling: subsampling, colours: colours)
    }

    /// Decodes to RGB at one of the sizes that libjpeg-turbo scales to.
    static func pixels(_ bytes: [UInt8], _ handle: tjhandle, _ w: Int, _ h: Int, place: String) throws(FrameError) -> RGBImage {
        var failed = false
        let pixels = [UInt8](unsafeUninitializedCapacity: w * h * 3) { buffer, count in
            // A warning (data that ends too early) also returns -1: half a frame is no frame.
            failed = tjDecompress2(handle, bytes, UInt(bytes.count), buffer.baseAddress, Int32(w), 0, Int32(h),
                                   Int32(TJPF_RGB.rawValue), TJFLAG_ACCURATEDCT) != 0
            count = w * h * 3
        }
        guard !failed else { throw .damaged(place: place, reason: message(handle)) }
        return RGBImage(width: w, height: h, pixels: pixels)
    }

    /// Encodes a picture, 4:2:0.
    /// - Parameter quality: 1 to 100.
    public static func encode(_ image: RGBImage, quality: Int = 85) throws(FrameError) -> [UInt8] {
        guard let handle = tjInitCompress() else { throw .notEncoded(reason: "libjpeg-turbo did not start") }
        defer { tjDestroy(handle) }
        var out: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(out) }
        let status = tjCompress2(handle, image.pixels, Int32(image.width), 0, Int32(image.height),
                                 Int32(TJPF_RGB.rawValue), &out, &size, Int32(TJSAMP_420.rawValue),
                                 Int32(quality), TJFLAG_ACCURATEDCT)
        guard status == 0, let out else { throw .notEncoded(reason: message(handle)) }
        return Array(UnsafeBufferPointer(start: out, count: Int(size)))
    }

    static func scale(width: Int, height: Int, atLeast: (width: Int, height: Int)) -> Int {
        [8, 4, 2].first {
            (width + $0 - 1) / $0 >= atLeast.width && (height + $0 - 1) / $0 >= atLeast.height
        } ?? 1
    }

    static func message(_ handle: tjhandle) -> String {
        String(cString: tjGetErrorStr2(handle))
    }

    /// What bytes that are no JPEG look like to a person.
    private static func describe(_ bytes: [UInt8]) -> String {
        if bytes.isEmpty { return "empty" }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "a PNG" }
        if bytes.starts(with: Array("GIF8".utf8)) { return "a GIF" }
        if bytes.starts(with: Array("RIFF".utf8)) { return "a WebP or other RIFF file" }
        let start = String(decoding: bytes.prefix(256), as: UTF8.self).trimmed.lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "an HTML page" }
        if start.hasPrefix("<?xml") { return "an XML document" }
        return "some other data"
    }
}

/// The whole of a file.
func readFile(_ path: String) throws(FrameError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(place: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
        throw .unreadable(place: path, reason: "not a regular file")
    }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
        while count < buffer.count {
            let n = read(descriptor, buffer.baseAddress! + count, buffer.count - count)
            if n < 0 && errno == EINTR { continue }
            if n < 0 { failure = errno }
            if n <= 0 { return }
            count += n
        }
    }
    guard failure == 0 else { throw .unreadable(place: path, reason: String(cString: strerror(failure))) }
    return bytes
}
