// Where the film plays: a row a place. Drawing is in a file a place.

enum Place: String, CaseIterable, Sendable {
    case meadow, street, kitchen, town, desert, castle, tunnel, workshop
    /// Seen in the last episode only.
    case beach

    /// The name in METADATA and in the truth.
    var name: String {
        switch self {
        case .kitchen: "Grandma's Kitchen"
        case .town: "Old Town"
        case .tunnel: "Space Tunnel"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }

    /// The hours at which the film comes here.
    var hours: [Daylight] {
        switch self {
        case .meadow: [.day, .day, .dusk, .rain, .night]
        case .street: [.day, .rain, .dusk]
        case .kitchen: [.day, .dusk, .rain]
        case .town: [.night, .night, .rain]
        case .desert: [.day, .day, .dusk, .night]
        case .castle: [.day, .rain, .dusk]
        case .tunnel: [.day]
        case .workshop: [.dusk, .rain, .day]
        case .beach: [.day, .dusk]
        }
    }

    /// Who may pass by.
    var people: [Person] {
        switch self {
        case .meadow: [.poppy, .farmer, .milo]
        case .street: [.postman, .baker, .poppy, .milo, .aunt]
        case .kitchen: [.baker, .aunt, .milo]
        case .town: [.postman, .milo, .aunt]
        case .desert: [.farmer, .milo]
        case .castle: [.sentry, .poppy]
        case .tunnel: []
        case .workshop: [.postman, .poppy]
        case .beach: [.milo, .aunt, .poppy]
        }
    }

    var animals: [Animal] {
        switch self {
        case .meadow: [.sheep, .dog]
        case .street, .town: [.cat, .dog]
        case .kitchen, .workshop: [.cat]
        case .desert: [.camel]
        case .castle: [.dog]
        case .tunnel: []
        case .beach: [.gull, .dog]
        }
    }

    /// Things worth a close look, by side: x and y in the world.
    var details: [[Point]] {
        switch self {
        case .meadow: [[Point(-190, 40), Point(230, 110)], [Point(150, 80), Point(-200, 60)]]
        case .street: [[Point(-40, 70), Point(170, 60)], [Point(-150, 60), Point(120, 40)]]
        case .kitchen: [[Point(165, 60), Point(-190, -50)], [Point(-150, -20), Point(190, -40)]]
        case .town: [[Point(-120, 60), Point(190, 80)], [Point(0, 90), Point(-180, 20)]]
        case .desert: [[Point(210, 90), Point(-200, 60)], [Point(60, 100), Point(-170, 80)]]
        case .castle: [[Point(0, 60), Point(-180, 0)], [Point(0, -30), Point(190, 40)]]
        case .tunnel: [[Point(80, -40)], [Point(-120, -20), Point(160, 60)]]
        case .workshop: [[Point(-150, 40), Point(180, -40)], [Point(140, 60), Point(-170, -30)]]
        case .beach: [[Point(190, 40), Point(-190, 130)], [Point(-150, 0), Point(140, 120)]]
        }
    }

    /// Everything behind the figures.
    func draw(_ picture: Picture) {
        switch self {
        case .meadow: Meadow.draw(picture)
        case .street: Street.draw(picture)
        case .kitchen: Kitchen.draw(picture)
        case .town: Town.draw(picture)
        case .desert: Desert.draw(picture)
        case .castle: Castle.draw(picture)
        case .tunnel: Tunnel.draw(picture)
        case .workshop: Workshop.draw(picture)
        case .beach: Beach.draw(picture)
        }
    }

    /// Figures float here, there is no ground.
    var isWeightless: Bool { self == .tunnel }

    /// Whether a side of it lies under a roof, where no rain falls.
    func isIndoors(side: Int) -> Bool {
        switch self {
        case .kitchen, .workshop, .tunnel: true
        case .castle: side == 1
        default: false
        }
    }
}
