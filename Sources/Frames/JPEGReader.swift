// Many JPEGs to pictures of one size, as fast as it goes: libjpeg-turbo's memory is kept, a picture is made smaller
// before it becomes RGB where that is right, and half of the decoding is left out where the picture is large enough.

import CKernels
import CTurboJPEG

/// Decodes JPEGs to a size. One a thread.
public final class JPEGReader {
    /// How much of a large picture is decoded.
    public enum Detail: Sendable {
        /// At the smallest scale (1/8, 1/4, 1/2, 1) that is no smaller than what is wanted.
        case enough
        /// All of it: from 640x360 to 256x144 nearer to the whole picture's area by a quarter of a level of 255, an eighth slower.
        case full
    }

    private let handle: tjhandle
    private var samples: [UInt8] = []
    private var row: [UInt16] = []
    private var weights: [AreaKey: AreaWeights] = [:]

    private struct AreaKey: Hashable { let extent: Double, samples: Int, target: Int }

    /// - Throws: `FrameError` where libjpeg-turbo does not start.
    public init() throws(FrameError) {
        guard let handle = tjInitDecompress() else { throw .damaged(place: "JPEG", reason: "libjpeg-turbo did not start") }
        self.handle = handle
    }

    deinit { tjDestroy(handle) }

    /// Reads a file; the rest as below.
    public func decode(path: String, width: Int, height: Int, _ detail: Detail = .enough) throws(FrameError) -> RGBImage {
        try decode(readFile(path), place: path, width: width, height: height, detail)
    }

    /// A picture of exactly this size, resized by area where it has another. Cost: half a millisecond from 640x360.
    /// - Parameter place: what an error names.
    /// - Throws: `FrameError` for what is no JPEG, is too large, or is damaged in any part.
    public func decode(
        _ bytes: [UInt8], place: String, width: Int, height: Int, _ detail: Detail = .enough
    ) throws(FrameError) -> RGBImage {
        let header = try JPEG.header(bytes, handle, place: place)
        let scale = detail == .full ? 1 : JPEG.scale(width: header.width, height: header.height, atLeast: (width, height))
        let w = (header.width + scale - 1) / scale, h = (header.height + scale - 1) / scale
        if (w, h) == (width, height) { return try JPEG.pixels(bytes, handle, w, h, place: place) }
        let isYCC = header.colours == Int32(TJCS_YCbCr.rawValue) || header.colours == Int32(TJCS_GRAY.rawValue)
        // Upwards colour is wanted smooth, as libjpeg-turbo makes it.
        if scale == 1 && isYCC && w >= width && h >= height { return try fromPlanes(bytes, header, place, width, height) }
        return try fromPixels(bytes, w, h, place, width, height)
    }

