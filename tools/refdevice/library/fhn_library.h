/* The core as a shared library, for a program that has line and time itself: the deterministic simulation in tests/Simulation. */
#ifndef FHN_LIBRARY_H
#define FHN_LIBRARY_H

#include <stdint.h>

#define FHN_LIBRARY_NUMBERS 14u /* of a cell's constants, in the order of fhn_constants up to y_bytes */

typedef struct fhn_library fhn_library;

/* A device; its memory is the caller's to give back. NULL where there is no memory. */
fhn_library *fhn_library_new(void);

/* Gives a device's memory back. */
void fhn_library_free(fhn_library *library);

/* Power on: everything at rest, no session, the clock at `now` milliseconds. Bytes that were going out are lost. */
void fhn_library_start(fhn_library *library, const int32_t *numbers, const uint8_t *hash, uint32_t features, uint32_t cells, uint32_t flags, uint32_t now);

/* Polls once at a time. Takes bytes from `in` and puts bytes into `out`, and says how many of each. Returns 0 where nothing was left to do. */
int32_t fhn_library_poll(fhn_library *library, uint32_t now, const uint8_t *in, uint32_t in_count, uint32_t *taken, uint8_t *out, uint32_t room,
    uint32_t *given);

/* No heartbeat before that time. */
void fhn_library_hush(fhn_library *library, uint32_t until);

/* Turns a bit of the reply bytes that wait to be sent; 0 where none wait. */
int32_t fhn_library_upset(fhn_library *library, uint32_t bit);

#endif
