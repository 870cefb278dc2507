// A scene before its shots are taken: where, when, who.

struct Scene: Sendable {
    var number: Int
    var place: Place
    var daylight: Daylight
    /// Who of the cast is there.
    var cast: [Person]
    /// Whether the gadget may be seen, and where it stands.
    var machine: Point?

    /// A person's size by how near the feet are: the floor goes from 112 (far) to 160 (near).
    static func nearness(_ y: Float) -> Float { 0.6 + 0.4 * (y - 112) / 48 }
}
