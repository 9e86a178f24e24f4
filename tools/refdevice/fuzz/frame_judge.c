#include "frame_judge.h"

#include <string.h>

#include "frame_model.h"

/* FNV-1a, never 0. */
static uint64_t sum_of(const uint8_t *bytes, size_t count)
{
    uint64_t sum = 0xCBF29CE484222325ull;
    for (size_t i = 0; i < count; i++) {
        sum = (sum ^ bytes[i]) * 0x100000001B3ull;
    }
    return sum == 0 ? 1 : sum;
}

void judge_add(void *log, const uint8_t *frame, size_t count)
{
    judge_log *to = (judge_log *)log;
    if (to->count < JUDGE_PIECES) {
        to->pieces[to->count++] = frame == NULL ? 0 : sum_of(frame, count);
    }
}

const char *judge(const damage_stream *stream, const judge_log *given, size_t longest)
{
    static judge_log model;
    const uint64_t sent = sum_of(stream->frame, stream->frame_count), first = sum_of(stream->first, 6), second = sum_of(stream->second, 6);
    bool has_first = false;
    model.count = 0;
    frame_model_cut(stream->bytes, stream->count, longest, stream->session, judge_add, &model);
    if (given->count != model.count || memcmp(given->pieces, model.pieces, model.count * sizeof model.pieces[0]) != 0) {
        return "other frames than the model's";
    }
    if (given->count == 0 || given->pieces[given->count - 1] != second) {
        return "the second sound frame was not taken";
    }
    for (size_t i = 0; i < given->count; i++) {
        has_first |= given->pieces[i] == first;
        if (given->pieces[i] != 0 && given->pieces[i] != sent && given->pieces[i] != first && given->pieces[i] != second) {
            return "a damaged frame was taken";
        }
    }
    return stream->ended && !has_first ? "the first sound frame was not taken" : NULL;
}
