// fhn_lanes and the lanes side by side that take its place in a fast simulation (hdl/sim/side_by_side): the same at every port in every clock, in jobs
// of a sequencer with random cells, currents, steps and features, with a sampler that comes and goes, and jobs that are stopped on the way.
`timescale 1ns / 1ps
`include "fhn_constants.vh"
`define FHN_LANES_MODULE fhn_lanes_side_by_side
`include "../sim/side_by_side/fhn_lanes.v"
module fhn_lanes_tb;
    parameter LANES = 8, CELLS_PER_LANE = 16, SIGNATURE = 1, JOBS = 61;
    localparam LANE_BITS = $clog2(LANES), LANE_PORT_BITS = LANES > 1 ? LANE_BITS : 1, SLOT_BITS = $clog2(CELLS_PER_LANE);
    localparam CELLS = LANES * CELLS_PER_LANE;
    localparam S_BITS = `FHN_W + `FHN_E, Y_BITS = `FHN_YH_BITS + `FHN_K + `FHN_E;
    // round(2.1/sqrt(3) 2^(F+e)), a little less
    localparam integer LARGEST_S = (1212 << (`FHN_F + `FHN_E)) / 1000;

    reg clk = 0, rst = 1, start = 0, ready = 1;
    always #5 clk = !clk;
    reg s_valid = 0, s_bank = 0, bank = 0;
    reg [15:0] s_cell = 0, features = 0, cells = 1;
    reg signed [S_BITS-1:0] s_data = 0;
    reg [31:0] transient = 0, steps = 1, stride = 1;
    wire busy, done, clear, starts, issue, one_slot, row_last, sample, valid, init, advance, record, partial;
    wire [SLOT_BITS-1:0] slot, last_slot_but_one;
    wire [LANE_PORT_BITS-1:0] last_lane;
    reg [LANE_PORT_BITS-1:0] lane = 0;
    wire row_done, row_done_fast;
    fhn_sequencer #(.LANE_BITS(LANE_BITS), .SLOT_BITS(SLOT_BITS), .SIGNATURE(SIGNATURE)) sequencer (
        .clk_i(clk), .rst_i(rst), .start_i(start), .features_i(features), .cells_i(cells), .transient_i(transient), .steps_i(steps),
        .stride_i(stride), .first_i(3'd0), .busy_o(busy), .done_o(done), .clear_o(clear), .begin_o(starts), .issue_o(issue), .slot_o(slot),
        .last_slot_but_one_o(last_slot_but_one), .one_slot_o(one_slot), .last_lane_o(last_lane), .row_last_o(row_last), .sample_o(sample),
        .valid_o(valid), .init_o(init), .advance_o(advance), .record_o(record), .partial_o(partial), .row_done_i(row_done),
        .sampler_ready_i(ready), .votes_done_i(1'b1), .flushed_i(ready)
    );

    wire signed [`FHN_W-1:0] x, x_fast;
    wire [Y_BITS-1:0] y, y_fast;
    wire [31:0] signature, signature_fast;
    wire [15:0] saturated, saturated_fast;
    fhn_lanes #(.LANES(LANES), .CELLS_PER_LANE(CELLS_PER_LANE), .SIGNATURE(SIGNATURE)) dut (
        .clk_i(clk), .clear_i(clear || starts), .s_valid_i(s_valid), .s_cell_i(s_cell), .s_data_i(s_data), .s_bank_i(s_bank), .bank_i(bank),
        .per_cell_valid_i(4'd0), .per_cell_i(1'b0), .issue_i(issue), .slot_i(slot), .last_slot_but_one_i(last_slot_but_one),
        .one_slot_i(one_slot), .last_lane_i(last_lane), .valid_i(valid), .init_i(init), .advance_i(advance), .record_i(record),
        .turn_i(8'd1), .partial_i(partial), .row_done_o(row_done), .lane_i(lane), .generator_i(1'b0), .x_o(x), .y_o(y),
        .signature_o(signature), .saturated_o(saturated)
    );
    fhn_lanes_side_by_side #(.LANES(LANES), .CELLS_PER_LANE(CELLS_PER_LANE), .SIGNATURE(SIGNATURE)) fast (
        .clk_i(clk), .clear_i(clear || starts), .s_valid_i(s_valid), .s_cell_i(s_cell), .s_data_i(s_data), .s_bank_i(s_bank), .bank_i(bank),
        .per_cell_valid_i(4'd0), .per_cell_i(1'b0), .issue_i(issue), .slot_i(slot), .last_slot_but_one_i(last_slot_but_one),
        .one_slot_i(one_slot), .last_lane_i(last_lane), .valid_i(valid), .init_i(init), .advance_i(advance), .record_i(record),
        .turn_i(8'd1), .partial_i(partial), .row_done_o(row_done_fast), .lane_i(lane), .generator_i(1'b0), .x_o(x_fast), .y_o(y_fast),
        .signature_o(signature_fast), .saturated_o(saturated_fast)
    );

    integer failures = 0, checks = 0, clamped = 0, seed = 16, job, c, wait_clocks = 0;
    task check(input good, input [8*20-1:0] what);
        begin
            checks = checks + 1;
            if (good !== 1'b1) begin
                failures = failures + 1;
                if (failures < 6) $display("another %0s in job %0d, at %0t", what, job, $time);
            end
        end
    endtask

    // What is known is compared: a cell has no value until the first job, of all cells, has ended.
    reg compares = 0, written = 0;
    always @(negedge clk) if (compares) begin
        check(row_done === row_done_fast, "end of a row");
        check(saturated === saturated_fast, "count");
        if (written && ^x !== 1'bx) check(x === x_fast, "X");
        if (written && ^y !== 1'bx) check(y === y_fast, "Y");
        if (written && ^signature !== 1'bx) check(signature === signature_fast, "signature");
    end
    always @(posedge clk) begin
        #1 lane = $random(seed);
        // The sampler holds a row for some clocks.
        if (sample) begin
            ready = 0;
            wait_clocks = $random(seed) & 15;
        end else if (wait_clocks > 0) wait_clocks = wait_clocks - 1;
        else ready = 1;
    end

    task load(input integer count, input to_bank);
        for (c = 0; c < count; c = c + 1) begin
            s_valid = 1;
            s_bank = to_bank;
            s_cell = c;
            s_data = c % 3 == 0 ? (c % 2 == 0 ? LARGEST_S : -LARGEST_S) : $random(seed) % (LARGEST_S + 1);
            @(posedge clk) #2 s_valid = 0;
        end
    endtask

    initial begin
        load(CELLS, 0);
        load(CELLS, 1);
        repeat (4) @(posedge clk);
        #2 rst = 0;
        repeat (40) @(posedge clk);
        #2 compares = 1;
        for (job = 0; job < JOBS; job = job + 1) begin
            cells = job % 4 == 0 ? CELLS : 1 + ({$random(seed)} % CELLS);
            features = {$random(seed)} % 16;
            if (features[2]) features[1] = 0;
            transient = {$random(seed)} % 40;
            steps = 1 + {$random(seed)} % 40;
            stride = 1 + {$random(seed)} % 5;
            bank = !bank;
            // The last word of S comes right before the start, now and then that of a job of one cell.
            if (job % 10 == 5) cells = 1;
            if (job % 5 == 0) begin
                s_valid = 1;
                s_bank = bank;
                s_cell = cells - 1;
                s_data = $random(seed) % (LARGEST_S + 1);
                @(posedge clk) #2 s_valid = 0;
            end
            start = 1;
            @(posedge clk) #2 start = 0;
            if (job % 7 == 6) begin
                repeat (100) @(posedge clk);
                #2 rst = 1;
                @(posedge clk) #2 rst = 0;
                repeat (40) @(posedge clk);
                #2 load(CELLS, !bank);
            end else begin
                load(CELLS, !bank);
                while (busy) @(posedge clk);
                repeat (4) @(posedge clk);
                clamped = clamped + saturated;
                written = 1;
                #2;
            end
        end
        if (failures == 0 && checks > 100000) $display("PASS fhn_lanes LANES=%0d (%0d checks, %0d cells clamped)", LANES, checks, clamped);
        else begin
            $display("FAIL fhn_lanes: %0d failures in %0d checks", failures, checks);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
