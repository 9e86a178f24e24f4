// Readouts of a trace: trace[m * rowLength + run] is X of a run at sample m.

// What an ADC reads for X (Adc.cs), or a comparator where codeFactor is 0. One work-item a sample.
__kernel void fhn_adc(
    __global short *trace, const int rowLength, const int runs, const int codeFactor, const int codeShift, const int readFactor,
    const int readShift, const int halfCodes, const int threshold, const int one)
{
    __global short *row = trace + (size_t)get_global_id(0) * rowLength;
    for (int run = 0; run < runs; run++) {
        const int X = row[run];
        const int code = clamp((X * codeFactor) >> codeShift, -halfCodes, halfCodes - 1);
        const int read = clamp(((2 * code + 1) * readFactor) >> readShift, -X_MAX, X_MAX);
        row[run] = (short)(codeFactor == 0 ? (X >= threshold ? one : -one) : read);
    }
}

// One bit a sample, 1 where X >= 0: sample m is bit m mod 32 of word m / 32. One work-item a word: signs[word * runs + run].
__kernel void fhn_signs(
    __global const short *trace, __global uint *signs, const int rowLength, const int runs, const int samples)
{
    const int run = get_global_id(0), word = get_global_id(1);
    const int count = min(32, samples - word * 32);
    uint bits = 0;
    for (int bit = 0; bit < count; bit++) {
        bits |= (uint)(trace[(size_t)(word * 32 + bit) * rowLength + run] >= 0) << bit;
    }
    signs[(size_t)word * runs + run] = bits;
}

// The sum of g(X) over a run's samples; g is a table over [-X_MAX, X_MAX]. One work-item a run.
__kernel void fhn_activation_sum(
    __global const short *trace, __global const short *table, __global long *sums, const int rowLength, const int samples)
{
    const int run = get_global_id(0);
    long sum = 0;
    for (int m = 0; m < samples; m++) {
        sum += table[trace[(size_t)m * rowLength + run] + X_MAX];
    }
    sums[run] = sum;
}

// Class votes: at each sample the class with the largest sum over cells of weight * g(X), plus bias, wins; ties go to the lower
// class. Weights and bias come in blocks of 16 classes: weights[(block * cells + cell) * 16 + class mod 16]. One work-item an image
// and block of samples; `index` gives the run that each cell of each image reads. Sums stay in 31 bits by the weights' scale.
__kernel void fhn_votes(
    __global const short *trace, __global const short *table, __global const int *index, __global const int *weights,
    __global const int *bias, __global int *votes, const int rowLength, const int samples, const int blockSamples,
    const int cells, const int classes)
{
    const int image = get_global_id(0);
    const int first = get_global_id(1) * blockSamples;
    const int last = min(samples, first + blockSamples);
    __global const int *runs = index + (size_t)image * cells;
    for (int m = first; m < last; m++) {
        __global const short *row = trace + (size_t)m * rowLength;
        int best = 0, winner = -1;
        for (int block = 0; block * 16 < classes; block++) {
            int16 sum = vload16(block, bias);
            for (int cell = 0; cell < cells; cell++) {
                sum += (int)table[row[runs[cell]] + X_MAX] * vload16(block * cells + cell, weights);
            }
            int sums[16];
            vstore16(sum, 0, sums);
            const int count = min(16, classes - block * 16);
            for (int c = 0; c < count; c++) {
                if (winner < 0 || sums[c] > best) {
                    best = sums[c];
                    winner = block * 16 + c;
                }
            }
        }
        atomic_inc(votes + (size_t)image * classes + winner);
    }
}
