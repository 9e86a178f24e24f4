// Lanes: how many cells a vector holds and in which type the step computes. The host picks one form by -D FORM_...:
//   FORM_SCALAR   1 cell,   int    any device; a GPU runs one cell a work-item
//   FORM_INT16   16 cells,  int    processors, any format
//   FORM_SHORT16 16 cells,  short  x86 with AVX2,      formats whose intermediates fit 16 bits
//   FORM_SHORT32 32 cells,  short  x86 with AVX-512BW, formats whose intermediates fit 16 bits
// Each form gives: lane (the vector), LANES, PRODUCT, LIFT_CUBE, EPS_PRODUCT, LIFT_X, ADD_SATURATED and the loads and stores. PRODUCT_SHIFT
// and the other constants come from the format as build options. NAMED(f) is the name of a kernel with VECTORS vectors, such as f_4: one
// program has them all. Functions are `static inline`: C99's bare `inline` leaves them undefined where a compiler does not inline.
// For per-cell parameters (fhn_per_cell_step.cl) it gives PER_CELL_EPS_PRODUCT, the noise generators' words, BY_BIT_0 and BY_BIT_1 (in
// each lane +A where that bit is set, else -A) and, where a lane is too narrow for A, SPLITS_INPUT_WORD.

#define JOIN(name, vectors) name##_##vectors
#define JOIN_VALUES(name, vectors) JOIN(name, vectors)
#define NAMED(name) JOIN_VALUES(name, VECTORS)

#if defined(FORM_SHORT32) || defined(FORM_SHORT16)

#if defined(FORM_SHORT32)
#define LANES 32
#define MULTIPLY_HIGH(a, b) __builtin_ia32_pmulhw512(a, b)
// The processor looks the lowest five bits of each lane up in 32 words.
#define TIMES_8(a, b, c, d) a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d
typedef short table __attribute__((vector_size(64)));
#define LOOK_UP(bits, a, b, c, d) __builtin_astype(__builtin_ia32_permvarhi512((table){TIMES_8(a, b, c, d)}, __builtin_astype(bits, table)), lane)
#define BY_BIT_0(bits, A) LOOK_UP(bits, -(A), (A), -(A), (A))
#define BY_BIT_1(bits, A) LOOK_UP(bits, -(A), -(A), (A), (A))
#define STORE_FIRST_WORDS(value, target, count) \
    __builtin_ia32_storedquhi512_mask((table *)(ulong)(target), __builtin_astype(value, table), (1u << (count)) - 1)
#else
#define LANES 16
#define MULTIPLY_HIGH(a, b) __builtin_ia32_pmulhw256(a, b)
#endif

typedef short lane __attribute__((ext_vector_type(LANES)));
typedef short words __attribute__((ext_vector_type(LANES), aligned(2)));
typedef int wide __attribute__((ext_vector_type(LANES), aligned(4)));
#define SPLAT(value) ((lane)((short)(value)))
#define PRODUCT(a, b) MULTIPLY_HIGH(a, b)
#define LIFT_CUBE(r) ((r) << (short)CUBE_SHIFT)
#define EPS_PRODUCT(f) MULTIPLY_HIGH(f, SPLAT(GAIN_LOW))
#define LIFT_X(X) (X)
#define ADD_SATURATED(a, b) __builtin_elementwise_add_sat(a, b)
#define LEAST(a, b) __builtin_elementwise_min(a, b)
#define MOST(a, b) __builtin_elementwise_max(a, b)
#define CARRY(A) ((A) >> (short)LOW_BITS)
#define SPLITS_INPUT_WORD
#ifdef HAS_HIGH_GAIN
#define PER_CELL_EPS_PRODUCT(f, low, high) (MULTIPLY_HIGH(f, low) + ((f) & -(high)))
#else
#define PER_CELL_EPS_PRODUCT(f, low, high) MULTIPLY_HIGH(f, low)
#endif
typedef ushort word_lane __attribute__((ext_vector_type(LANES)));
#define LANE_TRUTH(condition) __builtin_astype(condition, lane)
#define SHIFT(count) ((short)(count))
#define WORD(a) (a)
#define SHIFT_WORD(a, count) __builtin_astype(__builtin_astype(a, word_lane) >> (ushort)(count), lane)
#define LOAD(source) __builtin_convertvector(*(__global const wide *)(source), lane)
#define STORE(value, target) *(__global wide *)(target) = __builtin_convertvector(value, wide)
#define STORE_WORDS(value, target) *(__global words *)(target) = (value)
#define STREAM_WORDS(value, target) __builtin_nontemporal_store(value, (__global lane *)(target)) // past the caches
#define FENCE() __builtin_ia32_sfence()

