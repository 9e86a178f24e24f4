// The multipliers of hdl/boards/ecp5-lanes against products: words of 3 to 18 bits, 2 clocks after their operands, as those of hdl/rtl without FABRIC.
`timescale 1ns / 1ps
module ecp5_multipliers_tb;
    localparam LEAST = 3, MOST = 18;
    reg clk = 0;
    always #5 clk = !clk;
    reg signed [MOST-1:0] a = 0, b = 0;
    wire [MOST:LEAST] right, right_square;
    genvar bits;
    generate
        for (bits = LEAST; bits <= MOST; bits = bits + 1) begin : g_bits
            // The other operand is the wider, the narrower the one is.
            localparam OTHER = LEAST + MOST - bits;
            wire signed [LEAST+MOST-1:0] product;
            wire [2*bits-1:0] square;
            fhn_multiply #(.A_BITS(bits), .B_BITS(OTHER)) multiply (.clk_i(clk), .a_i(a[bits-1:0]), .b_i(b[OTHER-1:0]), .product_o(product));
            fhn_square #(.BITS(bits)) square_of (.clk_i(clk), .a_i(a[bits-1:0]), .square_o(square));
            wire signed [63:0] a_long = {{(64 - bits) {a[bits-1]}}, a[bits-1:0]}, b_long = {{(64 - OTHER) {b[OTHER-1]}}, b[OTHER-1:0]};
            reg signed [63:0] due[0:1], due_square[0:1];
            always @(posedge clk) begin
                due[0] <= a_long * b_long;
                due[1] <= due[0];
                due_square[0] <= a_long * a_long;
                due_square[1] <= due_square[0];
            end
            assign right[bits] = product === due[1][LEAST+MOST-1:0];
            assign right_square[bits] = square === due_square[1][2*bits-1:0];
        end
    endgenerate

    integer n, seed = 8, failures = 0, checks = 0;
    initial begin
        repeat (4) @(negedge clk);
        for (n = 0; n < 4000; n = n + 1) begin
            a = n[1:0] == 0 ? {1'b1, {MOST - 1{1'b0}}} : n[1:0] == 1 ? {1'b0, {MOST - 1{1'b1}}} : $random(seed);
            b = n[3:2] == 0 ? {1'b1, {MOST - 1{1'b0}}} : n[3:2] == 1 ? {1'b0, {MOST - 1{1'b1}}} : $random(seed);
            @(negedge clk);
            checks = checks + 1;
            if ({right, right_square} !== {2 * (MOST - LEAST + 1) {1'b1}}) begin
                failures = failures + 1;
                if (failures < 6) $display("another product or square, or at another time, at %0t: %b %b", $time, right, right_square);
            end
        end
        if (failures == 0) $display("PASS ecp5_multipliers (%0d checks)", checks);
        else begin
            $display("FAIL ecp5_multipliers: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
