// vote_fit against the two formulas that it stands for.
`timescale 1ns / 1ps
module vote_fit_tb;
    localparam WORDS = 200, CLASSES = 12;
    reg clk = 0, run = 0;
    always #5 clk = !clk;

    reg [15:0] cells, image_cells;
    reg [7:0] classes;
    wire done, fits;
    vote_fit #(.READOUT_WORDS(WORDS), .CLASSES(CLASSES)) dut (
        .clk_i(clk), .run_i(run), .cells_i(cells), .image_cells_i(image_cells), .classes_i(classes), .done_o(done), .fits_o(fits)
    );

    integer failures = 0, asked = 0, good = 0, wait_clocks;
    task ask(input integer c, input integer i, input integer k);
        reg expected;
        begin
            @(negedge clk) {run, cells, image_cells, classes} = {1'b1, c[15:0], i[15:0], k[7:0]};
            expected = i != 0 && k != 0 && k <= CLASSES && c % (i == 0 ? 1 : i) == 0 && k * (i + 2) <= WORDS;
            @(negedge clk);
            for (wait_clocks = 0; !done && wait_clocks < 2000; wait_clocks = wait_clocks + 1) @(negedge clk);
            if (!done || fits !== expected) begin
                failures = failures + 1;
                $display("cells %0d, imageCells %0d, classes %0d: %b, not %b", c, i, k, fits, expected);
            end
            asked = asked + 1;
            good = good + expected;
            run = 0;
            @(negedge clk);
        end
    endtask

    integer c, i, k;
    initial begin
        for (c = 1; c <= 60; c = c + 1)
            for (i = 0; i <= c + 1; i = i + 1)
                for (k = 0; k <= CLASSES + 1; k = k + 1) if ((c + i + k) % 3 == 0) ask(c, i, k);
        ask(1000, 1, 10);
        ask(65535, 65535, 1);
        ask(100, 100, 255);
        if (failures == 0) $display("PASS vote_fit (%0d of %0d fit)", good, asked);
        else begin
            $display("FAIL vote_fit: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
