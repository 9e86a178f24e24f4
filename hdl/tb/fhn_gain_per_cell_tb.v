// fhn_gain_per_cell against a multiplication, with DSP blocks and without: X and d add up to X + floor(f C / 2^16) for every kind of C; and
// against fhn_gain, where C is a constant.
`timescale 1ns / 1ps
module fhn_gain_per_cell_tb;
    localparam F_BITS = 16, X_BITS = 17, SUM_BITS = 18, WORDS = 6000, KINDS = 2, C = 25600;

    reg clk = 0;
    always #5 clk = ~clk;

    reg signed [F_BITS-1:0] f = 0;
    reg [15:0] c = 0;
    reg signed [X_BITS-1:0] x = 0;
    wire [KINDS:0] wrong;
    integer n, seed = 7, failures = 0;

    genvar g;
    generate
        for (g = 0; g < KINDS; g = g + 1) begin : g_kind
            wire signed [SUM_BITS-1:0] x_out;
            wire signed [F_BITS-1:0] d, f_then;
            wire [15:0] c_then;
            wire signed [X_BITS-1:0] x_then;
            fhn_gain_per_cell #(
                .F_BITS(F_BITS), .X_BITS(X_BITS), .ALONG_BITS(F_BITS + 16 + X_BITS), .FABRIC(g)
            ) dut (
                .clk_i(clk), .f_i(f), .c_i(c), .x_i(x), .along_i({f, c, x}), .x_o(x_out), .d_o(d), .along_o({f_then, c_then, x_then})
            );
            wire signed [63:0] product = $signed({{48{f_then[F_BITS-1]}}, f_then}) * $signed({48'd0, c_then});
            wire signed [63:0] due = $signed({{47{x_then[X_BITS-1]}}, x_then}) + (product >>> 16);
            wire signed [SUM_BITS-1:0] sum = x_out + d;
            assign wrong[g] = sum !== due[SUM_BITS-1:0];
        end
    endgenerate
    // fhn_gain takes as many clocks for this C.
    wire signed [F_BITS:0] d_ideal;
    wire unused;
    fhn_gain #(.F_BITS(F_BITS), .C(C), .D_BITS(F_BITS + 1)) ideal (.clk_i(clk), .f_i(f), .along_i(1'b0), .d_o(d_ideal), .along_o(unused));
    wire signed [SUM_BITS-1:0] sum_ideal = g_kind[0].x_then + d_ideal;
    assign wrong[KINDS] = g_kind[0].c_then == C && sum_ideal !== g_kind[0].sum;

    initial begin
        repeat (8) @(negedge clk);
        for (n = 0; n < WORDS; n = n + 1) begin
            f = n % 5 == 0 ? {1'b1, {(F_BITS - 1) {1'b0}}} : n % 5 == 1 ? {1'b0, {(F_BITS - 1) {1'b1}}} : n < 400 ? n % 40 - 20 : $random(seed);
            c = n % 7 == 0 ? 16'd0 : n % 7 == 1 ? 16'h7FFF : n % 7 == 2 ? 16'h8000 : n % 7 == 3 ? 16'hFFFF : n % 7 == 4 ? C : $random(seed);
            x = $random(seed);
            x = x > 53247 ? 53247 : x < -53247 ? -53247 : x;
            @(negedge clk);
            if (wrong != 0) begin
                failures = failures + 1;
                if (failures < 4) $display("word %0d: kinds %b are wrong", n, wrong);
            end
        end
        if (failures == 0) begin
            $display("PASS fhn_gain_per_cell: %0d words", WORDS);
            $finish;
        end
        $display("FAIL fhn_gain_per_cell: %0d differences", failures);
        $fatal;
    end
endmodule
