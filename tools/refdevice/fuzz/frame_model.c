#include "frame_model.h"

#include <string.h>

#define MOST 65536

static uint32_t crc_of(const uint8_t *bytes, size_t count)
{
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
    }
    return ~crc;
}

/* Bytes of the frame, or MOST where the piece is no COBS. */
static size_t decoded(const uint8_t *piece, size_t count, uint8_t *frame)
{
    size_t length = 0;
    for (size_t at = 0; at < count;) {
        const size_t code = piece[at];
        if (at + code > count) {
            return MOST;
        }
        memcpy(frame + length, piece + at + 1, code - 1);
        length += code - 1;
        at += code;
        if (code != 255 && at < count) {
            frame[length++] = 0;
        }
    }
    return length;
}

static bool is_sound(const uint8_t *frame, size_t count, size_t longest)
{
    uint32_t told = 0;
    if (count < 6 || count > longest) {
        return false;
    }
    for (int i = 3; i >= 0; i--) {
        told = told << 8 | frame[count - 4 + (size_t)i];
    }
    return crc_of(frame, count - 4) == told;
}

void frame_model_cut(const uint8_t *stream, size_t count, size_t longest, frame_model_piece piece, void *context)
{
    static uint8_t frame[2 * MOST];
    size_t start = 0;
    for (size_t at = 0; at < count; at++) {
        if (stream[at] != 0) {
            continue;
        }
        if (at > start) {
            const size_t length = decoded(stream + start, at - start, frame);
            const bool sound = length != MOST && is_sound(frame, length, longest);
            piece(context, sound ? frame : NULL, sound ? length - 4 : 0);
        }
        start = at + 1;
    }
}

size_t frame_model_code(const uint8_t *frame, size_t count, uint8_t *wire)
{
    static uint8_t whole[MOST];
    const uint32_t crc = crc_of(frame, count);
    size_t written = 0;
    memcpy(whole, frame, count);
    for (size_t i = 0; i < 4; i++) {
        whole[count + i] = (uint8_t)(crc >> (8 * i));
    }
    count += 4;
    for (size_t at = 0; at <= count;) {
        size_t run = 0;
        while (at + run < count && whole[at + run] != 0 && run < 254) {
            run++;
        }
        wire[written++] = (uint8_t)(run + 1);
        memcpy(wire + written, whole + at, run);
        written += run;
        at += run;
        if (at == count) {
            break;
        }
        at += run == 254 ? 0 : 1;
    }
    wire[written++] = 0;
    return written;
}
