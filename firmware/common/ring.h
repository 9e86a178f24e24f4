/* Bytes between an interrupt and the program: one writes, one reads, so no lock is needed. The room is a power of two. */
#ifndef RING_H
#define RING_H

#include <stdbool.h>
#include <stdint.h>

#ifndef RING_BYTES
#define RING_BYTES 1024u
#endif

typedef struct {
    uint8_t bytes[RING_BYTES];
    volatile uint32_t put, taken; /* counts that wrap */
} ring;

static inline bool ring_is_empty(const ring *r)
{
    return r->put == r->taken;
}

/* False, and the byte is lost, where there is no room. */
static inline bool ring_put(ring *r, uint8_t byte)
{
    const uint32_t put = r->put;
    if (put - r->taken == RING_BYTES) {
        return false;
    }
    r->bytes[put % RING_BYTES] = byte;
    r->put = put + 1;
    return true;
}

/* The oldest byte, or -1. */
static inline int ring_take(ring *r)
{
    const uint32_t taken = r->taken;
    if (r->put == taken) {
        return -1;
    }
    const uint8_t byte = r->bytes[taken % RING_BYTES];
    r->taken = taken + 1;
    return byte;
}

#endif
