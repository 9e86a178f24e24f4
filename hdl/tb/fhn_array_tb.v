// fhn_array, or fhn_parallel with PARALLEL defined, against golden vectors of whole jobs (+vectors=FILE). Each job runs once with a link that is
// always ready, and once, after a reset in the middle of a job, with a link that takes bytes at random. While a job runs, S of others is written.
// Where the link takes bytes at random, the end of the job before is told late: until then no byte may come. +jobs=N leaves out the jobs without
// votes after the first N. With NETLIST defined it runs on the netlist after synthesis, whose parameters are fixed: jobs that do not fit them are
// left out.
//
// PER_CELL = 1: lanes with per-cell parameters. +per_cell: the file is one of tests/vectors/jobs-per-cell-*.csv, whose requests are parsed here
// byte by byte.
`timescale 1ns / 1ps
`include "fhn_constants.vh"
`ifdef PARALLEL
`define ARRAY fhn_parallel
`define NAME "fhn_parallel"
`else
`define ARRAY fhn_array
`define NAME "fhn_array"
`endif
module fhn_array_tb;
    parameter LANES = 4, CELLS_PER_LANE = 64, VOTE = 0, SIGNATURE = 1, FABRIC = 0, TRACE = 1, PER_CELL = 0;
    localparam S_BITS = `FHN_W + `FHN_E;
    localparam BYTES = 65536, TIMEOUT = 100000;
`ifdef FHN_YH_RUNS
    localparam YH_BITS = `FHN_YH_RUNS;
`else
    localparam YH_BITS = `FHN_YH_BITS;
`endif
    localparam Y_BITS = (PER_CELL != 0 ? `FHN_YH_PER_CELL : `FHN_YH_BITS) + `FHN_K + `FHN_E;
`ifdef PARALLEL
    localparam CHARGE = YH_BITS + `FHN_K + `FHN_E < 8 * `FHN_Y_BYTES;
