#include "frame_damage.h"

#include <string.h>

#include "frame_model.h"

static const char *const names[DAMAGE_KINDS] = {
    "one bit", "several bits", "byte dropped", "piece dropped", "bytes inserted", "piece repeated", "cut off", "joined to another", "random bytes",
    "wrong length", "bytes swapped", "zero inside"
};

const char *damage_kind_name(int kind)
{
    return names[kind];
}

/* xorshift64*, after Vigna. */
static uint64_t next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1Dull;
}

static size_t below(uint64_t *state, size_t limit)
{
    return limit == 0 ? 0 : (size_t)((next(state) >> 32) % limit);
}

static size_t hello(uint64_t *state, uint8_t *frame)
{
    frame[0] = 1;
    frame[1] = (uint8_t)next(state);
    for (int i = 2; i < 6; i++) {
        frame[i] = (uint8_t)next(state);
    }
    return 6;
}

/* HELLO, a request that is refused, or bytes of any kind; mostly short, at times up to 600 bytes and with many zeros. */
static size_t sound(uint64_t *state, uint8_t *frame)
{
    static const uint8_t kinds[] = { 2, 3, 0x42, 0x82, 0x83, 0x85, 0xFF };
    const size_t count = 2 + below(state, below(state, 8) == 0 ? 600 : 24);
    const unsigned zeros = (unsigned)below(state, 3);
    if (below(state, 3) == 0) {
        return hello(state, frame);
    }
    frame[0] = kinds[below(state, sizeof kinds)];
    for (size_t i = 1; i < count; i++) {
        const uint8_t byte = (uint8_t)next(state);
        frame[i] = zeros > 0 && byte % (zeros == 1 ? 4 : 2) == 0 ? 0 : byte;
    }
    return count;
}

static void insert(damage_stream *stream, size_t at, const uint8_t *bytes, size_t count)
{
    memmove(stream->bytes + at + count, stream->bytes + at, stream->count - at);
    memcpy(stream->bytes + at, bytes, count);
    stream->count += count;
}

static void drop(damage_stream *stream, size_t at, size_t count)
{
    count = count > stream->count - at ? stream->count - at : count;
    memmove(stream->bytes + at, stream->bytes + at + count, stream->count - at - count);
    stream->count -= count;
}

static size_t random_bytes(uint64_t *state, uint8_t *bytes, size_t most)
{
    const size_t count = 1 + below(state, most);
    for (size_t i = 0; i < count; i++) {
        bytes[i] = (uint8_t)next(state);
    }
    return count;
}

static void damage(damage_stream *stream, uint64_t *state)
{
    uint8_t more[2048];
    const size_t at = below(state, stream->count);
    size_t count;
    switch (stream->kind) {
    case 0:
        stream->bytes[at] ^= (uint8_t)(1u << below(state, 8));
        break;
    case 1:
        for (size_t left = 2 + below(state, 12); left > 0; left--) {
            stream->bytes[below(state, stream->count)] ^= (uint8_t)(1u << below(state, 8));
        }
        break;
    case 2:
        drop(stream, at, 1);
        break;
    case 3:
        drop(stream, at, 2 + below(state, 40));
        break;
    case 4:
        insert(stream, at, more, random_bytes(state, more, 40));
        break;
    case 5:
        count = 1 + below(state, stream->count - at);
        memcpy(more, stream->bytes + at, count);
        insert(stream, at, more, count);
        break;
    case 6:
        stream->count = at;
        break;
    case 7: /* the zero between two frames of a session is lost */
        count = sound(state, more);
        stream->count -= 1;
        stream->count += frame_model_code(more, count, stream->session, stream->bytes + stream->count);
        break;
    case 8:
        stream->count = random_bytes(state, stream->bytes, 300);
        break;
    case 9: /* a frame that is shorter or longer than its sum */
        stream->bytes[0] = (uint8_t)next(state);
        break;
    case 10:
        count = below(state, stream->count);
        more[0] = stream->bytes[at];
        stream->bytes[at] = stream->bytes[count];
        stream->bytes[count] = more[0];
        break;
    default:
        more[0] = 0;
        insert(stream, at, more, 1);
        break;
    }
}

void damage_make(uint64_t number, uint32_t session, damage_stream *stream)
{
    uint64_t state = (number + 1) * 0x9E3779B97F4A7C15ull;
    (void)next(&state);
    (void)next(&state);
    stream->kind = (int)(number % DAMAGE_KINDS);
    stream->session = session;
    stream->frame_count = sound(&state, stream->frame);
    stream->count = frame_model_code(stream->frame, stream->frame_count, session, stream->bytes);
    damage(stream, &state);
    stream->ended = below(&state, 2) == 0;
    if (stream->ended) { /* as a host does before each frame */
        stream->bytes[stream->count++] = 0;
    }
    stream->ended = stream->ended || stream->count == 0 || stream->bytes[stream->count - 1] == 0;
    stream->count += frame_model_code(stream->first, hello(&state, stream->first), session, stream->bytes + stream->count);
    stream->count += frame_model_code(stream->second, hello(&state, stream->second), session, stream->bytes + stream->count);
}

uint32_t damage_session(const damage_stream *stream)
{
    return frame_model_session(stream->second, 6, stream->session);
}
