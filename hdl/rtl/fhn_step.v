// One step of dt of one cell a clock: explicit Euler on eps X' = X - X^3 - Y, Y' = X + S, in integers. The same step as
// FixedStep.Advance in src/Kernels/FitzHughNagumo, with the same names in the same order; docs/numerics.md has the rule for every width.
//
//   clock   0      1       2       3       4       5      6..       then
//           X  ->  X*X ->  q    -> X*q ->  r    -> f   -> gain d -> Xu -> compare -> Xn
//           Y  ->  (X<<e)+S -> A -> Yhn, Yln
//
// Two multipliers; the gain is shifts and adds. Between registers lies at most one addition. Y is ready earlier than X. Both outputs
// come out of logic, so the module that takes them has the registers. `along` is whatever must arrive together with Xn.
//
// PER_CELL = 1: per-cell parameters. C is then an input and an operand of a third multiplier, and X and Y gain noise. Where J = K+E, noise takes no
// clock: nX is added to the X that waits for d, and nY to the Yh that waits for A. Otherwise Y takes one clock more.
module fhn_step #(
    parameter W = 16,  // bits of X, Q1.F with F = W - 2
    parameter P = 16,  // right shift of a product
    parameter U = 4,  // left shift of the cube
    parameter K = 8,  // dt = 2^-K
    parameter E = 0,  // fraction bits of S and Y beyond those of X
    parameter G = 0,  // C = 65536 G + CL = round(2^16 dt/eps)
    parameter CL = 25600,
    parameter XMAX = 20480,  // bound of X, LSBs
    parameter YH_BITS = 15,  // bits of Yh
    parameter ALONG_BITS = 1,
    parameter FABRIC = 0,  // 1 on parts without DSP blocks
    parameter PER_CELL = 0,  // 1: per-cell parameters
    parameter J = 8,  // with PER_CELL: noise of Y is in units of 2^J
    parameter NARROW_F = 0  // with PER_CELL and W = 16: 1 where f never leaves 16 bits, which is what one DSP block takes
) (
    input  wire                         clk_i,
    input  wire signed [         W-1:0] x_i,        // Q1.F
    input  wire signed [   YH_BITS-1:0] yh_i,       // Q(YH_BITS-F-1).F
    input  wire        [       K+E-1:0] yl_i,       // the K+E bits of Y below those of Yh, not negative
    input  wire signed [       W+E-1:0] s_i,        // Q1.(F+E)
    input  wire        [ALONG_BITS-1:0] along_i,
    input  wire        [          15:0] c_i,        // with PER_CELL: C, which comes with f, 2 products and 1 clock later than x_i
    input  wire signed [          15:0] noise_x_i,  // nX, LSBs of X, a product later than x_i
    input  wire signed [          15:0] noise_y_i,  // nY, a clock later than x_i
    output wire signed [   YH_BITS-1:0] yhn_o,      // 2 clocks later, or with PER_CELL and J < K+E 3
    output wire        [       K+E-1:0] yln_o,
    output wire signed [         W-1:0] xn_o,       // some clocks more, as many as C has digits
    output wire                         clamped_o,  // X would have left [-XMAX, XMAX]
    output wire        [ALONG_BITS-1:0] along_o
);
    localparam L = K + E;
    localparam MULTIPLY = FABRIC != 0 ? 4 : 2;  // clocks of a product
    // q and r reach 2.25 and 3.375 below 16 bits, where X is up to 3/2: a bit more than X has. At 16 bits the upper half is all there is.
    localparam Q_BITS = W == 16 ? 16 : W + 1;
    // |X - r| < 2^(W-1) or, at 3 and 4 bits, so far below the range of Yh that one bit above the wider of the two holds f.
    // With PER_CELL the host sees to it that f stays in 17 bits, or in 16 at W = 16; where it does not, C is 0.
    localparam F_WHOLE = (W > YH_BITS ? W : YH_BITS) + 1;
    localparam F_BITS = PER_CELL == 0 ? F_WHOLE : W == 16 && NARROW_F != 0 ? 16 : F_WHOLE > 17 ? 17 : F_WHOLE;
    localparam A_BITS = (W + E > L ? W + E : L) + 2;
    localparam C = 65536 * G + CL;
    // |d| <= |f| C / 2^16; one bit more holds X + d and the sums inside the gain. With PER_CELL C is under 2^16, and X has noise of 16 bits before.
    localparam X_BITS = PER_CELL != 0 ? 17 : W;
    localparam D_BITS = PER_CELL != 0 ? 18 : F_BITS + 1 + (C > 65536 ? $clog2(C) - 16 : 0);

    // q = (X * X) >> P                                            2F - P fraction bits, not negative
    /* verilator lint_off UNUSEDSIGNAL */  // the bits of a product below its shift are dropped
    wire [2*W-1:0] xx;
    /* verilator lint_on UNUSEDSIGNAL */
    fhn_square #(
        .BITS(W),
        .FABRIC(FABRIC)
    ) square (
        .clk_i(clk_i),
        .a_i(x_i),
        .square_o(xx)
    );
    wire signed [Q_BITS-1:0] q = xx[P+Q_BITS-1:P];

    // r = ((X * q) >> P) << U                                     F fraction bits
    wire signed [W-1:0] x_with_q;
    fhn_delay #(
        .BITS(W),
        .CLOCKS(MULTIPLY)
    ) delay_x_to_q (
        .clk_i(clk_i),
        .data_i(x_i),
        .data_o(x_with_q)
    );
    /* verilator lint_off UNUSEDSIGNAL */
    wire signed [Q_BITS+W-1:0] qx;
    /* verilator lint_on UNUSEDSIGNAL */
    fhn_multiply #(
        .A_BITS(W),
        .B_BITS(Q_BITS),
        .FABRIC(FABRIC)
    ) cube (
        .clk_i(clk_i),
        .a_i(x_with_q),
        .b_i(q),
        .product_o(qx)
    );
    wire signed [Q_BITS-1:0] r_low = qx[P+Q_BITS-1:P];
    wire signed [Q_BITS-1:0] r = r_low <<< U;

    // f = X - r - Yh                                              F fraction bits; X - Yh is made at once, so that Yh need not wait
    /* verilator lint_off UNUSEDSIGNAL */  // above its bits f is cut, which may wrap
    wire signed [F_WHOLE-1:0] x_less_yh_now = {{(F_WHOLE - W) {x_i[W-1]}}, x_i} - {{(F_WHOLE - YH_BITS) {yh_i[YH_BITS-1]}}, yh_i};
    /* verilator lint_on UNUSEDSIGNAL */
    wire signed [F_BITS-1:0] x_less_yh;
    fhn_delay #(
        .BITS(F_BITS),
        .CLOCKS(2 * MULTIPLY)
    ) delay_x_less_yh (
        .clk_i(clk_i),
        .data_i(x_less_yh_now[F_BITS-1:0]),
        .data_o(x_less_yh)
    );
    reg signed [F_BITS-1:0] f;
    always @(posedge clk_i) f <= x_less_yh - {{(F_BITS - Q_BITS) {r[Q_BITS-1]}}, r};

    // X, with its noise, until f is there
    wire signed [X_BITS-1:0] x_noisy, x_with_f;
    generate
        if (PER_CELL != 0) begin : g_noise_x
            assign x_noisy = {{(X_BITS - W) {x_with_q[W-1]}}, x_with_q} + {noise_x_i[15], noise_x_i};
        end else begin : g_no_noise_x
            assign x_noisy = x_with_q;
        end
    endgenerate
    fhn_delay #(
        .BITS(X_BITS),
        .CLOCKS(MULTIPLY + 1)
    ) delay_x_to_f (
        .clk_i(clk_i),
        .data_i(x_noisy),
        .data_o(x_with_f)
    );

    // d = f * G + ((f * Cl) >> 16) = (f * C) >> 16                F fraction bits
    wire [ALONG_BITS-1:0] along_with_f;
    fhn_delay #(
        .BITS(ALONG_BITS),
        .CLOCKS(2 * MULTIPLY + 1)
    ) delay_along (
        .clk_i(clk_i),
        .data_i(along_i),
        .data_o(along_with_f)
    );
    wire signed [D_BITS-1:0] d;
    wire signed [D_BITS-1:0] x_with_d;  // with PER_CELL and a C over 2^15 a part of d is in here
    wire [ALONG_BITS-1:0] along_with_d;
    generate
        if (PER_CELL != 0) begin : g_per_cell
            wire signed [F_BITS-1:0] d_per_cell;
            fhn_gain_per_cell #(
                .F_BITS(F_BITS),
                .X_BITS(X_BITS),
                .ALONG_BITS(ALONG_BITS),
                .FABRIC(FABRIC)
            ) gain (
                .clk_i(clk_i),
                .f_i(f),
                .c_i(c_i),
                .x_i(x_with_f),
                .along_i(along_with_f),
                .x_o(x_with_d),
                .d_o(d_per_cell),
                .along_o(along_with_d)
            );
            assign d = {{(D_BITS - F_BITS) {d_per_cell[F_BITS-1]}}, d_per_cell};
        end else begin : g_ideal
            wire signed [W-1:0] x_alone;
            fhn_gain #(
                .F_BITS(F_BITS),
                .C(C),
                .ALONG_BITS(W + ALONG_BITS),
                .D_BITS(D_BITS)
            ) gain (
                .clk_i(clk_i),
                .f_i(f),
                .along_i({x_with_f, along_with_f}),
                .d_o(d),
                .along_o({x_alone, along_with_d})
            );
            assign x_with_d = {{(D_BITS - W) {x_alone[W-1]}}, x_alone};
            wire unused = &{1'b0, c_i, noise_x_i};  // all cells are equal
        end
    endgenerate

    // Xu = X + d, with PER_CELL X + d + nX                         F fraction bits
    // Xn = clamp(Xu, -XMAX, XMAX)
    // XMAX is a small number of a few high bits, so these alone are compared; above that number the bits below it decide.
    function integer zeros_below(input integer value);
        begin
            zeros_below = 0;
            while (value[zeros_below] == 1'b0) zeros_below = zeros_below + 1;
        end
    endfunction
    localparam ZEROS = zeros_below(XMAX);
    localparam signed [31:0] BOUND = XMAX;
    localparam signed [D_BITS-1:0] UPPER = BOUND[D_BITS-1:0];
    localparam signed [D_BITS-1:0] LOWER = -UPPER;
    localparam [D_BITS-1:0] LOW_MASK = {D_BITS{1'b1}} >> (D_BITS - ZEROS);
    reg signed [D_BITS-1:0] Xu;
    reg signed [W-1:0] Xu_low;
    reg above, below;
    wire signed [D_BITS-ZEROS-1:0] Xu_high = Xu[D_BITS-1:ZEROS];
    wire low_bits = (Xu & LOW_MASK) != {D_BITS{1'b0}};
    always @(posedge clk_i) begin
        Xu <= x_with_d + d;
        above <= Xu_high > $signed(UPPER[D_BITS-1:ZEROS]) || (Xu_high == $signed(UPPER[D_BITS-1:ZEROS]) && low_bits);
        below <= Xu_high < $signed(LOWER[D_BITS-1:ZEROS]);
        Xu_low <= Xu[W-1:0];
    end
    wire signed [W-1:0] Xn = above ? UPPER[W-1:0] : below ? LOWER[W-1:0] : Xu_low;
    assign xn_o = Xn;
    assign clamped_o = above | below;
    fhn_delay #(
        .BITS(ALONG_BITS),
        .CLOCKS(2)
    ) delay_along_clamp (
        .clk_i(clk_i),
        .data_i(along_with_d),
        .data_o(along_o)
    );

    // A = Yl + (X << e) + S                                       F + e + k fraction bits
    reg signed [W+E:0] x_plus_s;
    reg [L-1:0] yl;
    reg signed [A_BITS-1:0] A;
    always @(posedge clk_i) begin
        x_plus_s <= {{(E + 1) {x_i[W-1]}}, x_i} * (1 << E) + {s_i[W+E-1], s_i};
        yl <= yl_i;
        A <= {{(A_BITS - L) {1'b0}}, yl} + {{(A_BITS - W - E - 1) {x_plus_s[W+E]}}, x_plus_s};
    end
    // Yh + A, as many bits as Y has: sign bits above where A is short, and cut where it is long, which the bound of Y allows.
    /* verilator lint_off UNUSEDSIGNAL */
    wire signed [YH_BITS+L+A_BITS-1:0] A_long = {{YH_BITS + L{A[A_BITS-1]}}, A};
    /* verilator lint_on UNUSEDSIGNAL */

    // A = Yl + (X << e) + S + (nY << J), Yhn = Yh + (A >> L), Yln = A & (2^L - 1)
    wire signed [YH_BITS-1:0] yh;
    wire signed [YH_BITS+L-1:0] A_noisy;
    /* verilator lint_off UNUSEDSIGNAL */
    wire signed [YH_BITS+15:0] noise_y_long = {{YH_BITS{noise_y_i[15]}}, noise_y_i};
    /* verilator lint_on UNUSEDSIGNAL */
    generate
        if (PER_CELL != 0 && J == L) begin : g_noise_of_yh
            reg signed [YH_BITS-1:0] yh_alone, yh_noisy;
            always @(posedge clk_i) begin
                yh_alone <= yh_i;
                yh_noisy <= yh_alone + noise_y_long[YH_BITS-1:0];
            end
            assign yh = yh_noisy;
            assign A_noisy = A_long[YH_BITS+L-1:0];
        end else begin : g_yh
            fhn_delay #(
                .BITS(YH_BITS),
                .CLOCKS(PER_CELL != 0 ? 3 : 2)
            ) delay_yh (
                .clk_i(clk_i),
                .data_i(yh_i),
                .data_o(yh)
            );
            if (PER_CELL != 0) begin : g_noise_of_y
                // From bit J on; the bits below are A's.
                reg signed [15:0] noise_y;
                reg signed [YH_BITS+L-1:0] A_sum;
                /* verilator lint_off UNUSEDSIGNAL */
                wire signed [YH_BITS+L+15:0] noise_long = {{YH_BITS + L{noise_y[15]}}, noise_y};
                /* verilator lint_on UNUSEDSIGNAL */
                wire signed [YH_BITS+L-J-1:0] A_high = A_long[YH_BITS+L-1:J] + noise_long[YH_BITS+L-J-1:0];
                always @(posedge clk_i) begin
                    noise_y <= noise_y_i;
                    A_sum[YH_BITS+L-1:J] <= A_high;
                    if (J > 0) A_sum[(J>0?J-1:0):0] <= A_long[(J>0?J-1:0):0];
                end
                assign A_noisy = A_sum;
                wire unused_noise = &{1'b0, noise_y_long};
            end else begin : g_no_noise
                assign A_noisy = A_long[YH_BITS+L-1:0];
                wire unused_noise = &{1'b0, noise_y_long};  // no noise
            end
        end
    endgenerate
    wire signed [YH_BITS-1:0] Yhn = yh + A_noisy[YH_BITS+L-1:L];
    wire [L-1:0] Yln = A_noisy[L-1:0];
    assign yhn_o = Yhn;
    assign yln_o = Yln;
endmodule
