// What stands for the x86 instructions of fhn_lanes.cl and fhn_votes.cl where a compiler has none: Oclgrind, Mesa. Exact, lane by lane.

#define X86_LANES(n) \
    typedef short x86_short##n __attribute__((ext_vector_type(n))); \
    static inline x86_short##n x86_high##n(x86_short##n a, x86_short##n b) \
    { x86_short##n r; for (int i = 0; i < n; i++) { r[i] = (short)((a[i] * b[i]) >> 16); } return r; } \
    static inline x86_short##n x86_rounded##n(x86_short##n a, x86_short##n b) \
    { x86_short##n r; for (int i = 0; i < n; i++) { r[i] = (short)((a[i] * b[i] + (1 << 14)) >> 15); } return r; } \
    static inline x86_short##n x86_add_sat##n(x86_short##n a, x86_short##n b) \
    { x86_short##n r; for (int i = 0; i < n; i++) { r[i] = (short)min(max(a[i] + b[i], -32768), 32767); } return r; } \
    static inline x86_short##n x86_least##n(x86_short##n a, x86_short##n b) \
    { x86_short##n r; for (int i = 0; i < n; i++) { r[i] = a[i] < b[i] ? a[i] : b[i]; } return r; } \
    static inline x86_short##n x86_most##n(x86_short##n a, x86_short##n b) \
    { x86_short##n r; for (int i = 0; i < n; i++) { r[i] = a[i] > b[i] ? a[i] : b[i]; } return r; }

#ifdef FORM_SHORT32
X86_LANES(32)
#define X86(name) x86_##name##32
#define x86_lane x86_short32
#else
X86_LANES(16)
#define X86(name) x86_##name##16
#define x86_lane x86_short16
#endif
#define X86_LANE(a) __builtin_astype(a, x86_lane)

// pmulhw, pmulhrsw; the result is cast to the type of the vector that it becomes.
#define __builtin_ia32_pmulhw512(a, b) X86(high)(X86_LANE(a), X86_LANE(b))
#define __builtin_ia32_pmulhw256(a, b) X86(high)(X86_LANE(a), X86_LANE(b))
#define __builtin_ia32_pmulhrsw512(a, b) __builtin_astype(X86(rounded)(X86_LANE(a), X86_LANE(b)), halves)
#define __builtin_ia32_pmulhrsw256(a, b) __builtin_astype(X86(rounded)(X86_LANE(a), X86_LANE(b)), halves)
#define __builtin_elementwise_add_sat(a, b) X86(add_sat)(a, b)
#define __builtin_elementwise_min(a, b) X86(least)(a, b)
#define __builtin_elementwise_max(a, b) X86(most)(a, b)
#define __builtin_prefetch(address) (void)(address)

// sfence orders stores past the caches; where no store goes past them there is nothing to order.
#define __builtin_ia32_sfence() (void)0

// pmaddwd: in each lane of 32 bits, the low halves' product plus the high halves'.
#define X86_PAIRS(a, b) ((((a) << 16) >> 16) * (((b) << 16) >> 16) + ((a) >> 16) * ((b) >> 16))
static inline int16 x86_pairs512(int16 a, int16 b) { return X86_PAIRS(a, b); }
static inline int8 x86_pairs256(int8 a, int8 b) { return X86_PAIRS(a, b); }
#define __builtin_ia32_pmaddwd512(a, b) x86_pairs512(__builtin_astype(a, int16), __builtin_astype(b, int16))
#define __builtin_ia32_pmaddwd256(a, b) x86_pairs256(__builtin_astype(a, int8), __builtin_astype(b, int8))

// vpermw: each lane's lowest five bits choose a word of the table. A function, since its arguments have commas in braces.
#ifdef FORM_SHORT32
typedef short x86_table __attribute__((vector_size(64)));
static inline x86_table x86_permute(x86_table words, x86_table index)
{
    x86_table r;
    for (int i = 0; i < 32; i++) {
        r[i] = words[index[i] & 31];
    }
    return r;
}
#define __builtin_ia32_permvarhi512 x86_permute
#endif

// vmovdqu16 with a mask: stores the lanes whose bits are set.
static inline void x86_store(__global short *target, x86_lane value, uint mask)
{
    for (int i = 0; i < 32; i++) {
        if ((mask >> i) & 1) {
            target[i] = value[i];
        }
    }
}
#define __builtin_ia32_storedquhi512_mask(target, value, mask) x86_store((__global short *)(ulong)(target), X86_LANE(value), mask)

// vpcmpd: a bit for each lane in which a >= b.
static inline ushort x86_at_least(int16 a, int16 b)
{
    ushort bits = 0;
    for (int i = 0; i < 16; i++) {
        bits |= (ushort)((a[i] >= b[i] ? 1 : 0) << i);
    }
    return bits;
}
#define __builtin_ia32_cmpd512_mask(a, b, predicate, mask) x86_at_least(__builtin_astype(a, int16), __builtin_astype(b, int16))
