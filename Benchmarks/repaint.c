// The peer of bench-latency: a bare ncurses program that repaints given cells at a key, and does nothing else.
//
//   repaint FILE COLUMNS ROWS
//
// FILE holds screens, each ROWS x COLUMNS cells of three 32-bit numbers: character, foreground, background (24-bit RGB,
// or 1 << 24 for the terminal's own); it may grow meanwhile. Any key shows the next screen; q leaves. TERM must have direct
// colour. Pairs are numbered by a table of its own and given up together.
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define SLOTS (1u << 16)
#define MOST_PAIRS 16384
#define OWN (1u << 24)
typedef struct { uint32_t glyph, front, back; } Cell;
static struct { uint64_t colours; int pair; } table[SLOTS];
static int pairs = 0;

static int number(uint32_t colour) { return colour == OWN ? -1 : (int)colour; }

static int pair_of(uint32_t front, uint32_t back) {
  uint64_t colours = ((uint64_t)front << 32 | back) + 1;
  uint32_t slot = (uint32_t)((colours * 0x9E3779B97F4A7C15ull) >> 48);
  while (table[slot].colours && table[slot].colours != colours) slot = (slot + 1) % SLOTS;
  if (!table[slot].colours) {
    table[slot].colours = colours;
    table[slot].pair = ++pairs;
    init_extended_pair(pairs, number(front), number(back));
  }
  return table[slot].pair;
}

static void show(const Cell *cells, int columns, int rows) {
  static cchar_t row[1024];
  for (int y = 0; y < rows && y < LINES; y++) {
    for (int x = 0; x < columns; x++) {
      Cell cell = cells[y * columns + x];
      wchar_t text[2] = {(wchar_t)cell.glyph, 0};
      int pair = pair_of(cell.front, cell.back);
      setcchar(&row[x], text, 0, 0, &pair);
    }
    mvadd_wchnstr(y, 0, row, columns);
  }
  refresh();
}

int main(int count, char **words) {
  if (count != 4) return 64;
  int columns = atoi(words[2]), rows = atoi(words[3]);
  setlocale(LC_ALL, "");
  FILE *file = fopen(words[1], "rb");
  if (!file) { perror(words[1]); return 1; }
  size_t size = sizeof(Cell) * columns * rows;
  Cell *cells = malloc(size);
  initscr();
  if (start_color() == ERR || COLORS < 1 << 24) { endwin(); fputs("no direct colour\n", stderr); return 1; }
  use_default_colors();
  cbreak();
  noecho();
  curs_set(0);
  init_extended_pair(MOST_PAIRS + columns * rows, -1, -1);  // one allocation for all
  long screen = 0;
  int key;
  do {
    clearerr(file);  // it has grown
    if (fseek(file, screen * (long)size, SEEK_SET) || fread(cells, 1, size, file) != size) continue;  // to the next key
    screen++;
    if (pairs > MOST_PAIRS) {
      reset_color_pairs();
      for (uint32_t slot = 0; slot < SLOTS; slot++) table[slot].colours = 0;
      pairs = 0;
    }
    show(cells, columns, rows);
  } while ((key = getch()) != 'q' && key != ERR);
  endwin();
  return 0;
}
