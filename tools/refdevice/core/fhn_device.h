/* A device that speaks docs/protocol.md. A port gives it three calls and calls fhn_device_poll for ever. */
#ifndef FHN_DEVICE_H
#define FHN_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fhn_array.h"
#include "fhn_cell.h"
#include "fhn_config.h"
#include "fhn_frame.h"
#include "fhn_queue.h"
#include "fhn_readout.h"

/* What the machine gives. No call may wait. */
typedef struct {
    int (*read)(void *context);                        /* the next byte received, or -1 */
    bool (*write)(void *context, uint8_t byte);        /* false: no room; it is offered again at the next poll */
    uint32_t (*milliseconds)(void *context);           /* a clock that may wrap */
    int32_t (*disturb)(void *context, int32_t S);      /* what a cell gets in place of S, each run; NULL: S itself */
    void *context;
} fhn_port;

/* What the device says of itself. */
typedef struct {
    uint16_t features; /* bits of the protocol */
    uint8_t flags;
    uint16_t cells;   /* 1 to FHN_MAX_CELLS */
    char name[16];    /* filled up with zeros */
} fhn_identity;

typedef struct {
    fhn_port port;
    fhn_constants constants;
    fhn_identity identity;

    fhn_decoder decoder;
    uint8_t received[FHN_QUEUE_BYTES]; /* the frame that comes in */
    uint8_t request[FHN_QUEUE_BYTES];  /* the one that is carried out */
    fhn_queue queue;

    uint8_t coded[1 + FHN_CODED_BYTES(FHN_LONGEST_BOARD_FRAME_BYTES)]; /* the frame that goes out */
    size_t coded_count, coded_sent;
    uint8_t reply[FHN_LONGEST_BOARD_FRAME_BYTES]; /* the next frame of the oldest request */
    size_t reply_count;
    bool reply_ready;

    bool damaged, overflow;           /* ERROR 1 or 5 waits; equal ones are told once */
    bool told_damaged, told_overflow; /* whose turn was last; neither: the reply's */
    bool greeting_due;
    uint8_t greeting_tag;
    uint32_t nonce;  /* of the session; 0 before the first */

    bool in_session;
    uint32_t beat_at, beats;

    uint8_t tag;     /* of the running job */
    bool done_due;   /* the running job still owes its DONE */
    uint16_t block;
    uint32_t reply_bytes;

    fhn_readout readout;
    fhn_array array;
} fhn_device;

/* Everything at rest, no session. */
void fhn_device_start(fhn_device *device, const fhn_port *port, const fhn_constants *constants, const fhn_identity *identity);

/* Does what can be done at once: takes bytes, computes a little, sends bytes. False where nothing was left to do. */
bool fhn_device_poll(fhn_device *device);

#endif
