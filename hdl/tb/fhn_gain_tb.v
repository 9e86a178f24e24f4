// fhn_gain against a multiplication, for several gains: one digit, many, negative ones at either end, below and above 2^16.
`timescale 1ns / 1ps
module fhn_gain_tb;
    localparam F_BITS = 17, D_BITS = 23, GAINS = 8, WORDS = 2000;

    reg clk = 0;
    always #5 clk = ~clk;

    reg signed [F_BITS-1:0] f = 0;
    wire [GAINS-1:0] wrong;
    integer n, seed = 7, failures = 0;

    genvar g;
    generate
        for (g = 0; g < GAINS; g = g + 1) begin : g_gain
            localparam C = g == 0 ? 1 : g == 1 ? 64 : g == 2 ? 1280 : g == 3 ? 25600 : g == 4 ? 43691 : g == 5 ? 65535 : g == 6 ? 204800 : 1048575;
            wire signed [D_BITS-1:0] d;
            wire signed [F_BITS-1:0] f_of_d;
            wire signed [63:0] product = {{(64 - F_BITS) {f_of_d[F_BITS-1]}}, f_of_d} * C;
            fhn_gain #(
                .F_BITS(F_BITS), .C(C), .ALONG_BITS(F_BITS), .D_BITS(D_BITS)
            ) dut (
                .clk_i(clk), .f_i(f), .along_i(f), .d_o(d), .along_o(f_of_d)
            );
            assign wrong[g] = d !== product[D_BITS+15:16];
        end
    endgenerate

    initial begin
        repeat (16) @(negedge clk);
        for (n = 0; n < WORDS; n = n + 1) begin
            f = n == 0 ? {1'b1, {(F_BITS - 1) {1'b0}}} : n == 1 ? {1'b0, {(F_BITS - 1) {1'b1}}} : n < 40 ? n - 20 : $random(seed);
            @(negedge clk);
            if (wrong != 0) begin
                failures = failures + 1;
                if (failures < 4) $display("f = %0d: gains %b are wrong", f, wrong);
            end
        end
        if (failures == 0) begin
            $display("PASS fhn_gain: %0d gains, %0d words", GAINS, WORDS);
            $finish;
        end
        $display("FAIL fhn_gain: %0d differences", failures);
        $fatal;
    end
endmodule
