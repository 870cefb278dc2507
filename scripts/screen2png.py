#!/usr/bin/env python3
"""Draws a captured terminal screen as a picture.

  tmux capture-pane -e -p -N | scripts/screen2png.py OUT.png [--cell 10x20] [--palette 64]

Block elements are drawn as shapes, so that they meet without seams; all other characters with the
DejaVu Sans Mono font. Needs Pillow and fonts-dejavu-core.
"""
import argparse
import re
import sys

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono%s.ttf"
FOREGROUND, BACKGROUND = (216, 216, 224), (16, 16, 22)
BASIC = [(0, 0, 0), (205, 70, 70), (90, 190, 90), (205, 180, 80), (80, 130, 220), (190, 100, 190), (90, 190, 200), (216, 216, 224)]
LEVELS = [0, 95, 135, 175, 215, 255]
QUADRANTS = {0x2596: 4, 0x2597: 8, 0x2598: 1, 0x2599: 13, 0x259A: 9, 0x259B: 7, 0x259C: 11, 0x259D: 2, 0x259E: 6, 0x259F: 14}


def palette(index):
    if index < 16:
        return BASIC[index % 8]
    if index >= 232:
        return (8 + 10 * (index - 232),) * 3
    index -= 16
    return LEVELS[index // 36], LEVELS[index // 6 % 6], LEVELS[index % 6]


class Style:
    def __init__(self):
        self.reset()

    def reset(self):
        self.fg = self.bg = None
        self.bold = self.dim = self.reverse = self.underline = False

    def apply(self, codes):
        codes = iter(codes)
        for code in codes:
            if code == 0:
                self.reset()
            elif code == 1:
                self.bold = True
            elif code == 2:
                self.dim = True
            elif code == 4:
                self.underline = True
            elif code == 7:
                self.reverse = True
            elif code == 22:
                self.bold = self.dim = False
            elif code == 24:
                self.underline = False
            elif code == 27:
                self.reverse = False
            elif 30 <= code <= 37:
                self.fg = BASIC[code - 30]
            elif 40 <= code <= 47:
                self.bg = BASIC[code - 40]
            elif 90 <= code <= 97:
                self.fg = BASIC[code - 90]
            elif 100 <= code <= 107:
                self.bg = BASIC[code - 100]
            elif code == 39:
                self.fg = None
            elif code == 49:
                self.bg = None
            elif code in (38, 48):
                kind = next(codes)
                colour = palette(next(codes)) if kind == 5 else (next(codes), next(codes), next(codes))
                if code == 38:
                    self.fg = colour
                else:
                    self.bg = colour

    def colours(self):
        fg, bg = self.fg or FOREGROUND, self.bg or BACKGROUND
        if self.reverse:
            fg, bg = bg, fg
        if self.dim:
            fg = tuple((3 * a + 2 * b) // 5 for a, b in zip(fg, bg))
        return fg, bg


def rectangle(draw, x, y, w, h, box, colour):
    x0, y0, x1, y1 = (round(x + box[0] * w), round(y + box[1] * h), round(x + box[2] * w), round(y + box[3] * h))
    if x1 > x0 and y1 > y0:
        draw.rectangle([x0, y0, x1 - 1, y1 - 1], fill=colour)


def block(draw, code, x, y, w, h, fg, bg):
    """Draws a block element; False where the character is none."""
    if code == 0x2580:
        rectangle(draw, x, y, w, h, (0, 0, 1, .5), fg)
    elif 0x2581 <= code <= 0x2588:
        rectangle(draw, x, y, w, h, (0, 1 - (code - 0x2580) / 8, 1, 1), fg)
    elif 0x2589 <= code <= 0x258F:
        rectangle(draw, x, y, w, h, (0, 0, (0x2590 - code) / 8, 1), fg)
    elif code == 0x2590:
        rectangle(draw, x, y, w, h, (.5, 0, 1, 1), fg)
    elif 0x2591 <= code <= 0x2593:
        share = (code - 0x2590) / 4
        mixed = tuple(round(b + (f - b) * share) for f, b in zip(fg, bg))
        rectangle(draw, x, y, w, h, (0, 0, 1, 1), mixed)
    elif code == 0x2594:
        rectangle(draw, x, y, w, h, (0, 0, 1, 1 / 8), fg)
    elif code == 0x2595:
        rectangle(draw, x, y, w, h, (7 / 8, 0, 1, 1), fg)
    elif code in QUADRANTS:
        for i in range(4):
            if QUADRANTS[code] >> i & 1:
                rectangle(draw, x, y, w, h, (i % 2 / 2, i // 2 / 2, i % 2 / 2 + .5, i // 2 / 2 + .5), fg)
    else:
        return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--cell", default="10x20", help="pixels of a cell")
    parser.add_argument("--palette", type=int, help="so many colours, for a small file")
    options = parser.parse_args()
    w, h = map(int, options.cell.split("x"))
    fonts = {bold: ImageFont.truetype(FONT % ("-Bold" if bold else ""), round(h * .8)) for bold in (False, True)}
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").rstrip("\n").split("\n")
    width = max(len(re.sub(r"\x1b\[[0-9;:]*m", "", line)) for line in lines)
    image = Image.new("RGB", (width * w, len(lines) * h), BACKGROUND)
    draw = ImageDraw.Draw(image)
    style = Style()
    for row, line in enumerate(lines):
        column = 0
        for part in re.split(r"(\x1b\[[0-9;:]*m)", line):
            if part.startswith("\x1b["):
                style.apply([int(c or 0) for c in re.split("[;:]", part[2:-1])])
                continue
            for character in part:
                fg, bg = style.colours()
                x, y = column * w, row * h
                draw.rectangle([x, y, x + w - 1, y + h - 1], fill=bg)
                if not block(draw, ord(character), x, y, w, h, fg, bg) and character != " ":
                    draw.text((x, y), character, font=fonts[style.bold], fill=fg)
                if style.underline:
                    draw.line([x, y + h - 2, x + w - 1, y + h - 2], fill=fg)
                column += 1
    if options.palette:
        image = image.quantize(options.palette, dither=Image.Dither.NONE)
    image.save(options.output, optimize=True)


if __name__ == "__main__":
    main()
