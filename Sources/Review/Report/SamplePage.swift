// A sampled selection as one HTML file: real pictures, each with the histogram of its standardised form and the normal curve over
// it. Nothing is fetched, nothing runs.

import Foundation
import Frames

/// One picture of a sample.
public struct SampledPicture: Sendable {
    public var name: String
    public var rarity: RarityClass
    /// Line or record of the manifest, from 1.
    public var row: Int
    /// What was found; empty where the picture could not be read, and why.
    public var jpeg: [UInt8]
    public var missing: String?
    /// Of the grey levels, 0 to 255, before standardising.
    public var mean: Double, deviation: Double
    public var histogram: Histogram?

    public init(name: String, rarity: RarityClass, row: Int, missing: String) {
        (self.name, self.rarity, self.row, self.missing) = (name, rarity, row, missing)
        (jpeg, mean, deviation, histogram) = ([], 0, 0, nil)
    }

    /// - Throws: `FrameError` where it is no JPEG.
    public init(name: String, rarity: RarityClass, row: Int, jpeg: [UInt8], image: RGBImage) throws {
        (self.name, self.rarity, self.row) = (name, rarity, row)
        // A page of a dozen should not weigh tens of megabytes.
        self.jpeg = jpeg.count < 400_000 ? jpeg : try JPEG.encode(JPEG.decode(jpeg, place: name, atLeast: (width: 960, height: 540)))
        let grey = GreyImage(image)
        (mean, deviation, histogram) = (grey.mean, grey.deviation, Histogram(grey))
    }
}

/// Draws the page of a sample.
public enum SamplePage {
    /// The whole file.
    /// - Parameters:
    ///   - counts: lines of the manifest by class.
    ///   - rarity: the class that the sample was drawn from, if one was named.
    public static func html(_ pictures: [SampledPicture], manifest: String, counts: [Int], rarity: RarityClass?, seed: UInt64) -> String {
        let lines = counts.reduce(0, +)
        let chips = RarityClass.allCases.map { "<span>\(ReportPage.chip($0)) \(counts[$0.rawValue])</span>" }.joined()
        let drawn = "\(pictures.count) of \(rarity.map { "\(counts[$0.rawValue]) \($0)" } ?? "\(lines)") images, seed \(seed)"
        return ReportPage.page(title: "\(manifest) · sample", style: css, body: """
            <header>
            <p class="over">Rarity · sample of a manifest</p>
            <h1>\(ReportPage.escaped(manifest))</h1>
            <p class="sub">\(drawn)</p>
            <p class="legend">\(chips)</p>
            <p class="legend"><span><span class="swatch bin"></span>density of the standardised grey picture, 25 bins</span><span><span class="swatch normal"></span>normal curve</span></p>
            </header>
            <div class="cards">
            \(pictures.map(card).joined(separator: "\n"))
            </div>
            """)
    }

    private static func card(_ one: SampledPicture) -> String {
        let name = ReportPage.escaped(one.name)
        guard let histogram = one.histogram else {
            return """
                <figure><div class="missing">no image</div><figcaption><p>\(ReportPage.chip(one.rarity))</p><p class="frame">\(name)</p>
                <p class="sub">row \(one.row) · \(ReportPage.escaped(one.missing ?? ""))</p></figcaption></figure>
                """
        }
        return """
            <figure><div class="over-picture"><img alt="\(name)" src="data:image/jpeg;base64,\(Data(one.jpeg).base64EncodedString())">\(plot(histogram))</div>
            <figcaption><p>\(ReportPage.chip(one.rarity)) <span class="sub">row \(one.row)</span></p><p class="frame">\(name)</p>
            <p class="sub">mean \(ReportPage.fixed(one.mean, 1)) · deviation \(ReportPage.fixed(one.deviation, 1))</p></figcaption></figure>
            """
    }

    /// Bars, curve and an axis in standard deviations, 320 wide.
    static func plot(_ histogram: Histogram) -> String {
        let width = 320.0, height = 64.0, axis = 12.0
        let low = histogram.edges.first ?? -1, high = histogram.edges.last ?? 1
        let top = max(histogram.density.max() ?? 0, Histogram.normal(0)) * 1.06
        func x(_ value: Double) -> Double { (value - low) / (high - low) * width }
        func y(_ density: Double) -> Double { height * (1 - density / top) }
        let f = ReportPage.fixed
        let bars = histogram.density.enumerated().map { bin, density -> String in
            let left = x(histogram.edges[bin]), right = x(histogram.edges[bin + 1])
            return "<rect class=\"bin\" x=\"\(f(left + 0.4, 1))\" y=\"\(f(y(density), 2))\" width=\"\(f(max(0.4, right - left - 0.8), 1))\" height=\"\(f(height - y(density), 2))\"/>"
        }.joined()
        let curve = (0...80).map { step -> String in
            let value = low + (high - low) * Double(step) / 80
            return "\(f(x(value), 1)),\(f(y(Histogram.normal(value)), 2))"
        }.joined(separator: " ")
        let ticks = (Int(low.rounded(.up))...max(Int(low.rounded(.up)), Int(high.rounded(.down)))).map { tick -> String in
            "<text x=\"\(f(x(Double(tick)), 1))\" y=\"\(f(height + 9.5, 1))\" text-anchor=\"middle\">\(tick < 0 ? "−\(-tick)" : "\(tick)")</text>"
        }.joined()
        return """
            <svg class="plot" viewBox="0 0 320 \(f(height + axis, 0))" role="img" aria-label="Histogram of the standardised picture with the normal curve">\(bars)<polyline class="normal" points="\(curve)"/>\(ticks)</svg>
            """
    }

    private static let css = """
        .cards { grid-template-columns:repeat(auto-fill,minmax(280px,1fr)); }
        .over-picture { position:relative; } .over-picture img { display:block; width:100%; aspect-ratio:16/9; object-fit:fill; }
        .plot { position:absolute; left:0; bottom:0; width:100%; background:linear-gradient(transparent, rgba(8,8,14,.72) 45%); }
        .bin { fill:#c6dbff; fill-opacity:.62; } svg.plot polyline.normal { stroke:#ffc24b; stroke-width:1.6; } svg.plot text { fill:#f2f2f2; font-size:8px; }
        .swatch { display:inline-block; width:1em; height:.7em; margin-right:.45em; border-radius:2px; } .swatch.bin { background:#8fb0e8; } .swatch.normal { background:#ffc24b; height:.25em; vertical-align:.25em; }
        @media (max-width:640px) { .cards { grid-template-columns:1fr; } }
        """
}