#else

#if defined(FORM_INT16)
#define LANES 16
typedef int16 lane;
#define LOAD(source) vload16(0, source)
#define STORE(value, target) vstore16(value, 0, target)
#define STORE_WORDS(value, target) vstore16(convert_short16(value), 0, target)
#define LANE_TRUTH(condition) (condition)
#else
#define LANES 1
typedef int lane;
#define LOAD(source) (*(source))
#define STORE(value, target) (*(target) = (value))
#define STORE_WORDS(value, target) (*(target) = (short)(value))
#define LANE_TRUTH(condition) (-(condition))
#endif

#define SPLAT(value) ((lane)(value))
#define PRODUCT(a, b) (((a) * (b)) >> PRODUCT_SHIFT)
#define LIFT_CUBE(r) ((r) << CUBE_SHIFT)
#define EPS_PRODUCT(f) ((f) * GAIN_HIGH + (((f) * GAIN_LOW) >> 16))
#define LIFT_X(X) ((X) << CURRENT_EXTRA_BITS)
#define ADD_SATURATED(a, b) ((a) + (b))
#define LEAST(a, b) min(a, b)
#define MOST(a, b) max(a, b)
#define CARRY(A) ((A) >> LOW_BITS)
#ifdef HAS_HIGH_GAIN
#define PER_CELL_EPS_PRODUCT(f, low, high) ((f) * (high) + (((f) * (low)) >> 16))
#else
#define PER_CELL_EPS_PRODUCT(f, low, high) (((f) * (low)) >> 16)
#endif
#define SHIFT(count) (count)
#define WORD(a) ((a) & 0xFFFF)
#define SHIFT_WORD(a, count) ((a) >> (count))

#endif

#ifndef BY_BIT_0
static inline lane fhn_by_bit(lane bits, lane bit, lane amplitude)
{
    const lane minus = LANE_TRUTH((bits & bit) == SPLAT(0)); // all ones where the bit is clear
    return (amplitude ^ minus) - minus;
}
#define BY_BIT_0(bits, A) fhn_by_bit(bits, SPLAT(1), SPLAT(A))
#define BY_BIT_1(bits, A) fhn_by_bit(bits, SPLAT(2), SPLAT(A))
#endif

#ifndef STREAM_WORDS
#define STREAM_WORDS(value, target) STORE_WORDS(value, target)
#define FENCE()
#endif

// Stores the samples of one vector of cells, of which the first `room` have a column in the trace; past the caches where `sampled` is 2.
static inline void fhn_store_samples(lane X, __global short *target, int room, int sampled)
{
#if LANES == 1
    STORE_WORDS(X, target); // rows are padded: every cell has a column
#else
    if (room >= LANES && sampled == 2) {
        STREAM_WORDS(X, target);
    } else if (room >= LANES) {
        STORE_WORDS(X, target);
    } else if (room > 0) {
#ifdef STORE_FIRST_WORDS
        STORE_FIRST_WORDS(X, target, room);
#else
        for (int i = 0; i < room; i++) {
            target[i] = (short)X[i];
        }
#endif
    }
#endif
}
