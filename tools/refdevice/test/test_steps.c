/* fhn_step against tests/vectors/step-*.csv (docs/numerics.md, section 11). */
#include <stdio.h>

#include "../core/fhn_steps.h"
#include "check.h"
#include "tests.h"

static const char *const files[] = {
    "step-w16-k8-e0", "step-w16-k6-e0", "step-w16-k8-e4", "step-w12-k10-e2", "step-w8-k8-e6",
    "step-w6-k8-e6", "step-w5-k8-e6", "step-w4-k8-e6", "step-w3-k8-e6"
};

static int read_constants(FILE *file, fhn_constants *out)
{
    int n[14];
    if (fscanf(file, "#%*[^\n] %d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5], &n[6], &n[7],
            &n[8], &n[9], &n[10], &n[11], &n[12], &n[13]) != 14) {
        return 0;
    }
    out->word_bits = (uint8_t)n[0];
    out->fraction = (uint8_t)n[1];
    out->product_shift = (uint8_t)n[2];
    out->cube_shift = (uint8_t)n[3];
    out->dt_exponent = (uint8_t)n[4];
    out->extra_bits = (uint8_t)n[5];
    out->gain_high = n[7];
    out->gain_low = n[8];
    out->x_max = n[9];
    out->x0 = n[10];
    out->yh0 = n[11];
    out->yl0 = n[12];
    return n[13];
}

/* Many steps at once are that many steps one by one, whatever the pieces. */
static void test_stretch(const fhn_constants *c)
{
    const int32_t most = fhn_up(c->x_max, c->extra_bits);
    CHECK(fhn_one_word(c));
    for (int32_t S = -most; S <= most; S += most / 3) {
        int32_t x = c->x0, yh = c->yh0, yl = c->yl0, xs = x, yhs = yh, yls = yl;
        for (uint32_t steps = 0; steps < 200; steps++) {
            bool clamped = false;
            for (uint32_t step = 0; step < steps; step++) {
                clamped |= fhn_step(&x, &yh, &yl, S, c);
            }
            CHECK(fhn_steps(&xs, &yhs, &yls, S, steps, c) == clamped);
            CHECK(xs == x && yhs == yh && yls == yl);
        }
    }
}

#if FHN_TOGETHER > 1
/* Cells side by side are those cells one by one. */
static void test_together(const fhn_constants *c)
{
    const int32_t most = fhn_up(c->x_max, c->extra_bits);
    int32_t S[FHN_TOGETHER], X[FHN_TOGETHER], Yh[FHN_TOGETHER], Yl[FHN_TOGETHER], x[FHN_TOGETHER], yh[FHN_TOGETHER], yl[FHN_TOGETHER];
    uint8_t saturated[FHN_TOGETHER] = { 0 }, clamped[FHN_TOGETHER] = { 0 };
    for (int32_t cell = 0; cell < FHN_TOGETHER; cell++) {
        S[cell] = cell * (2 * most / (FHN_TOGETHER - 1)) - most;
        X[cell] = x[cell] = c->x0;
        Yh[cell] = yh[cell] = c->yh0;
        Yl[cell] = yl[cell] = c->yl0;
    }
    for (uint32_t steps = 0; steps < 200; steps++) {
        fhn_steps_together(X, Yh, Yl, S, saturated, steps, c);
        for (unsigned cell = 0; cell < FHN_TOGETHER; cell++) {
            clamped[cell] = (uint8_t)(clamped[cell] | fhn_steps(&x[cell], &yh[cell], &yl[cell], S[cell], steps, c));
            CHECK(X[cell] == x[cell] && Yh[cell] == yh[cell] && Yl[cell] == yl[cell] && saturated[cell] == clamped[cell]);
        }
    }
}
#endif

static void test_rows(FILE *file)
{
    fhn_constants constants = { 0 };
    const int rows = read_constants(file, &constants);
    test_stretch(&constants);
#if FHN_TOGETHER > 1
    test_together(&constants);
#endif
    CHECK(rows > 0);
    for (int row = 0; row < rows; row++) {
        int S, X, Yh, Yl, Xn, Yhn, Yln, clamped;
        const int count = fscanf(file, "%d,%d,%d,%d,%d,%d,%d,%d", &S, &X, &Yh, &Yl, &Xn, &Yhn, &Yln, &clamped);
        int32_t x = X, yh = Yh, yl = Yl;
        CHECK(count == 8);
        CHECK(fhn_step(&x, &yh, &yl, S, &constants) == (clamped != 0));
        CHECK(x == Xn && yh == Yhn && yl == Yln);
    }
}

void test_steps(const char *vectors)
{
    for (unsigned i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[512];
        FILE *file;
        snprintf(path, sizeof path, "%s/%s.csv", vectors, files[i]);
        file = fopen(path, "r");
        CHECK(file != NULL);
        if (file != NULL) {
            test_rows(file);
            fclose(file);
        }
    }
}
