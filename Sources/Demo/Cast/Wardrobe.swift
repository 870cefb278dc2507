// What each person looks like: one row a person. A film is easier to read when everyone has one colour.

/// How a head is covered.
enum HairStyle: Sendable { case braids, loose, tousled, bun, short }

enum Hat: Sendable { case cap, band, chef, post, straw, helmet, pirate }

enum Outfit: Sendable { case hoodie, stripes, dress, coat, apron }

/// A person's proportions, colours and clothes.
struct Look: Sendable {
    var child = true
    var skin = Colour(0xF7CFA8)
    var hair: Colour
    var style: HairStyle
    var hat: Hat?
    var hatColour = Colour(0xFFFFFF)
    var outfit: Outfit
    var top: Colour
    var trim: Colour
    var legs: Colour
    var shoes = Colour(0x4A3340)
    var glasses = false
    var beard = false
}

extension Person {
    var look: Look {
        switch self {
        case .emily:
            Look(hair: Colour(0xB8482A), style: .braids, hat: .band, hatColour: Colour(0xF7C948), outfit: .hoodie,
                 top: Colour(0x3FA57A), trim: Colour(0xF4F1DE), legs: Colour(0x3D4C7A), shoes: Colour(0xE4572E))
        case .ethan:
            Look(hair: Colour(0x6B3F24), style: .tousled, hat: .cap, hatColour: Colour(0x2F62B5), outfit: .stripes,
                 top: Colour(0xE8603C), trim: Colour(0xFFE3B3), legs: Colour(0x4B5573), shoes: Colour(0x2F62B5))
        case .grandma:
            Look(child: false, skin: Colour(0xF3C9A9), hair: Colour(0xD9D6E3), style: .bun, outfit: .dress,
                 top: Colour(0x8A56A8), trim: Colour(0xF2D0E8), legs: Colour(0x5D3A73), glasses: true)
        case .captain:
            Look(child: false, skin: Colour(0xA9714B), hair: Colour(0x2B2230), style: .loose, hat: .pirate, hatColour: Colour(0x2B2340),
                 outfit: .coat, top: Colour(0xC8324A), trim: Colour(0xF5C451), legs: Colour(0x37304A), shoes: Colour(0x2A2028))
        case .poppy:
            Look(hair: Colour(0xC65A30), style: .loose, outfit: .dress,
                 top: Colour(0xE9B93F), trim: Colour(0xFFF6DC), legs: Colour(0xB58A2E), shoes: Colour(0x6E4A8A))
        case .milo:
            Look(skin: Colour(0xE3B088), hair: Colour(0x3A2A22), style: .tousled, hat: .cap, hatColour: Colour(0x8E3B4E), outfit: .hoodie,
                 top: Colour(0x5B86A8), trim: Colour(0xFFF0D8), legs: Colour(0x51607F), shoes: Colour(0x6B4A3A))
        case .baker:
            Look(child: false, skin: Colour(0xF1C3A0), hair: Colour(0x5B3B28), style: .short, hat: .chef, outfit: .apron,
                 top: Colour(0xDCE6EE), trim: Colour(0xFFFFFF), legs: Colour(0x66708A), beard: true)
        case .postman:
            Look(child: false, skin: Colour(0xC98F66), hair: Colour(0x2E2420), style: .short, hat: .post, hatColour: Colour(0x26406E),
                 outfit: .coat, top: Colour(0x33558C), trim: Colour(0xF4C34A), legs: Colour(0x26304E))
        case .farmer:
            Look(child: false, skin: Colour(0xE8B88E), hair: Colour(0xA8763E), style: .short, hat: .straw, hatColour: Colour(0xE9C46A),
                 outfit: .apron, top: Colour(0xC8553D), trim: Colour(0x4A6FA5), legs: Colour(0x4A6FA5), beard: true)
        case .sentry:
            Look(child: false, hair: Colour(0x4A3428), style: .short, hat: .helmet, hatColour: Colour(0xB7BDC9), outfit: .coat,
                 top: Colour(0x7A8596), trim: Colour(0xB23A48), legs: Colour(0x5A6272))
        case .aunt:
            Look(child: false, skin: Colour(0xEEC3A3), hair: Colour(0xB9B3C4), style: .bun, outfit: .dress,
                 top: Colour(0x4E7FA8), trim: Colour(0xE6F0F7), legs: Colour(0x3B5F80))
        }
    }
}
