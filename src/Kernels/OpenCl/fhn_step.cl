// The step of FixedStep.cs on a vector of cells: explicit Euler on eps X' = X - X^3 - Y, Y' = X + S, in integers.
// F is the fraction of X, P = PRODUCT_SHIFT; shifts right floor. `clamped` collects the lanes in which X was clamped.
static inline void fhn_step(lane *X, lane *Yh, lane *Yl, lane S, lane *clamped)
{
    const lane q = PRODUCT(*X, *X);                                  // X^2,    2F - P fraction bits
    const lane r = LIFT_CUBE(PRODUCT(q, *X));                        // X^3,    F
    const lane f = *X - r - *Yh;                                     // eps X', F
    const lane d = EPS_PRODUCT(f);                                   // dt/eps f, F
    const lane Xu = ADD_SATURATED(*X, d);                            // X + d,  F
    const lane Xn = MOST(LEAST(Xu, SPLAT(X_MAX)), SPLAT(-X_MAX));    // X',     F
    const lane A = *Yl + S + LIFT_X(*X);                             // what Y gains, with Yl: F+e+k
    const lane Yhn = *Yh + CARRY(A);                                 // Y' = Y + (X << e) + S, exact
    const lane Yln = A & SPLAT(LOW_MASK);
    *clamped |= Xn ^ Xu;
    *X = Xn;
    *Yh = Yhn;
    *Yl = Yln;
}
