/* Frames: bytes closed by a CRC, coded by COBS, ended by a zero byte (docs/protocol.md, section 2). */
#ifndef FHN_FRAME_H
#define FHN_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../fhn_protocol.h"

#define FHN_CODED_BYTES(n) ((n) + (n) / 254u + 2u) /* the most that n bytes become, with the zero */

/* CRC-32 as in zip and Ethernet; there the register starts at 0xFFFFFFFF. */
uint32_t fhn_crc32(uint32_t start, const uint8_t *bytes, size_t count);

/*
 * Closes the frame of a session by its CRC (frame has room for four more bytes) and codes it. Returns the coded bytes, the zero among them. The session's
 * nonce is 0 before the first one.
 */
size_t fhn_frame_encode(uint8_t *frame, size_t count, uint32_t nonce, uint8_t *coded);

typedef enum {
    FHN_FRAME_MORE,    /* not ended yet */
    FHN_FRAME_EMPTY,   /* two zeros in a row: nothing */
    FHN_FRAME_WHOLE,   /* bytes and count hold kind, tag and payload, without the CRC */
    FHN_FRAME_DAMAGED  /* dropped */
} fhn_frame_event;

/* Takes coded bytes one by one. */
typedef struct {
    uint8_t *bytes;
    size_t room;
    size_t count;
    uint32_t nonce;    /* frames of this session alone are whole; its owner sets it */
    uint8_t left;      /* bytes that the running piece still has */
    bool zero_follows; /* the running piece stands for a zero too, if another piece comes */
    bool started;
    bool too_long;
} fhn_decoder;

/* Decodes into the given bytes, before the first session. */
void fhn_decoder_start(fhn_decoder *decoder, uint8_t *bytes, size_t room);

/* Takes one byte. A whole frame stays in place until the next byte is given. */
fhn_frame_event fhn_decoder_take(fhn_decoder *decoder, uint8_t byte);

#endif
