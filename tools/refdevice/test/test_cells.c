/* Per-cell parameters against tests/vectors/cells-*.csv (docs/imperfections.md): the generator and the noisy step, in jobs that start anywhere. */
#include <stdio.h>
#include <string.h>

#include "../core/fhn_cell.h"
#include "../fhn_protocol.h"
#include "check.h"
#include "tests.h"

#define MOST_CELLS 16

static const char *const files[] = { "cells-lab-w16-k8-e0", "cells-harsh-w16-k8-e0", "cells-harsh-w8-k8-e6", "cells-harsh-w4-k8-e6" };

typedef struct {
    int C, X, Yh, Yl, Ax, Ay, S, u, v;
} cell_row;

/* What the file's format says of the constants; those of the step that it does not name follow from W (docs/numerics.md, section 2). */
static fhn_constants constants_of(int W, int k, int e)
{
    fhn_constants c = { 0 };
    c.word_bits = (uint8_t)W;
    c.fraction = (uint8_t)(W - 2);
    c.product_shift = (uint8_t)(W == 16 ? 16 : W - 2);
    c.cube_shift = (uint8_t)(2 * (c.product_shift - c.fraction));
    c.dt_exponent = (uint8_t)k;
    c.extra_bits = (uint8_t)e;
    c.x_max = W == 16 ? 5 << (W - 4) : 3 << (W - 3);
    return c;
}

static fhn_per_cell per_cell_words_of(const cell_row *row)
{
    fhn_per_cell per_cell;
    per_cell.gain_high = (row->C + 32768) >> 16;
    per_cell.gain_low = row->C - per_cell.gain_high * 65536;
    per_cell.noise_x = row->Ax;
    per_cell.noise_y = row->Ay;
    per_cell.u = (uint16_t)row->u;
    per_cell.v = (uint16_t)row->v;
    return per_cell;
}

static void test_run(FILE *file, const cell_row *row, int steps, const fhn_constants *c)
{
    fhn_per_cell per_cell = per_cell_words_of(row);
    int32_t X = row->X, Yh = row->Yh, Yl = row->Yl;
    for (int n = 0; n < steps; n++) {
        int nX, nY, Xn, Yhn, Yln, u, v;
        CHECK(fscanf(file, "%d,%d,%d,%d,%d,%d,%d", &nX, &nY, &Xn, &Yhn, &Yln, &u, &v) == 7);
        (void)fhn_noisy_step(&X, &Yh, &Yl, row->S, &per_cell, (uint32_t)n, c);
        CHECK(X == Xn && Yh == Yhn && Yl == Yln);
        CHECK(per_cell.u == u && per_cell.v == v);
    }
}

static void test_file(FILE *file)
{
    static cell_row rows[MOST_CELLS];
    int W, k, e, J, cells, steps;
    CHECK(fscanf(file, "#%*[^\n] %d,%d,%d,%d,%*d,%d,%*d,%d", &W, &k, &e, &J, &cells, &steps) == 6);
    const fhn_constants c = constants_of(W, k, e);
    CHECK(fhn_noise_shift(&c) == (unsigned)J && cells > 0 && cells <= MOST_CELLS && steps > 0);
    for (int i = 0; i < cells; i++) {
        cell_row *r = &rows[i];
        CHECK(fscanf(file, "%d,%d,%d,%d,%d,%d,%*d,%d,%*d,%d,%d", &r->C, &r->X, &r->Yh, &r->Yl, &r->Ax, &r->Ay, &r->S, &r->u, &r->v) == 9);
    }
    for (int i = 0; i < cells; i++) {
        test_run(file, &rows[i], steps, &c);
    }
}

void test_cells(const char *vectors)
{
    for (unsigned i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[512];
        FILE *file;
        snprintf(path, sizeof path, "%s/%s.csv", vectors, files[i]);
        file = fopen(path, "r");
        CHECK(file != NULL);
        if (file != NULL) {
            test_file(file);
            fclose(file);
        }
    }
}
