// Advances VECTORS independent vectors of cells a work-item, to hide the latency of the multiplies. The registers of a cell lie in
// four rows, each rowLength ints: X, Yh, Yl, clamped; they are read from `before` and written to `after`, which may be one buffer. Where
// samples are wanted, X goes to trace[m * traceLength + firstColumn + cell] at the first step and then every `stride` steps; cells from
// `columns` on, which fill up the last group, leave no trace. `sampled` is 0 for no samples, 1, or 2 to write them past the caches, where rows
// of the trace begin on a cache line.
__kernel void NAMED(fhn_advance)(
    __global const int *inputWords, __global const int *before, __global int *after, __global short *trace,
    const int rowLength, const int traceLength, const int firstColumn, const int columns, const int steps, const int stride,
    const int firstSample, const int sampled)
{
    const size_t cell = get_global_id(0) * (LANES * VECTORS);
    const size_t next = rowLength;
    lane X[VECTORS], Yh[VECTORS], Yl[VECTORS], S[VECTORS], clamped[VECTORS];

    #pragma unroll
    for (int v = 0; v < VECTORS; v++) {
        const size_t first = cell + v * LANES;
        X[v] = LOAD(before + first);
        Yh[v] = LOAD(before + next + first);
        Yl[v] = LOAD(before + 2 * next + first);
        clamped[v] = LOAD(before + 3 * next + first);
        S[v] = LOAD(inputWords + first);
    }

    __global short *sample = trace + (size_t)firstSample * traceLength + firstColumn + cell;
    const int room = columns - (int)cell;
    for (int done = 0; done < steps; done += stride) {
        if (sampled) {
            #pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                fhn_store_samples(X[v], sample + v * LANES, room - v * LANES, sampled);
            }
            sample += traceLength;
        }

        const int length = min(stride, steps - done);
        for (int n = 0; n < length; n++) {
            #pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                fhn_step(&X[v], &Yh[v], &Yl[v], S[v], &clamped[v]);
            }
        }
    }

    #pragma unroll
    for (int v = 0; v < VECTORS; v++) {
        const size_t first = cell + v * LANES;
        STORE(X[v], after + first);
        STORE(Yh[v], after + next + first);
        STORE(Yl[v], after + 2 * next + first);
        STORE(clamped[v], after + 3 * next + first);
    }
    if (sampled == 2) {
        FENCE(); // in memory before another core looks
    }
}
