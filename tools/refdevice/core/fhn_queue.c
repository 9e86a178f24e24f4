#include "fhn_queue.h"

#include "fhn_frame.h"

#define HEAD_BYTES 2u /* the request's length; with the two bytes unused it weighs what the CRC weighed */

void fhn_queue_clear(fhn_queue *queue)
{
    queue->first = 0;
    queue->used = 0;
}

static void put(fhn_queue *queue, uint8_t byte)
{
    queue->ring[(queue->first + queue->used++) % FHN_QUEUE_BYTES] = byte;
}

static uint8_t take(fhn_queue *queue)
{
    const uint8_t byte = queue->ring[queue->first];
    queue->first = (queue->first + 1) % FHN_QUEUE_BYTES;
    queue->used--;
    return byte;
}

bool fhn_queue_put(fhn_queue *queue, const uint8_t *request, size_t count)
{
    if (count + FHN_CRC_BYTES > FHN_QUEUE_BYTES - queue->used) {
        return false;
    }
    put(queue, (uint8_t)count);
    put(queue, (uint8_t)(count >> 8));
    for (size_t i = 0; i < count; i++) {
        put(queue, request[i]);
    }
    queue->used += FHN_CRC_BYTES - HEAD_BYTES;
    return true;
}

size_t fhn_queue_take(fhn_queue *queue, uint8_t *request)
{
    size_t count;
    if (queue->used == 0) {
        return 0;
    }
    count = take(queue);
    count |= (size_t)take(queue) << 8;
    for (size_t i = 0; i < count; i++) {
        request[i] = take(queue);
    }
    for (unsigned i = HEAD_BYTES; i < FHN_CRC_BYTES; i++) {
        (void)take(queue);
    }
    return count;
}
