// The peer of bench-latency: a bare ncurses program that repaints given cells at a key, and does nothing else.
//
//   repaint FILE COLUMNS ROWS
//
// FILE holds screens, each ROWS x COLUMNS cells of three 32-bit numbers: character, foreground, background (24-bit RGB).
// Any key shows the next screen; q leaves. Pairs are numbered by a table of its own and given up together.
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define SLOTS (1u << 16)
#define MOST_PAIRS 16384
typedef struct { uint32_t glyph, foreground, background; } Cell;
static struct { uint64_t colours; int pair; } table[SLOTS];
static int pairs = 0;

static int pair_of(uint32_t foreground, uint32_t background) {
  uint64_t colours = ((uint64_t)foreground << 32 | background) + 1;
  uint32_t slot = (uint32_t)((colours * 0x9E3779B97F4A7C15ull) >> 48);
  while (table[slot].colours && table[slot].colours != colours) slot = (slot + 1) % SLOTS;
  if (!table[slot].colours) {
    table[slot].colours = colours;
    table[slot].pair = ++pairs;
    init_extended_pair(pairs, (int)foreground, (int)background);
  }
  return table[slot].pair;
}

int main(int count, char **words) {
  if (count != 4) return 64;
  int columns = atoi(words[2]), rows = atoi(words[3]);
  setlocale(LC_ALL, "");
  FILE *file = fopen(words[1], "rb");
  if (!file) { perror(words[1]); return 1; }
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  Cell *cells = malloc(size);
  if (fread(cells, 1, size, file) != (size_t)size) return 1;
  long screens = size / (long)sizeof(Cell) / (columns * rows);
  initscr();
  start_color();
  cbreak();
  noecho();
  curs_set(0);
  cchar_t row[1024];
  for (long screen = 0;; screen = (screen + 1) % screens) {
    if (pairs > MOST_PAIRS) {
      reset_color_pairs();
      for (uint32_t slot = 0; slot < SLOTS; slot++) table[slot].colours = 0;
      pairs = 0;
    }
    for (int y = 0; y < rows && y < LINES; y++) {
      for (int x = 0; x < columns; x++) {
        Cell cell = cells[(screen * rows + y) * columns + x];
        wchar_t text[2] = {(wchar_t)cell.glyph, 0};
        int pair = pair_of(cell.foreground, cell.background);
        setcchar(&row[x], text, 0, 0, &pair);
      }
      mvadd_wchnstr(y, 0, row, columns);
    }
    refresh();
    if (getch() == 'q') break;
  }
  endwin();
  return 0;
}
