/* Checks that count and tell. */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>

/* Counts a check; one that fails is told with its place. */
void check(bool holds, const char *what, const char *file, int line);

#define CHECK(condition) check((condition), #condition, __FILE__, __LINE__)

/* Checks so far that failed, and all. */
int checks_failed(void);
int checks_made(void);

#endif
