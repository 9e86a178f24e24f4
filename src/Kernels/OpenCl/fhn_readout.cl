// Readouts of a trace: trace[m * rowLength + run] is X of a run at sample m, and rows are padded to whole vectors and groups. A work-item
// takes RUN_LANES runs side by side and a block of samples.

#ifdef FORM_SCALAR
#define RUN_LANES 1
typedef int run_lane;
#define LOAD_RUNS(source) (*(source))
#define STORE_RUNS(value, target) (*(target) = (value))
#define STORE_RUN_WORDS(value, target) (*(target) = (short)(value))
#define CHOOSE(condition, yes, no) ((condition) ? (yes) : (no))
#define LOOK_UP_RUNS(table, index) ((table)[index])
#else
#define RUN_LANES 16
typedef int16 run_lane;
#define LOAD_RUNS(source) convert_int16(vload16(0, source))
#define STORE_RUNS(value, target) vstore16(value, 0, target)
#define STORE_RUN_WORDS(value, target) vstore16(convert_short16(value), 0, target)
#define CHOOSE(condition, yes, no) select((run_lane)(no), (run_lane)(yes), condition)
#define LOOK_UP_RUNS(table, i) (run_lane)((table)[i.s0], (table)[i.s1], (table)[i.s2], (table)[i.s3], (table)[i.s4], (table)[i.s5], \
    (table)[i.s6], (table)[i.s7], (table)[i.s8], (table)[i.s9], (table)[i.sa], (table)[i.sb], (table)[i.sc], (table)[i.sd], (table)[i.se], (table)[i.sf])
#endif

// What an ADC reads for X (Adc.cs), or a comparator where codeFactor is 0.
__kernel void fhn_adc(
    __global short *trace, const int rowLength, const int samples, const int blockSamples, const int xMax, const int codeFactor,
    const int codeShift, const int readFactor, const int readShift, const int halfCodes, const int threshold, const int one)
{
    const int first = get_global_id(1) * blockSamples;
    const int last = min(samples, first + blockSamples);
    __global short *words = trace + (size_t)first * rowLength + get_global_id(0) * RUN_LANES;
    for (int m = first; m < last; m++) {
        const run_lane X = LOAD_RUNS(words);
        const run_lane code = min(max((X * codeFactor) >> codeShift, (run_lane)(-halfCodes)), (run_lane)(halfCodes - 1));
        const run_lane read = min(max(((2 * code + 1) * readFactor) >> readShift, (run_lane)(-xMax)), (run_lane)xMax);
        STORE_RUN_WORDS(codeFactor == 0 ? CHOOSE(X >= threshold, one, -one) : read, words);
        words += rowLength;
    }
}

// One bit a sample, 1 where X >= 0: sample m is bit m mod 32 of word m / 32. A block is a word: signs[word * rowLength + run].
__kernel void fhn_signs(__global const short *trace, __global int *signs, const int rowLength, const int samples)
{
    const int run = get_global_id(0) * RUN_LANES, word = get_global_id(1);
    const int count = min(32, samples - word * 32);
    __global const short *words = trace + (size_t)word * 32 * rowLength + run;
    run_lane bits = 0;
    for (int bit = 0; bit < count; bit++) {
        bits |= CHOOSE(LOAD_RUNS(words) >= 0, 1, 0) << bit;
        words += rowLength;
    }
    STORE_RUNS(bits, signs + (size_t)word * rowLength + run);
}

// The sum of g(X) over a block of a run's samples: sums[block * rowLength + run]. g is a table over [-xMax, xMax] of 16-bit words, so sums
// of up to 2^16 samples stay in 32 bits; the host adds the blocks. Where g(X) = X nothing is looked up.
__kernel void fhn_activation_sum(
    __global const short *trace, __global const short *table, __global int *sums, const int rowLength, const int samples,
    const int blockSamples, const int xMax, const int isLinear)
{
    const int run = get_global_id(0) * RUN_LANES, block = get_global_id(1);
    const int first = block * blockSamples;
    const int last = min(samples, first + blockSamples);
    __global const short *words = trace + (size_t)first * rowLength + run;
    run_lane sum = 0;
    for (int m = first; m < last; m++) {
        const run_lane X = LOAD_RUNS(words);
        if (isLinear) {
            sum += X;
        } else {
            const run_lane index = X + xMax;
            sum += LOOK_UP_RUNS(table, index);
        }
        words += rowLength;
    }
    STORE_RUNS(sum, sums + (size_t)block * rowLength + run);
}
