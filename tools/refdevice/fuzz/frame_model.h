/* What docs/protocol.md, section 2, says of a stream of bytes, told as plainly as can be and sharing nothing with the device. */
#ifndef FRAME_MODEL_H
#define FRAME_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Gets a piece between two zeros: its bytes kind to payload where it is a sound frame; else NULL. */
typedef void (*frame_model_piece)(void *context, const uint8_t *frame, size_t count);

/*
 * Cuts a stream into frames of at most `longest` bytes, CRC and all. What follows the last zero is not ended yet. Streams up to 65536 bytes. `session` is
 * the nonce of the session that the stream begins in; HELLO and GREETING begin others.
 */
void frame_model_cut(const uint8_t *stream, size_t count, size_t longest, uint32_t session, frame_model_piece piece, void *context);

/* Codes a frame of a session: CRC, COBS, and the zero at its end. Returns how many bytes were written. */
size_t frame_model_code(const uint8_t *frame, size_t count, uint32_t session, uint8_t *wire);

/* The session after a frame, kind to payload: another where it is HELLO or GREETING. */
uint32_t frame_model_session(const uint8_t *frame, size_t count, uint32_t session);

#endif
