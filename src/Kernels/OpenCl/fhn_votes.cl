// Class votes on a processor: at each sample the class with the largest sum over cells of weight * g(X), plus bias, wins; ties go to the
// lower class. Built for vectors of cells; fhn_votes_in_groups.cl is its twin for GPUs.
// Where g is the sigmoid, vectors cannot read its table: they take an estimate of it (SigmoidEstimate.cs), and a sample in which another class
// comes within `doubt` of the largest sum is voted on by the table. So the votes are the table's.

#define TILE_PAIRS 64
#define MOST_CLASSES 256

// Rows of a trace are far apart, and no processor foresees them: they are asked for so many samples ahead.
#define AHEAD 8
#define LINE_WORDS 32
#if defined(FORM_SHORT32) || defined(FORM_SHORT16)
#define FETCH(address) __builtin_prefetch((const void *)(ulong)(address))
#else
#define FETCH(address)
#endif

// ADD_PAIRS, in each of 16 lanes of 32 bits: the low halves' product plus the high halves', of signed 16-bit words, plus `sum`.
// LANES_FROM: bit i tells whether lane i is `least` or more. WORDS words of 16 bits are a vector; ROUNDED_PRODUCT is (a * b + 2^14) >> 15.
#if defined(FORM_SHORT32)
#define TILE_SAMPLES 8
#define WORDS 32
typedef short halves __attribute__((vector_size(64)));
typedef int sums_of_16 __attribute__((vector_size(64)));
#define ADD_PAIRS(sum, a, b) ((sum) + __builtin_astype(__builtin_ia32_pmaddwd512(__builtin_astype(a, halves), __builtin_astype(b, halves)), int16))
#define AT_LEAST 5 // of the instruction's comparisons
#define LANES_FROM(sums, least) \
    (ushort)__builtin_ia32_cmpd512_mask(__builtin_astype(sums, sums_of_16), __builtin_astype((int16)(least), sums_of_16), AT_LEAST, (ushort)0xFFFF)
#define ROUNDED_PRODUCT(a, b) __builtin_ia32_pmulhrsw512(a, b)
#elif defined(FORM_SHORT16)
#define TILE_SAMPLES 4
#define WORDS 16
typedef short halves __attribute__((vector_size(32)));
#define ADD_8_PAIRS(a, b) __builtin_astype(__builtin_ia32_pmaddwd256(__builtin_astype(a, halves), __builtin_astype(b, halves)), int8)
#define ADD_PAIRS(sum, a, b) ((sum) + (int16)(ADD_8_PAIRS((a).lo, (b).lo), ADD_8_PAIRS((a).hi, (b).hi)))
#define ROUNDED_PRODUCT(a, b) __builtin_ia32_pmulhrsw256(a, b)
#else
#define TILE_SAMPLES 4
#define WORDS 16
typedef int16 halves;
#define ADD_PAIRS(sum, a, b) ((sum) + (((a) << 16) >> 16) * (((b) << 16) >> 16) + ((a) >> 16) * ((b) >> 16))
#define ROUNDED_PRODUCT(a, b) (((a) * (b) + (1 << 14)) >> 15)
#endif

#if defined(FORM_SHORT32) || defined(FORM_SHORT16)
typedef halves halves_in_memory __attribute__((aligned(2)));
#define LOAD_WORDS(source) (*(__global const halves_in_memory *)(source))
#define STORE_TILE(value, target) (*(halves_in_memory *)(target) = (value))
#define CONSTANT(value) ((halves){} + (short)(value))
#else
#define LOAD_WORDS(source) convert_int16(vload16(0, source))
#define STORE_TILE(value, target) vstore16(convert_short16(value), 0, target)
#define CONSTANT(value) ((halves)(value))
#endif

static inline int fhn_largest(int16 a)
{
    const int8 b = max(a.lo, a.hi);
    const int4 c = max(b.lo, b.hi);
    const int2 d = max(c.lo, c.hi);
    return max(d.lo, d.hi);
}

