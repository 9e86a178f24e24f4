// Class votes on a GPU, equal to those of fhn_votes.cl: a work-group of GROUP items an image and block of GROUP samples. Its items load g(X)
// of TILE cells at each sample side by side, then each sums its own sample, and the winners are counted in local memory.

#define GROUP 64
#define TILE 64
#define TILE_WORDS (TILE + 2) // an odd number of 32-bit words a sample: items read different banks
#define MOST_CLASSES 256

// weights, bias: as in fhn_votes.cl.
__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void fhn_votes(
    __global const short *trace, __global const short *table, __global const int *weights, __global const int *bias, __global int *votes,
    const int rowLength, const int samples, const int blockSamples, const int cells, const int classes, const int xMax, const int isLinear)
{
    __local short tile[GROUP * TILE_WORDS];
    __local int won[MOST_CLASSES];
    const int item = get_local_id(0);
    const int image = get_group_id(0);
    const int first = get_group_id(1) * blockSamples; // blockSamples is GROUP
    const int count = min(GROUP, samples - first);
    const int pairs = (cells + 1) / 2;
    __global const short *own = trace + (size_t)first * rowLength + (size_t)image * cells;
    for (int c = item; c < classes; c += GROUP) {
        won[c] = 0;
    }

    int best = 0, winner = 0;
    for (int block = 0; block * 16 < classes; block++) {
        int sums[16];
        #pragma unroll
        for (int c = 0; c < 16; c++) {
            sums[c] = bias[block * 16 + c];
        }

        for (int start = 0; start < cells; start += TILE) {
            const int cell = start + item;
            barrier(CLK_LOCAL_MEM_FENCE);
            for (int s = 0; s < count; s++) {
                const int X = cell < cells ? own[(size_t)s * rowLength + cell] : 0;
                tile[s * TILE_WORDS + item] = cell < cells ? (isLinear ? (short)X : table[X + xMax]) : (short)0;
            }
            barrier(CLK_LOCAL_MEM_FENCE);

            __local const short *words = tile + item * TILE_WORDS;
            __global const int *weight = weights + (size_t)(block * pairs + start / 2) * 16;
            const int tilePairs = min(TILE / 2, pairs - start / 2);
            for (int pair = 0; pair < tilePairs && item < count; pair++) {
                const int low = words[2 * pair], high = words[2 * pair + 1];
                #pragma unroll
                for (int c = 0; c < 16; c++) {
                    const int both = weight[pair * 16 + c];
                    sums[c] += low * (short)both + high * (both >> 16);
                }
            }
        }

        #pragma unroll
        for (int c = 0; c < 16; c++) {
            if ((block == 0 && c == 0) || sums[c] > best) {
                best = sums[c];
                winner = block * 16 + c;
            }
        }
    }

    if (item < count) {
        atomic_inc(won + winner);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int c = item; c < classes; c += GROUP) {
        if (won[c] > 0) {
            atomic_add(votes + (size_t)image * classes + c, won[c]);
        }
    }
}
