// ncurses with wide characters. Variadic and macro parts that Swift cannot import get a name here.
#ifndef RARITY_CNCURSES_H
#define RARITY_CNCURSES_H
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#include <langinfo.h>
#include <wchar.h>
int wcwidth(wchar_t);
static inline WINDOW *rarity_stdscr(void) { return stdscr; }
static inline WINDOW *rarity_curscr(void) { return curscr; }
static inline TERMINAL *rarity_cur_term(void) { return cur_term; }
#endif
