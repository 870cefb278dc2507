// Manifests: the class of each image, for the programs that train on them.

import Frames

/// A manifest as it is written: line by line into bytes, since a million lines are some 150 MB.
public struct Manifest: Sendable {
    public let format: ManifestFormat
    /// The text so far; every line ends with a line feed.
    public private(set) var bytes: [UInt8] = []
    /// Lines, without the header of CSV.
    public private(set) var count = 0
    /// What comes before the name of an image, and the data set's folder for it; neighbours have the same.
    private var last: (folder: ImageFolder, episode: EpisodeCode, head: [UInt8], target: [UInt8])?
    /// What stands behind the name, by class.
    private let ends: [[UInt8]]
    private let endpoint: String

    /// - Parameters:
    ///   - endpoint: where base URLs without a scheme lie.
    ///   - isContinued: a part that stands behind others has no header.
    public init(_ format: ManifestFormat, endpoint: String = ImageFolder.endpoint, isContinued: Bool = false) {
        self.format = format
        self.endpoint = endpoint
        ends = RarityClass.allCases.map { rarity in
            switch format {
            case .jl: Array("\", \"class\": \"\(rarity)\"}\n".utf8)
            case .csv: Array(",\(rarity)\n".utf8)
            case .versioned: Array("\(rarity)/".utf8)
            }
        }
        if format == .csv, !isContinued { put("img-ref,class\n") }
    }

    /// The whole text of a manifest.
    public static func text(_ lines: [ManifestLine], _ format: ManifestFormat) -> String {
        var manifest = Manifest(format)
        for line in lines { manifest.add(line) }
        return String(decoding: manifest.bytes, as: UTF8.self)
    }

    public mutating func reserve(_ lines: Int) { bytes.reserveCapacity(bytes.count + lines * 170) }

    /// Adds the line of any image.
    public mutating func add(_ line: ManifestLine) {
        count += 1
        switch format {
        case .jl: put("{\"img-ref\": \(JSONText.quoted(line.imageRef)), \"class\": \"\(line.rarity)\"}\n")
        case .csv: put("\(CSVText.cell(line.imageRef)),\(line.rarity)\n")
        case .versioned:
            let name = String(line.imageRef.split(separator: "/").last ?? "")
            put("{\"src_url\": \(JSONText.quoted(line.imageRef)), \"dst_key\": \(JSONText.quoted("ML/train/\(line.rarity)/\(name)"))}\n")
        }
    }

    /// Adds the line of a frame. Its number holds nothing that a cell or a text would have to escape, nor does a checked base URL.
    public mutating func add(_ number: FrameNumber, in folder: ImageFolder, _ rarity: RarityClass) {
        if last?.folder != folder || last?.episode != number.episode {
            let start = switch format {
            case .jl: "{\"img-ref\": \""
            case .csv: ""
            case .versioned: "{\"src_url\": \""
            }
            last = (folder, number.episode, Array((start + folder.address(endpoint: endpoint)).utf8),
                    Array((folder.dataFolder(of: number, endpoint: endpoint) + "/ML/train/").utf8))
        }
        guard let last else { return }
        count += 1
        bytes.append(contentsOf: last.head)
        number.withUTF8(ending: ".jpg") { name in
            bytes.append(contentsOf: name)
            if format == .versioned {
                put("\", \"dst_key\": \"")
                bytes.append(contentsOf: last.target)
                bytes.append(contentsOf: ends[rarity.rawValue])
                bytes.append(contentsOf: name)
                put("\"}\n")
            } else {
                bytes.append(contentsOf: ends[rarity.rawValue])
            }
        }
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

extension ImageFolder {
    /// The folder of an episode in the bucket, `tuttle_twins/s01e01`, where the earlier system keeps its data set: what the address has
    /// up to the part that names the episode; where no part does, series and episode.
    func dataFolder(of number: FrameNumber, endpoint: String) -> String {
        let code = number.episode.description.lowercased()
        var parts = base.components(separatedBy: "://").last?.split(separator: "/").map(String.init) ?? []
        // Path-style addresses, and those without a host, begin with the bucket.
        let hasHost = base.hasPrefix("http")
        let host = hasHost ? parts.removeFirst() : ""
        if !hasHost || host.hasPrefix("s3.") || host.hasPrefix("s3-") || endpoint.hasSuffix("://" + host) { parts = Array(parts.dropFirst()) }
        guard let at = parts.firstIndex(where: { $0.lowercased() == code }) else { return "\(number.series.lowercased())/\(code)" }
        return parts[...at].joined(separator: "/")
    }
}
