// The hour and the weather of a scene: one light over everything that is drawn in it.

enum Daylight: String, CaseIterable, Sendable {
    case day, dusk, rain, night

    /// What the light makes of white.
    var tint: Colour {
        switch self {
        case .day: Colour(1, 1, 1)
        case .dusk: Colour(1, 0.83, 0.76)
        case .rain: Colour(0.70, 0.76, 0.86)
        case .night: Colour(0.44, 0.48, 0.76)
        }
    }

    /// Zenith, middle and horizon of the open sky.
    var sky: [Stop] {
        switch self {
        case .day: [Stop(0, Colour(0x4FA3E8)), Stop(0.55, Colour(0x9BD2F5)), Stop(1, Colour(0xF3F3DC))]
        case .dusk: [Stop(0, Colour(0x4A3A86)), Stop(0.45, Colour(0xC9628F)), Stop(0.8, Colour(0xFBA66A)),
                     Stop(1, Colour(0xFFE0A0))]
        case .rain: [Stop(0, Colour(0x5E7186)), Stop(0.6, Colour(0x8DA0AE)), Stop(1, Colour(0xB9C4C6))]
        case .night: [Stop(0, Colour(0x0B1036)), Stop(0.6, Colour(0x232A66)), Stop(1, Colour(0x4B4685))]
        }
    }

    /// What distant things fade into.
    var haze: Colour {
        switch self {
        case .day: Colour(0xCBE5F2)
        case .dusk: Colour(0xF0A285)
        case .rain: Colour(0xA6B4BD)
        case .night: Colour(0x3A3C78)
        }
    }

    /// Lamps burn and windows shine.
    var isDark: Bool { self == .night || self == .dusk }
}
