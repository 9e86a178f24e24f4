/* Damages a stream of bytes now and then, for tests of the mending. The same seed damages the same bytes. */
#ifndef DAMAGE_H
#define DAMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { DAMAGE_NONE, DAMAGE_FLIP, DAMAGE_DROP, DAMAGE_REPEAT, DAMAGE_INSERT, DAMAGE_SWAP } damage_kind;

typedef struct {
    damage_kind kind;
    uint32_t every;    /* the mean distance of two damaged bytes; the distances are drawn from 1 to 2 every - 1 */
    uint32_t next;     /* bytes until the next */
    uint32_t random;   /* state of the generator, never 0 */
    bool holds;        /* swap: a byte waits for its successor */
    uint8_t held;
    unsigned long count; /* damaged so far */
} damage;

#define DAMAGE_MOST 2u /* bytes that one becomes */

/* Reads "flip:N" and the like. False where it says nothing known. */
bool damage_parse(const char *text, damage *out);

/* Chooses the first byte to damage. */
void damage_start(damage *state, uint32_t seed);

/* Takes a byte and gives 0 to DAMAGE_MOST bytes. */
size_t damage_apply(damage *state, uint8_t byte, uint8_t *out);

/* Marsaglia's xorshift: the next number. */
uint32_t damage_random(uint32_t *state);

#endif
