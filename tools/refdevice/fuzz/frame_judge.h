/* Compares what a parser gave of a damaged stream with what the model gives. */
#ifndef FRAME_JUDGE_H
#define FRAME_JUDGE_H

#include "frame_damage.h"

#define JUDGE_PIECES 4096

/* What a parser gave, piece by piece: a checksum of each frame that it took, or 0 for one that it dropped. */
typedef struct {
    uint64_t pieces[JUDGE_PIECES];
    size_t count;
} judge_log;

/* Adds a piece; NULL for a dropped one. */
void judge_add(void *log, const uint8_t *frame, size_t count);

/* NULL where the parser gave what the model gives, took nothing but frames that were sent, and answered within one frame; else what was wrong. */
const char *judge(const damage_stream *stream, const judge_log *given, size_t longest);

#endif
