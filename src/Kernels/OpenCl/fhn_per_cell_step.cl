// Per-cell parameters: each cell has its own S, C, initial state and noise.

// Noise without that of stuck cells, where there are any: `moves` is all ones, and 0 for a stuck cell.
#ifdef HAS_STUCK
#define OF_MOVING(noise, moves) ((noise) & (moves))
#else
#define OF_MOVING(noise, moves) (noise)
#endif

// NoiseGenerator.Move: a 16-bit xorshift on two words.
static inline void fhn_move_noise(lane *u, lane *v)
{
    const lane t = WORD(*u ^ (*u << SHIFT(5)));
    *u = *v;
    *v = (*v ^ SHIFT_WORD(*v, 1)) ^ (t ^ SHIFT_WORD(t, 3));
}

// The step of FixedStep.cs with its noise: bits 0 and 1 of `bits` give its signs on X and on Y. Lanes that split the input word S add
// `low` = S mod 2^L to Yl and `high` = floor(S / 2^L) to Yh; wider lanes have S in `low`.
static inline void fhn_per_cell_step(
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
