// d = (f * C) >> 16, floored: the constant gain of dt/eps without a multiplier.
//
// C is taken in signed digits, no two neighbours set (the non-adjacent form), and summed by Horner's rule from the lowest digit up: before
// the next digit's f is added or subtracted, the sum is shifted right by the distance between the two. Each shift floors, and a floor of a
// floor, with whole numbers added between, is the floor of the whole: so the bits that are dropped on the way change nothing, and an adder need be
// only a little wider than f. One register a digit; 25/64 = (32 - 8 + 1)/64 takes three digits and two adders.
//
// `along` is whatever must arrive together with d: it is held back by as many clocks.
module fhn_gain #(
    parameter F_BITS = 17,
    parameter C = 25600,  // round(2^16 dt/eps), 1 to 2^20
    parameter ALONG_BITS = 1,
    parameter D_BITS = 18  // F_BITS + 1, and what C has above 2^16: a sum on the way stays below 4/3 of f, or of d
) (
    input  wire                         clk_i,
    input  wire signed [    F_BITS-1:0] f_i,      // Q(F_BITS-F-1).F
    input  wire        [ALONG_BITS-1:0] along_i,
    output wire signed [    D_BITS-1:0] d_o,      // the same scale
    output wire        [ALONG_BITS-1:0] along_o
);
    // The digits: +1 where bit n of PLUS is set, -1 where bit n of MINUS is.
    localparam [31:0] C1 = C;
    localparam [31:0] C3 = 3 * C;
    localparam [31:0] PLUS = (C3 & ~C1) >> 1;
    localparam [31:0] MINUS = (C1 & ~C3) >> 1;
    localparam [31:0] DIGITS = PLUS | MINUS;

    // How many digits lie below a position.
    function integer digits_below(input integer position);
        integer n;
        begin
            digits_below = 0;
            for (n = 0; n < position; n = n + 1) if (DIGITS[n]) digits_below = digits_below + 1;
        end
    endfunction

    // Where the digit of a number stands, from the lowest, number 0.
    function integer position_of(input integer number);
        integer n;
        begin
            position_of = 0;
            for (n = 23; n >= 0; n = n - 1) if (DIGITS[n] && digits_below(n) == number) position_of = n;
        end
    endfunction

    localparam COUNT = digits_below(24);
    localparam LAST = position_of(COUNT - 1);

    wire signed [D_BITS-1:0] sum[0:COUNT-1];
    wire signed [F_BITS-1:0] f[0:COUNT-1];
    wire [ALONG_BITS-1:0] along[0:COUNT-1];

    genvar number;
    generate
        for (number = 0; number < COUNT; number = number + 1) begin : g_digit
            localparam POSITION = position_of(number);
            localparam NEGATIVE = MINUS[POSITION];
            if (number == 0 && !NEGATIVE && POSITION <= 16) begin : g_first
                // The lowest digit alone is f itself: no adder and no register.
                assign f[0] = f_i;
                assign along[0] = along_i;
                assign sum[0] = {{(D_BITS - F_BITS) {f_i[F_BITS-1]}}, f_i};
            end else begin : g_add
                localparam BEFORE = number == 0 ? POSITION : position_of(number - 1);
                // Above 2^16 a digit counts f times a power of two; below, the sum is at the digit's own scale.
                localparam LEFT = POSITION > 16 ? POSITION - 16 : 0;
                localparam RIGHT = (POSITION > 16 ? 16 : POSITION) - (BEFORE > 16 ? 16 : BEFORE);
                wire signed [F_BITS-1:0] f_before;
                wire signed [D_BITS-1:0] sum_before;
                wire [ALONG_BITS-1:0] along_before;
                if (number == 0) begin : g_zero
                    assign f_before = f_i;
                    assign along_before = along_i;
                    assign sum_before = {D_BITS{1'b0}};
                end else begin : g_next
                    assign f_before = f[number-1];
                    assign along_before = along[number-1];
                    assign sum_before = sum[number-1] >>> RIGHT;
                end
                wire signed [D_BITS-1:0] term = {{(D_BITS - F_BITS) {f_before[F_BITS-1]}}, f_before} <<< LEFT;
                reg signed [F_BITS-1:0] f_held;
                reg signed [D_BITS-1:0] sum_held;
                reg [ALONG_BITS-1:0] along_held;
                always @(posedge clk_i) begin
                    f_held <= f_before;
                    along_held <= along_before;
                    sum_held <= NEGATIVE ? sum_before - term : sum_before + term;
                end
                assign f[number] = f_held;
                assign along[number] = along_held;
                assign sum[number] = sum_held;
            end
        end
    endgenerate

    assign d_o = sum[COUNT-1] >>> (LAST < 16 ? 16 - LAST : 0);
    assign along_o = along[COUNT-1];
endmodule
