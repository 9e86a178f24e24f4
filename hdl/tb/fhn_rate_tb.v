// How many clocks a step takes: with more slots than the pipeline holds, one clock a slot and nothing lost between passes; with fewer, the
// pipeline's length a pass.
`timescale 1ns / 1ps
`include "fhn_constants.vh"
module fhn_rate_tb;
    localparam LANES = 4, CELLS_PER_LANE = 64, PASSES = 250;
    // A job's beginning and end, and the pass that writes the initial state.
    localparam ENDS = 64 + CELLS_PER_LANE, PIPELINE = 16;

    reg clk = 0;
    always #5 clk = ~clk;

    reg rst = 1, start = 0;
    reg [15:0] cells = 0;
    wire busy, done;
    integer clocks, long_job, short_job;

    fhn_array #(
        .LANES(LANES), .CELLS_PER_LANE(CELLS_PER_LANE)
    ) dut (
        .clk_i(clk), .rst_i(rst), .s_valid_i(1'b0), .s_cell_i(16'd0), .s_bank_i(1'b0), .bank_i(1'b0), .s_data_i({(`FHN_W + `FHN_E) {1'b0}}),
        .readout_valid_i(1'b0), .readout_word_i(16'd0), .readout_data_i(16'd0),
        .start_i(start), .features_i(16'd0), .cells_i(cells), .transient_i(PASSES / 2), .steps_i(PASSES / 2), .stride_i(32'd1),
        .image_cells_i(16'd0), .classes_i(8'd0), .busy_o(busy), .ends_told_i(1'b1),
        .byte_valid_o(), .byte_o(), .byte_ready_i(1'b1), .done_o(done), .saturated_o()
    );

    task job(input [15:0] count);
        begin
            cells = count;
            start = 1;
            @(negedge clk) start = 0;
            clocks = 0;
            while (!done && clocks < 200000) begin
                clocks = clocks + 1;
                @(negedge clk);
            end
            repeat (4) @(negedge clk);
        end
    endtask

    initial begin
        repeat (2) @(negedge clk);
        rst = 0;
        repeat (40) @(negedge clk);
        job(LANES * CELLS_PER_LANE);
        long_job = clocks;
        job(1);
        short_job = clocks;
        if (long_job >= PASSES * CELLS_PER_LANE && long_job <= PASSES * CELLS_PER_LANE + ENDS && short_job <= PASSES * PIPELINE + ENDS) begin
            $display("PASS fhn_rate LANES=%0d: %0d steps of %0d cells in %0d clocks, of 1 cell in %0d", LANES, PASSES, LANES * CELLS_PER_LANE,
                long_job, short_job);
            $finish;
        end
        $display("FAIL fhn_rate LANES=%0d: %0d steps of %0d cells in %0d clocks, of 1 cell in %0d", LANES, PASSES, LANES * CELLS_PER_LANE, long_job,
            short_job);
        $fatal;
    end
endmodule