    /// Brightness and colour as they were coded, each resized by itself.
    private func fromPlanes(_ bytes: [UInt8], _ header: JPEG.Header, _ place: String, _ width: Int, _ height: Int) throws(FrameError) -> RGBImage {
        let isGrey = header.subsampling == Int32(TJSAMP_GRAY.rawValue), count = isGrey ? 1 : 3
        let sizes = (0..<count).map {
            (width: Int(tjPlaneWidth(Int32($0), Int32(header.width), header.subsampling)),
             height: Int(tjPlaneHeight(Int32($0), Int32(header.height), header.subsampling)))
        }
        reserve(samples: sizes.reduce(0) { $0 + $1.width * $1.height }, row: sizes.reduce(0) { $0 + $1.width + 16 } + 32)
        var starts = [0]
        for size in sizes { starts.append(starts[starts.count - 1] + size.width * size.height) }
        let status = samples.withUnsafeMutableBufferPointer { samples in
            var planes = (0..<3).map { i in i < count ? samples.baseAddress.map { $0 + starts[i] } : nil }
            return tjDecompressToYUVPlanes(handle, bytes, UInt(bytes.count), &planes, Int32(header.width), nil, Int32(header.height), TJFLAG_ACCURATEDCT)
        }
        guard status == 0 else { throw .damaged(place: place, reason: JPEG.message(handle)) }
        // A plane has fewer samples than the picture by a whole factor; odd sizes end in half a sample.
        let areas = sizes.map { size in
            (across: area(extent(header.width, size.width), size.width, width), down: area(extent(header.height, size.height), size.height, height))
        }
        return picture(width, height) { out in
            samples.withUnsafeBufferPointer { samples in
                row.withUnsafeMutableBufferPointer { row in
                    guard let base = samples.baseAddress, let row = row.baseAddress else { return }
                    func plane(_ i: Int, _ body: (rarity_plane) -> Void) {
                        guard i < count else { return body(rarity_plane()) }
                        areas[i].across.withArea { across in
                            areas[i].down.withArea { down in
                                body(rarity_plane(samples: base + starts[i], pitch: sizes[i].width, width: sizes[i].width, across: across, down: down))
                            }
                        }
                    }
                    plane(0) { y in plane(1) { cb in plane(2) { cr in rarity_resize_planes([y, cb, cr], width, height, row, out) } } }
                }
            }
        }
    }

    /// RGB at a scale, then by area.
    private func fromPixels(_ bytes: [UInt8], _ w: Int, _ h: Int, _ place: String, _ width: Int, _ height: Int) throws(FrameError) -> RGBImage {
        reserve(samples: w * h * 4, row: w * 4 + 32)
        let status = samples.withUnsafeMutableBufferPointer {
            tjDecompress2(handle, bytes, UInt(bytes.count), $0.baseAddress, Int32(w), Int32(w * 4), Int32(h), Int32(TJPF_RGBX.rawValue), TJFLAG_ACCURATEDCT)
        }
        guard status == 0 else { throw .damaged(place: place, reason: JPEG.message(handle)) }
        let across = area(Double(w), w, width), down = area(Double(h), h, height)
        return picture(width, height) { out in
            samples.withUnsafeBufferPointer { samples in
                row.withUnsafeMutableBufferPointer { row in
                    guard let base = samples.baseAddress, let row = row.baseAddress else { return }
                    across.withArea { across in
                        down.withArea { down in
                            var pixels = rarity_plane(samples: base, pitch: w * 4, width: w, across: across, down: down)
                            rarity_resize_pixels(&pixels, width, height, row, out)
                        }
                    }
                }
            }
        }
    }

    private func extent(_ pixels: Int, _ samples: Int) -> Double {
        let factor = ((pixels + samples - 1) / samples).nextPowerOfTwo
        return Double(pixels) / Double(factor)
    }

    private func area(_ extent: Double, _ samples: Int, _ target: Int) -> AreaWeights {
        let key = AreaKey(extent: extent, samples: samples, target: target)
        if let known = weights[key] { return known }
        // Pictures of one folder have one size; of many sizes not all are kept.
        if weights.count > 64 { weights = [:] }
        let new = AreaWeights(extent: extent, samples: samples, to: target)
        weights[key] = new
        return new
    }

    private func reserve(samples count: Int, row length: Int) {
        if samples.count < count { samples = [UInt8](repeating: 0, count: count) }
        if row.count < length { row = [UInt16](repeating: 0, count: length) }
    }

    /// The kernels write up to 16 bytes behind the last pixel.
    private func picture(_ width: Int, _ height: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) -> RGBImage {
        let count = width * height * 3
        return RGBImage(width: width, height: height, pixels: [UInt8](unsafeUninitializedCapacity: count + 16) { buffer, used in
            if let out = buffer.baseAddress { body(out) }
            used = count
        })
    }
}

private extension Int {
    /// 1, 2 or 4: how many pixels share a sample.
    var nextPowerOfTwo: Int { self <= 1 ? 1 : self <= 2 ? 2 : 4 }
}
