// fhn_square of both kinds against a product, each word of 3 to 16 bits: 2 clocks after it, 4 with FABRIC.
`timescale 1ns / 1ps
module fhn_square_tb;
    localparam LEAST = 3, MOST = 16;
    reg clk = 0;
    always #5 clk = !clk;
    reg signed [MOST-1:0] a = 0;
    wire [MOST:LEAST] right;
    genvar bits;
    generate
        for (bits = LEAST; bits <= MOST; bits = bits + 1) begin : g_bits
            wire [2*bits-1:0] square, square_fabric;
            fhn_square #(.BITS(bits)) dsp (.clk_i(clk), .a_i(a[bits-1:0]), .square_o(square));
            fhn_square #(.BITS(bits), .FABRIC(1)) fabric (.clk_i(clk), .a_i(a[bits-1:0]), .square_o(square_fabric));
            wire signed [31:0] long = {{(32 - bits) {a[bits-1]}}, a[bits-1:0]};
            reg signed [31:0] due[0:4];
            always @(posedge clk) begin
                due[0] <= long * long;
                due[1] <= due[0];
                due[2] <= due[1];
                due[3] <= due[2];
            end
            assign right[bits] = square === due[1][2*bits-1:0] && square_fabric === due[3][2*bits-1:0];
        end
    endgenerate

    integer n, failures = 0;
    initial begin
        repeat (8) @(negedge clk);
        for (n = 0; n < (1 << MOST) + 4 && failures < 6; n = n + 1) begin
            if (right !== {(MOST - LEAST + 1) {1'b1}}) begin
                failures = failures + 1;
                $display("another square, or at another time, at %0t: %b", $time, right);
            end
            a = a + 1'b1;
            @(negedge clk);
        end
        if (failures == 0) $display("PASS fhn_square (%0d words)", n);
        else begin
            $display("FAIL fhn_square: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
