/* Streams of bytes in which a frame was damaged, and two sound ones after it. */
#ifndef FRAME_DAMAGE_H
#define FRAME_DAMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DAMAGE_STREAM_BYTES 16384
#define DAMAGE_KINDS 12

typedef struct {
    uint32_t session; /* the nonce of the session that it begins in */
    uint8_t bytes[DAMAGE_STREAM_BYTES];
    size_t count;
    uint8_t frame[2048]; /* the one that was damaged, kind to payload */
    size_t frame_count;
    uint8_t first[16], second[16]; /* the sound ones, 6 bytes each: HELLO */
    bool ended; /* a zero ended the damage before the first sound one */
    int kind;   /* of damage */
} damage_stream;

/* The name of a kind of damage. */
const char *damage_kind_name(int kind);

/* Makes the stream of a number in a session: equal numbers, equal streams, but for their CRCs. */
void damage_make(uint64_t number, uint32_t session, damage_stream *stream);

/* The session that it leaves, since its last frame is a HELLO. */
uint32_t damage_session(const damage_stream *stream);

#endif
