// fhn_states: passes of writes in the order of the slots, X, Y and signature each at its own time, and reads of any slot; the words stay at the
// outputs until the next read; a clear begins the next pass at slot 0. With PER_CELL, words loaded into one lane at a time, and the pass of
// initial states, which writes X0 and Y0 or leaves what was loaded.
`timescale 1ns / 1ps
module fhn_states_tb;
    parameter PER_CELL = 0;
    localparam LANES = 2, SLOT_BITS = 3, X = 5, Y = 9, X0 = 11, Y0 = 300;
    reg per_cell = 0, load_x = 0, load_y = 0, init = 0;
    reg [LANES-1:0] load_lane = 0;
    reg [SLOT_BITS-1:0] load_slot = 0;
    reg [X-1:0] load_x_word = 0;
    reg [Y-1:0] load_y_word = 0;
    reg clk = 0, clear = 1, read = 0, x_write = 0, y_write = 0, s_write = 0;
    always #5 clk = !clk;
    reg [SLOT_BITS-1:0] last = 0, slot = 0;
    reg [LANES*X-1:0] x_in = 0;
    reg [LANES-1:0] saturated_in = 0;
    reg [LANES*Y-1:0] y_in = 0;
    reg [LANES*32-1:0] s_in = 0;
    wire [LANES*X-1:0] x;
    wire [LANES-1:0] saturated;
    wire [LANES*Y-1:0] y;
    wire [LANES*32-1:0] s, none;
    fhn_states #(.LANES(LANES), .SLOT_BITS(SLOT_BITS), .X_BITS(X), .Y_BITS(Y), .PER_CELL(PER_CELL), .X0(X0), .Y0(Y0)) dut (
        .clk_i(clk), .clear_i(clear), .last_slot_but_one_i(last - 3'd1), .one_slot_i(last == 0), .read_i(read), .read_slot_i(slot), .x_o(x),
        .saturated_o(saturated), .y_o(y), .signature_o(s),
        .per_cell_i(per_cell), .load_x_i(load_x), .load_y_i(load_y), .load_lane_i(load_lane), .load_slot_i(load_slot), .load_x_word_i(load_x_word),
        .load_y_word_i(load_y_word),
        .x_init_i(PER_CELL != 0 && init), .y_init_i(PER_CELL != 0 && init), .x_write_i(x_write), .x_i(x_in), .saturated_i(saturated_in),
        .y_write_i(y_write), .y_i(y_in), .signature_write_i(s_write), .signature_i(s_in)
    );
    fhn_states #(.LANES(LANES), .SLOT_BITS(SLOT_BITS), .X_BITS(X), .Y_BITS(Y), .PER_CELL(PER_CELL), .X0(X0), .Y0(Y0), .SIGNATURE(0)) without (
        .clk_i(clk), .clear_i(clear), .last_slot_but_one_i(last - 3'd1), .one_slot_i(last == 0), .read_i(read), .read_slot_i(slot), .x_o(),
        .saturated_o(), .y_o(), .signature_o(none),
        .per_cell_i(per_cell), .load_x_i(load_x), .load_y_i(load_y), .load_lane_i(load_lane), .load_slot_i(load_slot), .load_x_word_i(load_x_word),
        .load_y_word_i(load_y_word),
        .x_init_i(PER_CELL != 0 && init), .y_init_i(PER_CELL != 0 && init), .x_write_i(x_write), .x_i(x_in), .saturated_i(saturated_in),
        .y_write_i(y_write), .y_i(y_in), .signature_write_i(s_write), .signature_i(s_in)
    );

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
    reg [LANES*(X+1)-1:0] xs[0:7];
    reg [LANES*Y-1:0] ys[0:7];
    reg [LANES*32-1:0] ss[0:7];
    // All slots, cell by cell, then a pass of initial states, which leaves what was loaded where the job has per-cell parameters.
    task load_and_init;
        begin
            per_cell = n;
            for (i = 0; i < LANES * (last + 1); i = i + 1) begin
                {load_x_word, load_y_word} = $random(seed);
                {load_lane, load_slot} = {2'b01 << i % LANES, 3'd0};
                load_slot = i / LANES;
                xs[load_slot][LANES+i%LANES*X+:X] = load_x_word;
                ys[load_slot][i%LANES*Y+:Y] = load_y_word;
                load_x = 1;
                @(negedge clk) {load_x, load_y} = 2'b01;
                @(negedge clk) load_y = 0;
            end
            {init, x_write, y_write} = 3'b111;
            {x_in, y_in, saturated_in} = {$random(seed), $random(seed)};
            for (i = 0; i <= last; i = i + 1) begin
                xs[i][LANES-1:0] = saturated_in;
                if (!per_cell) {xs[i][LANES+:LANES*X], ys[i]} = {{LANES{X0[X-1:0]}}, {LANES{Y0[Y-1:0]}}};
                @(negedge clk);
            end
            {init, x_write, y_write} = 3'b000;
            for (i = 0; i <= last; i = i + 1) begin
                {read, slot} = {1'b1, i[SLOT_BITS-1:0]};
                @(negedge clk) read = 0;
                check({x, saturated} == xs[i] && y == ys[i], "another initial state");
            end
        end
    endtask
    integer n, i, x_at, y_at, s_at, seed = 12;
    initial begin
        for (n = 0; n < 40; n = n + 1) begin
            clear = 1;
            last = n;
            {x_at, y_at, s_at} = 0;
            {x_write, y_write, s_write} = 0;
            repeat (2) @(negedge clk);
            clear = 0;
            if (PER_CELL) load_and_init;
            // Each is written at random times, at least a whole pass of it.
            for (i = 0; i < 60; i = i + 1) begin
                {x_write, y_write, s_write} = $random(seed);
                {x_in, saturated_in, y_in, s_in} = {$random(seed), $random(seed), $random(seed), $random(seed)};
                if (x_write) begin
                    xs[x_at%(last+1)] = {x_in, saturated_in};
                    x_at = x_at + 1;
                end
                if (y_write) begin
                    ys[y_at%(last+1)] = y_in;
                    y_at = y_at + 1;
                end
                if (s_write) begin
                    ss[s_at%(last+1)] = s_in;
                    s_at = s_at + 1;
                end
                @(negedge clk);
            end
            {x_write, y_write, s_write} = 0;
            for (i = 0; i < 12; i = i + 1) begin
                {read, slot} = {1'b1, 3'd0};
                slot = $unsigned($random(seed)) % (last + 1);
                @(negedge clk) read = 0;
                check({x, saturated} == xs[slot] && y == ys[slot] && s == ss[slot], "another word than was written");
                check(none == 0, "a signature where there is none");
                @(negedge clk) check({x, saturated} == xs[slot] && y == ys[slot] && s == ss[slot], "a word does not stay");
            end
        end
        if (failures == 0) $display("PASS fhn_states PER_CELL=%0d (%0d checks)", PER_CELL, checks);
        else begin
            $display("FAIL fhn_states: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
