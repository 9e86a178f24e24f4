// fhn_saturation: it counts the bits of every word, from the clear on.
`timescale 1ns / 1ps
module fhn_saturation_tb;
    localparam LANES = 8;
    reg clk = 0, clear = 1;
    always #5 clk = !clk;
    reg [LANES-1:0] saturated = 0;
    wire [15:0] count;
    fhn_saturation #(.LANES(LANES)) dut (.clk_i(clk), .clear_i(clear), .newly_saturated_i(saturated), .count_o(count));

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
    integer run, n, i, sum, seed = 4;
    initial begin
        for (run = 0; run < 4; run = run + 1) begin
            saturated = {LANES{1'b1}};  // what comes with the clear does not count
            clear = 1;
            repeat (2) @(negedge clk);
            clear = 0;
            sum = 0;
            for (n = 0; n < 1500; n = n + 1) begin
                saturated = run == 0 ? 1 << (n % LANES) : run == 1 ? {LANES{1'b1}} : $random(seed) & $random(seed);
                for (i = 0; i < LANES; i = i + 1) sum = sum + saturated[i];
                @(negedge clk);
            end
            saturated = 0;
            repeat (2) @(negedge clk);
            check(count == sum && sum > 1000, "another count");
            repeat (9) @(negedge clk);
            check(count == sum, "the count goes on without cells");
        end
        if (failures == 0) $display("PASS fhn_saturation (%0d checks)", checks);
        else begin
            $display("FAIL fhn_saturation: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
