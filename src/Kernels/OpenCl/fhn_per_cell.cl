// Per-cell parameters: each cell has its own S, C, initial state and noise. Built only for arrays with such cells.
#ifdef PER_CELL

// Noise without that of stuck cells, where there are any: `moves` is all ones, and 0 for a stuck cell.
#ifdef HAS_STUCK
#define OF_MOVING(noise, moves) ((noise) & (moves))
#else
#define OF_MOVING(noise, moves) (noise)
#endif

// NoiseGenerator.Move: a 16-bit xorshift on two words.
inline void fhn_move_noise(lane *u, lane *v)
{
    const lane t = WORD(*u ^ (*u << SHIFT(5)));
    *u = *v;
    *v = (*v ^ SHIFT_WORD(*v, 1)) ^ (t ^ SHIFT_WORD(t, 3));
}

// The step of FixedStep.cs with its noise: bits 0 and 1 of `bits` give its signs on X and on Y. Lanes that split the input word S add
// `low` = S mod 2^L to Yl and `high` = floor(S / 2^L) to Yh; wider lanes have S in `low`.
inline void fhn_per_cell_step(
    lane *X, lane *Yh, lane *Yl, lane *clamped, lane bits, lane low, lane high, lane gainLow, lane gainHigh, lane moves)
{
    const lane q = PRODUCT(*X, *X);                                  // X^2,    2F - P fraction bits
    const lane r = LIFT_CUBE(PRODUCT(q, *X));                        // X^3,    F
    const lane f = *X - r - *Yh;                                     // eps X', F
    const lane d = PER_CELL_EPS_PRODUCT(f, gainLow, gainHigh);       // dt/eps f, F
#ifdef HAS_NOISE
    const lane Xu = ADD_SATURATED(ADD_SATURATED(*X, d), OF_MOVING(BY_BIT_0(bits, NOISE_X), moves));
    const lane nY = OF_MOVING(BY_BIT_1(bits, NOISE_Y), moves);
#else
    const lane Xu = ADD_SATURATED(*X, d);
    const lane nY = SPLAT(0);
#endif
    const lane Xn = MOST(LEAST(Xu, SPLAT(X_MAX)), SPLAT(-X_MAX));    // X',     F
#ifdef SPLITS_INPUT_WORD
    const lane A = *Yl + low + LIFT_X(*X);                           // what Y gains, with Yl: F+e+k
    const lane Yhn = *Yh + high + nY + CARRY(A);                     // Y' = Y + (X << e) + S + nY 2^J, exact
#else
    const lane A = *Yl + low + LIFT_X(*X) + (nY << NOISE_SHIFT);
    const lane Yhn = *Yh + CARRY(A);
#endif
    const lane Yln = A & SPLAT(LOW_MASK);
    *clamped |= Xn ^ Xu;
    *X = Xn;
    *Yh = Yhn;
    *Yl = Yln;
}

// As fhn_advance of fhn_run.cl, with per-cell parameters. `cells` has five rows: low, high, gainLow, gainHigh, moves; `state` six: X, Yh, Yl,
// clamped, u, v.
// firstStep is n of the first step modulo 8: the generators move where n is a multiple of 8.
__kernel void fhn_advance_per_cell(
    __global const int *cells, __global int *state, __global short *trace, const int rowLength, const int steps, const int stride,
    const int firstSample, const int sampled, const int firstStep)
{
    const size_t cell = get_global_id(0) * (LANES * VECTORS);
    __global int *row = state + cell;
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
    size_t sample = (size_t)firstSample * rowLength + cell;
    for (int done = 0; done < steps; done += stride) {
        if (sampled) {
            #pragma unroll
            for (int i = 0; i < VECTORS; i++) {
                STORE_WORDS(X[i], trace + sample + i * LANES);
            }
            sample += rowLength;
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
        STORE(X[i], row + i * LANES);
        STORE(Yh[i], row + next + i * LANES);
        STORE(Yl[i], row + 2 * next + i * LANES);
        STORE(clamped[i], row + 3 * next + i * LANES);
        STORE(u[i], row + 4 * next + i * LANES);
        STORE(v[i], row + 5 * next + i * LANES);
    }
}

#endif
