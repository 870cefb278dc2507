"""How faithful are character cells to the picture they show?

Paints the text that a terminal would get as pixels, a cell being 8x16, blurs it and the picture as an eye
at some distance does, and compares: PSNR in dB over all channels, or over luma. A viewer at a normal
distance resolves about half a cell (sigma 4 pixels); close up, a quarter (sigma 2).
"""
import re

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy.ndimage import gaussian_filter

CELL_WIDTH, CELL_HEIGHT = 8, 16
LUMA = np.array([0.2126, 0.7152, 0.0722])
FOREGROUND, BACKGROUND = (238, 238, 236), (0, 0, 0)
TOKEN = re.compile(r"\x1b\[([0-9;:?]*)([A-Za-z])|\x1b[^\[]|(\n)|([^\x1b\n\r])")


def palette():
    """xterm's 256 colours."""
    first = [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
             (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)]
    levels = [0, 95, 135, 175, 215, 255]
    cube = [(r, g, b) for r in levels for g in levels for b in levels]
    return first + cube + [(8 + 10 * i,) * 3 for i in range(24)]


PALETTE = palette()


def quadrant(mask):
    """Which quarters of a cell are ink: bits upper left, upper right, lower left, lower right."""
    cell = np.zeros((CELL_HEIGHT, CELL_WIDTH))
    for bit in range(4):
        if mask >> bit & 1:
            y, x = bit // 2 * 8, bit % 2 * 4
            cell[y:y + 8, x:x + 4] = 1
    return cell


QUADRANTS = dict(zip("▖▗▘▙▚▛▜▝▞▟", (4, 8, 1, 13, 9, 7, 11, 2, 6, 14)))


def sextant(mask):
    """The parts of a cell, two across and three down, as bits from the upper left."""
    fine = np.zeros((CELL_HEIGHT * 3, CELL_WIDTH))
    for bit in range(6):
        if mask >> bit & 1:
            y, x = bit // 2 * CELL_HEIGHT, bit % 2 * 4
            fine[y:y + CELL_HEIGHT, x:x + 4] = 1
    return fine.reshape(CELL_HEIGHT, 3, CELL_WIDTH).mean(axis=1)


# Without the left and the right half, which are older block elements.
SEXTANTS = [mask for mask in range(1, 63) if mask not in (21, 42)]
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"


