// fhn_multiply against a product in 64 bits, both kinds, at widths that the step and the votes use: 2 clocks after its operands, 4 with FABRIC.
`timescale 1ns / 1ps
module fhn_multiply_tb;
    localparam KINDS = 8;
    reg clk = 0;
    always #5 clk = !clk;
    reg signed [15:0] a = 0, b = 0;
    wire [KINDS-1:0] right;
    genvar g;
    generate
        for (g = 0; g < KINDS; g = g + 1) begin : g_kind
            localparam FABRIC = g % 2, A = g < 4 ? 16 : g < 6 ? 5 : 3, B = g < 2 ? 16 : g < 4 ? 4 : g < 6 ? 15 : 3, LATE = 2 + 2 * FABRIC;
            wire signed [A+B-1:0] product;
            fhn_multiply #(.A_BITS(A), .B_BITS(B), .FABRIC(FABRIC)) dut (.clk_i(clk), .a_i(a[15-:A]), .b_i(b[15-:B]), .product_o(product));
            wire signed [63:0] a_long = {{(64 - A) {a[15]}}, a[15-:A]}, b_long = {{(64 - B) {b[15]}}, b[15-:B]};
            reg signed [63:0] due[0:LATE];
            integer i;
            always @(posedge clk) begin
                due[0] = a_long * b_long;
                for (i = LATE; i > 0; i = i - 1) due[i] = due[i-1];
            end
            assign right[g] = product === due[LATE][A+B-1:0];
        end
    endgenerate

    integer failures = 0, checks = 0;
    task check(input good, input [8*50-1:0] what);
        begin
            checks = checks + 1;
            if (good !== 1'b1) begin
                failures = failures + 1;
                if (failures < 6) $display("%0s, at %0t", what, $time);
            end
        end
    endtask
    integer n, seed = 8;
    initial begin
        repeat (6) @(negedge clk);
        for (n = 0; n < 2000; n = n + 1) begin
            a = n[1:0] == 0 ? 16'h8000 : n[1:0] == 1 ? 16'h7FFF : $random(seed);
            b = n[3:2] == 0 ? 16'h8000 : n[3:2] == 1 ? 16'h7FFF : $random(seed);
            @(negedge clk);
            check(right == {KINDS{1'b1}}, "another product, or at another time");
            if (failures == 1) $display("kinds %b", right);
        end
        if (failures == 0) $display("PASS fhn_multiply (%0d checks)", checks);
        else begin
            $display("FAIL fhn_multiply: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
