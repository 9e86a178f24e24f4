// Class votes on a processor: at each sample the class with the largest sum over cells of weight * g(X), plus bias, wins; ties go to the
// lower class. Built for vectors of cells; fhn_votes_in_groups.cl is its twin for GPUs.

#define TILE_PAIRS 64
#define TILE_SAMPLES 4
#define MOST_CLASSES 256

// Rows of a trace are far apart, and no processor foresees them: they are asked for so many samples ahead.
#define AHEAD 8
#define LINE_WORDS 32
#if defined(FORM_SHORT32) || defined(FORM_SHORT16)
#define FETCH(address) __builtin_prefetch((const void *)(ulong)(address))
#else
#define FETCH(address)
#endif

// In each of 16 lanes of 32 bits: the low halves' product plus the high halves', of signed 16-bit words, plus `sum`.
#if defined(FORM_SHORT32)
typedef short halves __attribute__((vector_size(64)));
#define ADD_PAIRS(sum, a, b) ((sum) + __builtin_astype(__builtin_ia32_pmaddwd512(__builtin_astype(a, halves), __builtin_astype(b, halves)), int16))
#elif defined(FORM_SHORT16)
typedef short halves __attribute__((vector_size(32)));
#define ADD_8_PAIRS(a, b) __builtin_astype(__builtin_ia32_pmaddwd256(__builtin_astype(a, halves), __builtin_astype(b, halves)), int8)
#define ADD_PAIRS(sum, a, b) ((sum) + (int16)(ADD_8_PAIRS((a).lo, (b).lo), ADD_8_PAIRS((a).hi, (b).hi)))
#else
#define ADD_PAIRS(sum, a, b) ((sum) + (((a) << 16) >> 16) * (((b) << 16) >> 16) + ((a) >> 16) * ((b) >> 16))
#endif

static inline int fhn_largest(int16 a)
{
    const int8 b = max(a.lo, a.hi);
    const int4 c = max(b.lo, b.hi);
    const int2 d = max(c.lo, c.hi);
    return max(d.lo, d.hi);
}

// The lowest lane that holds the largest value.
static inline int fhn_lowest_of_largest(int16 a, int largest)
{
    const int16 lane = (int16)(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    return 15 - fhn_largest(select((int16)(-1), 15 - lane, a == largest));
}

// g of some cells at one sample, two cells a pair; a cell that is not there has g 0.
static inline void fhn_activations(
    int *pairs, __global const short *row, __global const short *table, int cells, int rowLength, int xMax, int isLinear)
{
    for (int cell = 0; cell < cells + LINE_WORDS; cell += LINE_WORDS) {
        FETCH(row + (size_t)AHEAD * rowLength + cell);
    }

    short *words = (short *)pairs;
    if (isLinear) {
        for (int cell = 0; cell < cells; cell++) {
            words[cell] = row[cell];
        }
    } else {
        for (int cell = 0; cell < cells; cell++) {
            words[cell] = table[row[cell] + xMax];
        }
    }
    if (cells & 1) {
        words[cells] = 0;
    }
}

// Weights lie in blocks of 16 classes: weights[(block * pairs + pair) * 16 + class mod 16] has those of two cells, 16 bits each; classes
// that fill the last block up have weight 0 and bias -2^31, so that they never win. One work-item an image and block of samples; image i
// reads runs i * cells and on. Sums stay in 31 bits, in any order, by the weights' scale (FixedReadout.cs).
__kernel void fhn_votes(
    __global const short *trace, __global const short *table, __global const int *weights, __global const int *bias, __global int *votes,
    const int rowLength, const int samples, const int blockSamples, const int cells, const int classes, const int xMax, const int isLinear)
{
    const int image = get_global_id(0);
    const int first = get_global_id(1) * blockSamples;
    const int last = min(samples, first + blockSamples);
    const int pairs = (cells + 1) / 2;
    int tile[TILE_SAMPLES][TILE_PAIRS];
    int won[MOST_CLASSES];
    for (int c = 0; c < classes; c++) {
        won[c] = 0;
    }

    for (int m = first; m < last; m += TILE_SAMPLES) {
        int best[TILE_SAMPLES], winner[TILE_SAMPLES];
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
                    __global const short *row = trace + (size_t)sample * rowLength + (size_t)image * cells + 2 * pair;
                    fhn_activations(tile[s], row, table, min(2 * TILE_PAIRS, cells - 2 * pair), rowLength, xMax, isLinear);
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
                if (block == 0 || largest > best[s]) {
                    best[s] = largest;
                    winner[s] = block * 16 + fhn_lowest_of_largest(sums[s], largest);
                }
            }
        }

        for (int s = 0; s < min(TILE_SAMPLES, last - m); s++) {
            won[winner[s]]++;
        }
    }

    for (int c = 0; c < classes; c++) {
        if (won[c] > 0) {
            atomic_add(votes + (size_t)image * classes + c, won[c]);
        }
    }
}
