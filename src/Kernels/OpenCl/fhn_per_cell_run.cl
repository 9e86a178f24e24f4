// As fhn_advance of fhn_run.cl, with per-cell parameters. `cells` has five rows: low, high, gainLow, gainHigh, moves; the registers six: X,
// Yh, Yl, clamped, u, v.
// firstStep is n of the first step modulo 8: the generators move where n is a multiple of 8.
__kernel void NAMED(fhn_advance)(
    __global const int *cells, __global const int *before, __global int *after, __global short *trace, const int rowLength,
    const int traceLength, const int firstColumn, const int columns, const int steps, const int stride, const int firstSample,
    const int sampled, const int firstStep)
{
    const size_t cell = get_global_id(0) * (LANES * VECTORS);
    __global const int *row = before + cell;
    __global int *last = after + cell;
    __global const int *perCell = cells + cell;
    const size_t next = rowLength;
    lane X[VECTORS], Yh[VECTORS], Yl[VECTORS], clamped[VECTORS], u[VECTORS], v[VECTORS], bits[VECTORS];
    lane low[VECTORS], high[VECTORS], gainLow[VECTORS], gainHigh[VECTORS], moves[VECTORS];

    #pragma unroll
    for (int i = 0; i < VECTORS; i++) {
        X[i] = LOAD(row + i * LANES);
        Yh[i] = LOAD(row + next + i * LANES);
        Yl[i] = LOAD(row + 2 * next + i * LANES);
        clamped[i] = LOAD(row + 3 * next + i * LANES);
        u[i] = LOAD(row + 4 * next + i * LANES);
        v[i] = LOAD(row + 5 * next + i * LANES);
        low[i] = LOAD(perCell + i * LANES);
        high[i] = LOAD(perCell + next + i * LANES);
        gainLow[i] = LOAD(perCell + 2 * next + i * LANES);
        gainHigh[i] = LOAD(perCell + 3 * next + i * LANES);
        moves[i] = LOAD(perCell + 4 * next + i * LANES);
        bits[i] = v[i];
        for (int used = 0; used < firstStep; used++) {
            bits[i] = SHIFT_WORD(bits[i], 2);
        }
    }

    int j = firstStep;
    __global short *sample = trace + (size_t)firstSample * traceLength + firstColumn + cell;
    const int room = columns - (int)cell;
    for (int done = 0; done < steps; done += stride) {
        if (sampled) {
            #pragma unroll
            for (int i = 0; i < VECTORS; i++) {
                fhn_store_samples(X[i], sample + i * LANES, room - i * LANES, sampled);
            }
            sample += traceLength;
        }

        const int length = min(stride, steps - done);
        for (int n = 0; n < length; n++) {
#ifdef HAS_NOISE
            if (j == 0) {
                #pragma unroll
                for (int i = 0; i < VECTORS; i++) {
                    fhn_move_noise(&u[i], &v[i]);
                    bits[i] = v[i];
                }
            }
            j = (j + 1) & 7;
#endif
            #pragma unroll
            for (int i = 0; i < VECTORS; i++) {
                fhn_per_cell_step(&X[i], &Yh[i], &Yl[i], &clamped[i], bits[i], low[i], high[i], gainLow[i], gainHigh[i], moves[i]);
#ifdef HAS_NOISE
                bits[i] = SHIFT_WORD(bits[i], 2);
#endif
            }
        }
    }

    #pragma unroll
    for (int i = 0; i < VECTORS; i++) {
        STORE(X[i], last + i * LANES);
        STORE(Yh[i], last + next + i * LANES);
        STORE(Yl[i], last + 2 * next + i * LANES);
        STORE(clamped[i], last + 3 * next + i * LANES);
        STORE(u[i], last + 4 * next + i * LANES);
        STORE(v[i], last + 5 * next + i * LANES);
    }
    if (sampled == 2) {
        FENCE();
    }
}
