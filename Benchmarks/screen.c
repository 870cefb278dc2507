// The terminal of bench-latency: it follows what a program writes, so that the bench knows when a screen last changed,
// what stands on it, and how few bytes the change could have had. Only what curses writes with an xterm's description.
//
// Loaded by latency.py. A cell is three 32-bit numbers: character, foreground, background (24-bit RGB, or 1 << 24 for the
// terminal's own).
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define OWN (1u << 24)
#define MOST 32

typedef struct { uint32_t glyph, front, back; } Cell;
typedef struct {
  int columns, rows, x, y, top, bottom;
  bool reverse, wraps;
  uint32_t front, back, last;
  // A sequence that is not complete yet, and a character's bytes that are to come.
  int state, count, numbers[MOST];
  char mark;
  int rest;
  uint32_t code;
  Cell *cells;
  uint8_t *changed;  // rows that have changed since they were last asked for
} Screen;
enum { PLAIN, ESCAPE, SEQUENCE, TEXT, CHARSET };

Screen *screen_new(int columns, int rows) {
  Screen *s = calloc(1, sizeof *s);
  *s = (Screen){.columns = columns, .rows = rows, .bottom = rows - 1, .front = OWN, .back = OWN, .last = ' '};
  s->cells = malloc(sizeof(Cell) * columns * rows);
  s->changed = calloc(rows, 1);
  for (int i = 0; i < columns * rows; i++) s->cells[i] = (Cell){' ', OWN, OWN};
  return s;
}
Cell *screen_cells(Screen *s) { return s->cells; }
uint8_t *screen_changed(Screen *s) { return s->changed; }

static void set(Screen *s, int x, int y, Cell cell) {
  if (x < 0 || y < 0 || x >= s->columns || y >= s->rows) return;
  Cell *old = s->cells + y * s->columns + x;
  if (!memcmp(old, &cell, sizeof cell)) return;
  *old = cell;
  s->changed[y] = 1;
}

static Cell blank(Screen *s) { return (Cell){' ', OWN, s->back}; }
static void clear(Screen *s, int y, int from, int to) {
  for (int x = from; x < to; x++) set(s, x, y, blank(s));
}

// Moves the rows of the scrolling region; up where by > 0.
static void scroll(Screen *s, int top, int by) {
  int height = s->bottom - top + 1;
  for (int i = 0; i < height; i++) {
    int y = by > 0 ? top + i : s->bottom - i, from = y + by;
    for (int x = 0; x < s->columns; x++)
      set(s, x, y, from < top || from > s->bottom ? blank(s) : s->cells[from * s->columns + x]);
  }
}

static void put(Screen *s, uint32_t glyph) {
  if (s->wraps) {
    s->x = 0;
    s->wraps = false;
    if (s->y == s->bottom) scroll(s, s->top, 1); else s->y++;
  }
  set(s, s->x, s->y, s->reverse ? (Cell){glyph, s->back, s->front} : (Cell){glyph, s->front, s->back});
  s->last = glyph;
  if (s->x + 1 < s->columns) s->x++; else s->wraps = true;
}

static void colours(Screen *s) {
  for (int i = 0; i <= s->count; i++) {
    int n = s->numbers[i];
    if (n == 0) s->reverse = false, s->front = s->back = OWN;
    else if (n == 7 || n == 27) s->reverse = n == 7;
    else if (n == 39) s->front = OWN;
    else if (n == 49) s->back = OWN;
    else if ((n == 38 || n == 48) && s->numbers[i + 1] == 2 && i + 4 <= s->count) {
      uint32_t colour = (uint32_t)s->numbers[i + 2] << 16 | (uint32_t)s->numbers[i + 3] << 8 | (uint32_t)s->numbers[i + 4];
      if (n == 38) s->front = colour; else s->back = colour;
      i += 4;
    }
  }
}

static int least(int a, int b) { return a < b ? a : b; }
static int most(int a, int b) { return a > b ? a : b; }

