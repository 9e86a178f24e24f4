/* Requests that wait: kind, tag and payload of each, one after the other in a ring. */
#ifndef FHN_QUEUE_H
#define FHN_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fhn_config.h"

typedef struct {
    uint8_t ring[FHN_QUEUE_BYTES];
    size_t first, used;
} fhn_queue;

/* Forgets all requests. */
void fhn_queue_clear(fhn_queue *queue);

/* Adds a request; false where it does not fit. It counts as it went over the link, with its CRC. */
bool fhn_queue_put(fhn_queue *queue, const uint8_t *request, size_t count);

/* Takes the oldest request and frees its room. Returns its bytes, 0 where none waits. */
size_t fhn_queue_take(fhn_queue *queue, uint8_t *request);

#endif
