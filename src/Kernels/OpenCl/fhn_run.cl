// Advances VECTORS independent vectors of cells a work-item, to hide the latency of the multiplies. The registers of a cell lie in
// four rows of `state`, each rowLength ints: X, Yh, Yl, clamped. Where samples are wanted, X goes to trace[m * rowLength + cell]
// at the first step and then every `stride` steps.
__kernel void fhn_advance(
    __global const int *inputWords, __global int *state, __global short *trace,
    const int rowLength, const int steps, const int stride, const int firstSample, const int sampled)
{
    const size_t cell = get_global_id(0) * (LANES * VECTORS);
    __global int *rowX = state + cell;
    __global int *rowYh = rowX + rowLength;
    __global int *rowYl = rowYh + rowLength;
    __global int *rowClamped = rowYl + rowLength;
    lane X[VECTORS], Yh[VECTORS], Yl[VECTORS], S[VECTORS], clamped[VECTORS];

    #pragma unroll
    for (int v = 0; v < VECTORS; v++) {
        X[v] = LOAD(rowX + v * LANES);
        Yh[v] = LOAD(rowYh + v * LANES);
        Yl[v] = LOAD(rowYl + v * LANES);
        clamped[v] = LOAD(rowClamped + v * LANES);
        S[v] = LOAD(inputWords + cell + v * LANES);
    }

    size_t sample = (size_t)firstSample * rowLength + cell;
    for (int done = 0; done < steps; done += stride) {
        if (sampled) {
            #pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                STORE_WORDS(X[v], trace + sample + v * LANES);
            }
            sample += rowLength;
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
        STORE(X[v], rowX + v * LANES);
        STORE(Yh[v], rowYh + v * LANES);
        STORE(Yl[v], rowYl + v * LANES);
        STORE(clamped[v], rowClamped + v * LANES);
    }
}