static void run(Screen *s, char final) {
  int n = most(1, s->numbers[0]), rest = s->columns - s->x;
  Cell *row = s->cells + s->y * s->columns;
  if (final == 'm' && !s->mark) { colours(s); return; }
  if (s->mark) return;
  if (final != 'b') s->wraps = false;
  switch (final) {
    case 'A': s->y = most(0, s->y - n); break;
    case 'B': s->y = least(s->rows - 1, s->y + n); break;
    case 'C': s->x = least(s->columns - 1, s->x + n); break;
    case 'D': s->x = most(0, s->x - n); break;
    case 'G': s->x = least(s->columns, n) - 1; break;
    case 'd': s->y = least(s->rows, n) - 1; break;
    case 'H': s->y = least(s->rows, n) - 1; s->x = least(s->columns, most(1, s->numbers[1])) - 1; break;
    case 'K': clear(s, s->y, s->numbers[0] == 0 ? s->x : 0, s->numbers[0] == 1 ? s->x + 1 : s->columns); break;
    case 'J':
      if (s->numbers[0] == 0) clear(s, s->y, s->x, s->columns);
      for (int y = s->numbers[0] == 0 ? s->y + 1 : 0; y < s->rows; y++) clear(s, y, 0, s->columns);
      break;
    case 'X': clear(s, s->y, s->x, least(s->columns, s->x + n)); break;
    case 'b': while (n--) put(s, s->last); break;
    case '@': for (int x = s->columns - 1; x >= s->x; x--) set(s, x, s->y, x - n >= s->x ? row[x - n] : blank(s)); break;
    case 'P': for (int i = 0; i < rest; i++) set(s, s->x + i, s->y, i + n < rest ? row[s->x + i + n] : blank(s)); break;
    case 'L': scroll(s, s->y, -n); break;
    case 'M': scroll(s, s->y, n); break;
    case 'S': scroll(s, s->top, n); break;
    case 'T': scroll(s, s->top, -n); break;
    case 'r':
      s->top = n - 1;
      s->bottom = (s->count > 0 && s->numbers[1] ? least(s->rows, s->numbers[1]) : s->rows) - 1;
      s->x = s->y = 0;
      break;
  }
}

static void take(Screen *s, uint8_t byte) {
  switch (s->state) {
    case ESCAPE:
      s->state = byte == '[' ? SEQUENCE : byte == ']' || byte == 'P' || byte == '_' ? TEXT : byte == '(' || byte == ')' ? CHARSET : PLAIN;
      s->count = s->mark = 0;
      memset(s->numbers, 0, sizeof s->numbers);
      if (byte == 'M') { if (s->y == s->top) scroll(s, s->top, -1); else s->y--; }
      return;
    case SEQUENCE:
      if (byte >= '0' && byte <= '9') s->numbers[s->count] = s->numbers[s->count] * 10 + byte - '0';
      else if (byte == ';') s->count = least(MOST - 6, s->count + 1);
      else if (byte < '@') s->mark = (char)byte;
      else s->state = PLAIN, run(s, (char)byte);
      return;
    case TEXT:
      if (byte == 7) s->state = PLAIN;
      if (byte == 27) s->state = CHARSET;  // ST: its second byte is swallowed
      return;
    case CHARSET: s->state = PLAIN; return;
  }
  if (s->rest > 0) {
    s->code = s->code << 6 | (byte & 63);
    if (--s->rest == 0) put(s, s->code);
  } else if (byte >= 0xC0) {
    s->rest = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    s->code = byte & (0x3F >> s->rest);
  } else if (byte == 27) s->state = ESCAPE;
  else if (byte == 13) s->x = 0, s->wraps = false;
  else if (byte == 8) s->x = most(0, s->x - 1), s->wraps = false;
  else if (byte == 9) s->x = least(s->columns - 1, (s->x / 8 + 1) * 8);
  else if (byte == 10) { if (s->y == s->bottom) scroll(s, s->top, 1); else s->y++; }
  else if (byte >= 32) put(s, byte);
}

// Follows bytes, and stops behind the first that changes a row from `stop` to `end`. Returns how many it took.
int screen_feed(Screen *s, const uint8_t *bytes, int count, int stop, int end) {
  for (int i = 0; i < count; i++) {
    take(s, bytes[i]);
    for (int y = stop; y < end; y++) if (s->changed[y]) return i + 1;
  }
  return count;
}

static int digits(int n) { return n < 10 ? 1 : n < 100 ? 2 : 3; }
static int colour_bytes(uint32_t c) {
  return c == OWN ? 2 : 7 + digits((int)(c >> 16)) + digits((int)(c >> 8 & 255)) + digits((int)(c & 255));
}

// Bytes of a plain way from one screen to another: the cursor is sent to each run of cells that differ, a colour is named
// where it changes, both in one sequence, and a blank needs no foreground.
int screen_difference(const Cell *old, const Cell *new, int columns, int rows) {
  int bytes = 0;
  uint32_t front = OWN, back = OWN;
  for (int y = 0; y < rows; y++)
    for (int x = 0, next = -1; x < columns; x++) {
      Cell cell = new[y * columns + x];
      if (!memcmp(old + y * columns + x, &cell, sizeof cell)) continue;
      if (next != x) bytes += next < 0 ? 4 + digits(y + 1) + digits(x + 1) : 3 + digits(x - next);
      next = x + 1;
      bool names_front = cell.glyph != ' ' && cell.front != front, names_back = cell.back != back;
      if (names_front) bytes += colour_bytes(front = cell.front);
      if (names_back) bytes += colour_bytes(back = cell.back);
      if (names_front || names_back) bytes += 3 + (names_front && names_back);
      bytes += cell.glyph < 0x80 ? 1 : cell.glyph < 0x800 ? 2 : 3;
    }
  return bytes;
}
