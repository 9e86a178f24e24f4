/* The command line of fhn-refdevice. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

#include "../core/fhn_device.h"
#include "damage.h"
#include "line.h"

typedef struct {
    bool tcp;                 /* else a pseudo-terminal */
    line_place place;         /* where TCP listens */
    bool until_stdin_closes;
    bool analog;
    double die_after, mute_after; /* seconds after the first byte; below 0: never */
    damage received, sent;    /* what becomes of bytes on their way */
    uint32_t seed;
    unsigned features, cells;
    const char *name;
    fhn_constants constants;
} options;

/* Reads the arguments. Returns -1 to go on, else the exit code; then it has told why. */
int options_read(int argc, char **argv, options *out);

#endif