`else
    localparam CHARGE = 0;
`endif

    reg clk = 0;
    always #5 clk = ~clk;

    reg rst = 1, s_valid = 0, s_bank = 0, bank = 0, ends_told = 1, readout_valid = 0, start = 0, byte_ready = 0;
    reg [15:0] s_cell = 0, readout_word = 0, readout_data = 0, cells = 0, image_cells = 0;
    reg [S_BITS-1:0] s_data = 0;
    reg [7:0] classes = 0;
    reg [15:0] features = 0;
    reg [31:0] transient = 0, steps = 0, stride = 0;
    reg [3:0] per_cell_valid = 0;
    reg [15:0] per_cell_c = 0;
    reg [`FHN_W-1:0] per_cell_x = 0;
    reg [Y_BITS-1:0] per_cell_y = 0;
    reg [31:0] per_cell_generator = 0;
    reg [14:0] noise_x = 0, noise_y = 0;
    reg [2:0] first = 0;
    wire busy, byte_valid, drained, waits, done;
    wire [7:0] byte_out;
    wire [15:0] saturated;

`ifdef NETLIST
    `ARRAY dut (
`elsif PARALLEL
    `ARRAY #(
        .LANES(LANES), .CELLS_PER_LANE(CELLS_PER_LANE), .VOTE(VOTE), .SIGNATURE(SIGNATURE), .TRACE(TRACE), .FABRIC(FABRIC)
    ) dut (
`else
    `ARRAY #(
        .LANES(LANES), .CELLS_PER_LANE(CELLS_PER_LANE), .VOTE(VOTE), .SIGNATURE(SIGNATURE), .FABRIC(FABRIC), .PER_CELL(PER_CELL)
    ) dut (
`endif
        .clk_i(clk), .rst_i(rst),
        .s_valid_i(s_valid), .s_cell_i(s_cell), .s_data_i(s_data), .s_bank_i(s_bank), .bank_i(bank), .ends_told_i(ends_told),
        .readout_valid_i(readout_valid), .readout_word_i(readout_word), .readout_data_i(readout_data),
        .start_i(start), .features_i(features), .cells_i(cells), .transient_i(transient), .steps_i(steps), .stride_i(stride),
        .image_cells_i(image_cells), .classes_i(classes), .busy_o(busy),
`ifndef PARALLEL
        .per_cell_valid_i(per_cell_valid), .per_cell_c_i(per_cell_c), .per_cell_x_i(per_cell_x), .per_cell_y_i(per_cell_y),
        .per_cell_generator_i(per_cell_generator),
        .noise_x_i(noise_x), .noise_y_i(noise_y), .first_i(first),
`endif
        .byte_valid_o(byte_valid), .byte_o(byte_out), .byte_ready_i(byte_ready), .drained_o(drained), .waits_o(waits),
        .done_o(done), .saturated_o(saturated)
    );

    reg [1023:0] name;
    reg [8*256-1:0] line;
    reg [7:0] expected[0:BYTES-1];
    reg signed [31:0] input_word[0:1023], readout[0:1023];
    reg [7:0] request[0:8191];
    reg [15:0] cs[0:1023];
    reg [15:0] xs[0:1023];
    reg [63:0] ys[0:1023];
    reg [31:0] generators[0:1023];
    integer at;
    integer field[0:9];
    integer file, got, jobs, job, n, value, run, failures, clocks, taken, bad, left_out, most, told_at;
    reg random_link, ended;
    integer seed = 1;

    task fail(input [8*60-1:0] what);
        begin
            failures = failures + 1;
            $display("job %0d, run %0d: %0s", job, run, what);
        end
    endtask

    // The next bytes of the request, the lowest first.
    function [63:0] taken_apart(input integer bytes);
        integer b;
        begin
            taken_apart = 0;
            for (b = 0; b < bytes; b = b + 1) taken_apart = taken_apart | ({56'd0, request[at+b]} << (8 * b));
            at = at + bytes;
        end
    endfunction

    // A job of a file of requests. One length is that of the head with all its cells: the fields after it confirm this length.
    task read_per_cell_job;
        begin
            for (n = 0; n < 4; n = n + 1) got = $fscanf(file, "%d,", field[n]);
            {field[7], field[8], field[9], at} = {field[1], field[2], field[3], 32'd0};
            for (n = 0; n < field[0]; n = n + 1) begin
                got = $fscanf(file, "%d,", value);
                request[n] = value[7:0];
            end
            n = field[0];
            features = taken_apart(2);
            cells = taken_apart(2);
            transient = taken_apart(4);
            steps = taken_apart(4);
            stride = taken_apart(4);
            image_cells = taken_apart(2);
            classes = taken_apart(1);
            {noise_x, noise_y, first} = 0;
            if (features[6]) begin
                noise_x = taken_apart(2);
                noise_y = taken_apart(2);
                first = taken_apart(1);
            end
            for (value = 0; value < cells; value = value + 1) begin
                input_word[value] = taken_apart(`FHN_S_BYTES);
                if (features[6]) begin
                    cs[value] = taken_apart(2);
                    xs[value] = taken_apart(`FHN_X_BYTES);
                    ys[value] = taken_apart(`FHN_Y_BYTES);
                    generators[value] = taken_apart(4);
                end
            end
            if (at != n) fail("a request of another length");
        end
    endtask

    // The per-cell parameters, as the link gives them: one word after the other.
    task load_per_cell;
        for (n = 0; n < cells; n = n + 1) begin
            {s_cell, per_cell_c, per_cell_x, per_cell_y, per_cell_generator} = {n[15:0], cs[n], xs[n][`FHN_W-1:0], ys[n][Y_BITS-1:0], generators[n]};
            for (value = 0; value < 4; value = value + 1) begin
                per_cell_valid = 1 << value;
                @(negedge clk);
            end
            per_cell_valid = 0;
        end
    endtask

    task begin_job;
        begin
            if (features[6]) load_per_cell;
            for (n = 0; n < cells; n = n + 1) begin
                {s_valid, s_cell, s_data} = {1'b1, n[15:0], input_word[n][S_BITS-1:0]};
                @(negedge clk);
            end
            s_valid = 0;
            bank = s_bank;
            s_bank = !s_bank;
            ends_told = 0;
            start = 1;
            @(negedge clk);
            start = 0;
            if (!busy) fail("busy_o is not 1 after start_i");
            for (n = 0; n < cells; n = n + 1) begin
                {s_valid, s_cell, s_data} = {1'b1, n[15:0], ~input_word[n][S_BITS-1:0]};
                @(negedge clk);
                if (byte_valid || done) fail("a byte, or the end, before what was before is told");
            end
            s_valid = 0;
        end
    endtask

    // Takes bytes until done_o and compares.
    task finish_job;
        begin
            taken = 0;
            bad = 0;
            clocks = 0;
            ended = 0;
            told_at = random_link ? $random(seed) & 511 : 0;
            while (!(ended && drained) && clocks < TIMEOUT) begin
                byte_ready = !random_link || ($random(seed) & 7) == 0;
                ends_told = ended || clocks >= told_at;
                #1;
                if (clocks < told_at && !ended && (byte_valid || done)) fail("a byte, or the end, before what was before is told");
                if (ended && done) fail("done_o is longer than a clock");
                ended = ended || done;
                if (byte_valid && byte_ready) begin
                    if (byte_out !== expected[taken]) begin
                        bad = bad + 1;
                        if (bad < 4) $display("byte %0d: %h, expected %h", taken, byte_out, expected[taken]);
                    end
                    taken = taken + 1;
                end
                clocks = clocks + 1;
                @(negedge clk);
            end
            byte_ready = 0;
            if (!ended) fail("no done_o, or bytes that nobody takes");
            if (taken != field[9]) begin
                $display("%0d bytes, expected %0d", taken, field[9]);
                fail("the reply has another length");
            end
            if (bad != 0) fail("the reply has other bytes");
            if (saturated !== field[8][15:0]) begin
                $display("%0d saturated, expected %0d", saturated, field[8]);
                fail("another number of saturated cells");
            end
            if (done || busy) fail("busy after its end");
        end
    endtask

    initial begin
        failures = 0;
        left_out = 0;
        job = 0;
        run = 0;
        if (!$value$plusargs("vectors=%s", name)) name = 0;
        file = $fopen(name, "r");
        if (file == 0) begin
            $display("FAIL: no vectors at %0s", name);
            $fatal;
        end
        got = $fgets(line, file);
        got = $fscanf(file, "%d", jobs);
        if (!$value$plusargs("jobs=%d", most)) most = jobs;
        repeat (2) @(negedge clk);
        rst = 0;
        for (job = 0; job < jobs; job = job + 1) begin
            if ($test$plusargs("per_cell")) read_per_cell_job;
            else begin
                for (n = 0; n < 10; n = n + 1) got = $fscanf(file, "%d,", field[n]);
                {features, cells, transient, steps, stride} = {field[0][15:0], field[1][15:0], field[2], field[3], field[4]};
                {image_cells, classes} = {field[5][15:0], field[6][7:0]};
                for (n = 0; n < cells; n = n + 1) got = $fscanf(file, "%d,", input_word[n]);
            end
            for (n = 0; n < field[7]; n = n + 1) got = $fscanf(file, "%d,", readout[n]);
            for (n = 0; n < field[9]; n = n + 1) begin
                got = $fscanf(file, "%d,", value);
                expected[n] = value[7:0];
            end
            if ((job >= most && !features[4]) || (features[4] && !VOTE) || (features[3] && !SIGNATURE) || (features[1] && !TRACE) || (features[5] &&
                !CHARGE) || (features[6] && !PER_CELL) || cells > LANES * CELLS_PER_LANE) left_out = left_out + 1;
            else for (run = 0; run < 2; run = run + 1) begin
                random_link = run == 1;
                if (run == 1) begin
                    begin_job;
                    repeat (40 + 13 * job) @(negedge clk);
                    rst = 1;
                    @(negedge clk);
                    rst = 0;
                    #1 if (busy || byte_valid) fail("a reset does not stop the job");
                    if (job[0]) repeat (60) @(negedge clk);
                end
                for (n = 0; n < field[7]; n = n + 1) begin
                    {readout_valid, readout_word, readout_data} = {1'b1, n[15:0], readout[n][15:0]};
                    @(negedge clk);
                end
                readout_valid = 0;
                begin_job;
                finish_job;
            end
        end
        $fclose(file);
        if (failures == 0 && got == 1 && jobs > left_out) begin
            $display("PASS %0s W=%0d k=%0d e=%0d LANES=%0d CELLS_PER_LANE=%0d VOTE=%0d SIGNATURE=%0d FABRIC=%0d PER_CELL=%0d: %0d jobs%0s",
                `NAME, `FHN_W, `FHN_K, `FHN_E, LANES, CELLS_PER_LANE, VOTE, SIGNATURE, FABRIC, PER_CELL, jobs - left_out,
                    $test$plusargs("per_cell") ? " with per-cell parameters" : "");
            $finish;
        end
        $display("FAIL %0s W=%0d k=%0d e=%0d LANES=%0d CELLS_PER_LANE=%0d VOTE=%0d SIGNATURE=%0d FABRIC=%0d PER_CELL=%0d: %0d failures",
            `NAME, `FHN_W, `FHN_K, `FHN_E, LANES, CELLS_PER_LANE, VOTE, SIGNATURE, FABRIC, PER_CELL, failures);
        $fatal;
    end
endmodule