#ifndef LANES_FROM
static inline uint fhn_lanes_from(int16 sums, int least)
{
    const int16 bit = (int16)(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
    const int16 a = select((int16)(0), bit, sums >= least);
    const int8 b = a.lo | a.hi;
    const int4 c = b.lo | b.hi;
    const int2 d = c.lo | c.hi;
    return d.lo | d.hi;
}
#define LANES_FROM(sums, least) fhn_lanes_from(sums, least)
#endif

static inline int fhn_lowest_bit(uint bits)
{
    return 31 - clz(bits & -bits);
}

// The sigmoid's estimate, step by step as in SigmoidEstimate.cs: t = X / 2^14, z = t^2, the products rounded to 15 bits.
static inline halves fhn_sigmoid(halves t)
{
    const halves z = ROUNDED_PRODUCT(t, t);
    halves p = ROUNDED_PRODUCT(z, CONSTANT(SIGMOID_C4)) + CONSTANT(SIGMOID_C3);
    p = ROUNDED_PRODUCT(z, p) + CONSTANT(SIGMOID_C2);
    p = ROUNDED_PRODUCT(z, p) + CONSTANT(SIGMOID_C1);
    p = ROUNDED_PRODUCT(z, p) + CONSTANT(SIGMOID_C0);
    return ROUNDED_PRODUCT(t, p) + CONSTANT(SIGMOID_HALF);
}

// X, or the estimate of g(X), of some cells at one sample. Whole vectors are taken: words of what follows these cells meet weights of 0.
static inline void fhn_fill(int *pairs, __global const short *row, int cells, int rowLength, int shift, int isLinear)
{
    short *words = (short *)pairs;
    for (int cell = 0; cell < cells; cell += WORDS) {
        FETCH(row + (size_t)AHEAD * rowLength + cell);
        const halves X = LOAD_WORDS(row + cell);
        STORE_TILE(isLinear ? X : fhn_sigmoid(X << CONSTANT(shift)), words + cell);
    }
}

// The class that wins a sample by the table.
static int fhn_winner_by_table(
    __global const short *row, __global const short *table, __global const int *weights, __global const int *bias, int cells, int classes, int xMax)
{
    const int pairs = (cells + 1) / 2;
    int best = 0, winner = 0;
    for (int block = 0; block * 16 < classes; block++) {
        int16 sums = vload16(block, bias);
        __global const int *weight = weights + (size_t)block * pairs * 16;
        for (int pair = 0; pair < pairs; pair++) {
            const int low = table[row[2 * pair] + xMax];
            const int high = 2 * pair + 1 < cells ? table[row[2 * pair + 1] + xMax] : 0;
            sums = ADD_PAIRS(sums, (int16)((low & 0xFFFF) | (high << 16)), vload16(pair, weight));
        }

        const int largest = fhn_largest(sums);
        if (block == 0 || largest > best) {
            best = largest;
            winner = block * 16 + fhn_lowest_bit(LANES_FROM(sums, largest));
        }
    }
    return winner;
}

// Weights lie in blocks of 16 classes: weights[(block * pairs + pair) * 16 + class mod 16] has those of two cells, 16 bits each; classes
// that fill the last block up have weight 0 and bias -2^31, so that they never win. One work-item an image and block of samples; image i
// reads runs i * cells and on. Sums stay in 31 bits, in any order, by the weights' scale (FixedReadout.cs). X << shift has 14 fraction bits.
// The trace's memory goes on for a vector after its last word.
__kernel void fhn_votes(
    __global const short *trace, __global const short *table, __global const int *weights, __global const int *bias, __global int *votes,
    const int rowLength, const int samples, const int blockSamples, const int cells, const int classes, const int xMax, const int isLinear,
    const int shift, const int doubt)
{
    const int image = get_global_id(0);
    const int first = get_global_id(1) * blockSamples;
    const int last = min(samples, first + blockSamples);
    const int pairs = (cells + 1) / 2;
    __global const short *rows = trace + (size_t)image * cells;
    int tile[TILE_SAMPLES][TILE_PAIRS];
    int won[MOST_CLASSES];
    for (int c = 0; c < classes; c++) {
        won[c] = 0;
    }

    for (int m = first; m < last; m += TILE_SAMPLES) {
        int best[TILE_SAMPLES], winner[TILE_SAMPLES], isOpen[TILE_SAMPLES];
        for (int block = 0; block * 16 < classes; block++) {
            int16 sums[TILE_SAMPLES];
            #pragma unroll
            for (int s = 0; s < TILE_SAMPLES; s++) {
                sums[s] = vload16(block, bias);
            }

            for (int pair = 0; pair < pairs; pair += TILE_PAIRS) {
                const int count = min(TILE_PAIRS, pairs - pair);
                for (int s = 0; s < TILE_SAMPLES; s++) {
                    const int sample = min(m + s, last - 1); // the last sample fills the tile up
                    fhn_fill(tile[s], rows + (size_t)sample * rowLength + 2 * pair, min(2 * TILE_PAIRS, cells - 2 * pair), rowLength, shift, isLinear);
                }

                __global const int *weight = weights + (size_t)(block * pairs + pair) * 16;
                for (int p = 0; p < count; p++) {
                    const int16 w = vload16(p, weight);
                    #pragma unroll
                    for (int s = 0; s < TILE_SAMPLES; s++) {
                        sums[s] = ADD_PAIRS(sums[s], (int16)(tile[s][p]), w);
                    }
                }
            }

            #pragma unroll
            for (int s = 0; s < TILE_SAMPLES; s++) {
                const int largest = fhn_largest(sums[s]);
                const uint near = LANES_FROM(sums[s], sub_sat(largest, doubt));
                if (block == 0 || largest > best[s]) {
                    isOpen[s] = (near & (near - 1)) != 0 || (block > 0 && best[s] >= sub_sat(largest, doubt));
                    best[s] = largest;
                    winner[s] = block * 16 + fhn_lowest_bit(near);
                } else {
                    isOpen[s] |= largest >= sub_sat(best[s], doubt);
                }
            }
        }

        for (int s = 0; s < min(TILE_SAMPLES, last - m); s++) {
            if (!isLinear && isOpen[s]) {
                winner[s] = fhn_winner_by_table(rows + (size_t)(m + s) * rowLength, table, weights, bias, cells, classes, xMax);
            }
            won[winner[s]]++;
        }
    }

    for (int c = 0; c < classes; c++) {
        if (won[c] > 0) {
            atomic_add(votes + (size_t)image * classes + c, won[c]);
        }
    }
}