def letter(character, font=FONT):
    """A character of a font whose advance is a cell's width, its ascent and descent in the middle of the cell."""
    scale = 8
    size = 1
    while ImageFont.truetype(font, size + 1).getlength("M") <= CELL_WIDTH * scale:
        size += 1
    face = ImageFont.truetype(font, size)
    ascent, descent = face.getmetrics()
    image = Image.new("L", (CELL_WIDTH * scale, CELL_HEIGHT * scale))
    ImageDraw.Draw(image).text((0, (CELL_HEIGHT * scale - ascent - descent) // 2), character, font=face, fill=255)
    return np.asarray(image).reshape(CELL_HEIGHT, scale, CELL_WIDTH, scale).mean(axis=(1, 3)) / 255


def ink(character):
    """The covered share of each pixel of a cell, by Unicode's definition of the block elements; letters by a font."""
    code, cell = ord(character), np.zeros((CELL_HEIGHT, CELL_WIDTH))
    if 32 < code < 127:
        return letter(character)
    if 0x1FB00 <= code < 0x1FB3C:
        return sextant(SEXTANTS[code - 0x1FB00])
    if character in QUADRANTS:
        return quadrant(QUADRANTS[character])
    if character == "▀":
        cell[:8] = 1
    elif 0x2581 <= code <= 0x2588:
        cell[CELL_HEIGHT - 2 * (code - 0x2580):] = 1
    elif 0x2589 <= code <= 0x258F:
        cell[:, :0x2590 - code] = 1
    elif character == "▐":
        cell[:, 4:] = 1
    elif 0x2591 <= code <= 0x2593:
        cell[:] = (code - 0x2590) / 4
    elif character == "▔":
        cell[:2] = 1
    elif character == "▕":
        cell[:, 7:] = 1
    elif character not in " \xa0":
        raise ValueError(f"no shape is known for {character!r}")
    return cell


INK = {}


class Pen:
    """Colours and attributes as escape sequences set them."""

    def __init__(self):
        self.front = self.back = None
        self.reverse = False

    def colours(self):
        front, back = self.front or FOREGROUND, self.back or BACKGROUND
        return (back, front) if self.reverse else (front, back)

    def apply(self, parameters):
        codes = [int(p or 0) for p in re.split("[;:]", parameters)]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.__init__()
            elif code in (7, 27):
                self.reverse = code == 7
            elif code in (39, 49):
                setattr(self, "front" if code == 39 else "back", None)
            elif code in (38, 48):
                kind = codes.pop(0)
                colour = PALETTE[codes.pop(0)] if kind == 5 else tuple(codes.pop(0) for _ in range(3))
                setattr(self, "front" if code == 38 else "back", colour)
            elif 30 <= code % 100 <= 37 or 40 <= code % 100 <= 47 or 90 <= code <= 107:
                bright = 8 if code >= 90 else 0
                setattr(self, "front" if code // 10 % 2 else "back", PALETTE[code % 10 + bright])


def painted(text, columns, rows):
    """The pixels of a terminal that is sent `text`: (rows * 16, columns * 8, 3)."""
    canvas = np.zeros((rows * CELL_HEIGHT, columns * CELL_WIDTH, 3))
    canvas[:] = BACKGROUND
    pen, x, y = Pen(), 0, 0

    def put(character):
        nonlocal x
        if x < columns and y < rows:
            if character not in INK:
                INK[character] = ink(character)[..., None]
            front, back = pen.colours()
            top, left = y * CELL_HEIGHT, x * CELL_WIDTH
            share = INK[character]
            canvas[top:top + CELL_HEIGHT, left:left + CELL_WIDTH] = share * front + (1 - share) * np.array(back)
        x += 1

    last = " "
    for parameters, final, newline, character in TOKEN.findall(text):
        if newline:
            x, y = 0, y + 1
        elif character:
            put(character)
            last = character
        elif final == "m":
            pen.apply(parameters)
        elif final == "b":
            for _ in range(int(parameters or 1)):
                put(last)
        elif final == "C":
            x += int(parameters or 1)
    return canvas


def reference(path, columns, rows):
    """The picture on the same canvas."""
    size = (columns * CELL_WIDTH, rows * CELL_HEIGHT)
    return np.asarray(Image.open(path).convert("RGB").resize(size, Image.LANCZOS)).astype(float)


def fidelity(picture, canvas, sigma, luma=False, cap=60.0):
    """PSNR after the blur; a perfect flat frame must not outweigh all others, hence the cap."""
    difference = gaussian_filter(picture - canvas, (sigma, sigma, 0))
    if luma:
        difference = difference @ LUMA
    return min(cap, 10 * np.log10(255 ** 2 / max(1e-9, np.mean(difference ** 2))))


def fidelity_of_shape(picture, canvas, sigma):
    """PSNR of blurred luma after the contrast and the brightness of the canvas that fit best. Characters cover a quarter of their
    cell, so that the plain figure rewards nothing as much as ink: by it a page full of M beats jp2a. An eye adapts."""
    wanted, seen = (gaussian_filter(one @ LUMA, sigma).ravel() for one in (picture, canvas))
    gain, offset = np.polyfit(seen, wanted, 1) if seen.std() > 0 else (0, wanted.mean())
    if gain < 0:
        gain, offset = 0, wanted.mean()
    return min(60.0, 10 * np.log10(255 ** 2 / max(1e-9, np.mean((wanted - gain * seen - offset) ** 2))))
