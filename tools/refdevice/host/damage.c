#include "damage.h"

#include <stdlib.h>
#include <string.h>

uint32_t damage_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

bool damage_parse(const char *text, damage *out)
{
    static const char *const names[] = { "none", "flip", "drop", "repeat", "insert", "swap" };
    const char *colon = strchr(text, ':');
    char *end = NULL;
    unsigned long every;
    if (colon == NULL || colon[1] < '0' || colon[1] > '9') {
        return false;
    }
    every = strtoul(colon + 1, &end, 10);
    if (*end != '\0' || every < 1 || every > 1000000000ul) {
        return false;
    }
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++) {
        if (strlen(names[i]) == (size_t)(colon - text) && strncmp(text, names[i], (size_t)(colon - text)) == 0) {
            out->kind = (damage_kind)i;
            out->every = (uint32_t)every;
            return true;
        }
    }
    return false;
}

static void draw(damage *state)
{
    state->next = state->kind == DAMAGE_NONE ? 0 : 1 + damage_random(&state->random) % (2 * state->every - 1);
}

void damage_start(damage *state, uint32_t seed)
{
    state->random = seed * 2654435761u + 1;
    state->random += state->random == 0;
    for (int i = 0; i < 8; i++) {
        (void)damage_random(&state->random);
    }
    draw(state);
}

size_t damage_apply(damage *state, uint8_t byte, uint8_t *out)
{
    out[0] = byte;
    if (state->holds) {
        state->holds = false;
        out[1] = state->held;
        return 2;
    }
    if (state->kind == DAMAGE_NONE || --state->next > 0) {
        return 1;
    }
    state->count++;
    draw(state);
    switch (state->kind) {
    case DAMAGE_FLIP:
        out[0] = (uint8_t)(byte ^ 1u << (damage_random(&state->random) % 8));
        return 1;
    case DAMAGE_DROP:
        return 0;
    case DAMAGE_REPEAT:
        out[1] = byte;
        return 2;
    case DAMAGE_INSERT:
        out[1] = (uint8_t)damage_random(&state->random);
        return 2;
    default:
        state->holds = true;
        state->held = byte;
        return 0;
    }
}
