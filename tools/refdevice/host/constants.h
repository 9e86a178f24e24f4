/* The constants of a cell: those that were built in, or those of a file of the same form as fhn_constants.h. */
#ifndef CONSTANTS_H
#define CONSTANTS_H

#include <stdbool.h>

#include "../core/fhn_cell.h"

/* fhn_constants.h. */
fhn_constants constants_standard(void);

/* Reads lines of "#define FHN_NAME VALUE". False, with a sentence on standard error, where something is missing. */
bool constants_read(const char *path, fhn_constants *out);

#endif
