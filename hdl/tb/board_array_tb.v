// The whole board with its array, or with PARALLEL defined its parallel array, seen from the line: golden vectors of whole jobs (+vectors=FILE), one
// by one, with the readout sent before votes; then all those without votes, sent before the first reply; then the share of the line's time that
// carries samples while a trace is read at stride 1, and how busy line and array are while jobs stream.
`timescale 1ns / 1ps
`include "fhn_constants.vh"
module board_array_tb;
    localparam CLOCK_HZ = 12_000_000, BAUD = 3_000_000;  // four clocks a bit, the fewest: the line is as fast as it can be
`ifdef PARALLEL
    localparam PARALLEL = 1, LANES = 64, CELLS_PER_LANE = 1;
    localparam [8*14-1:0] NAME = "board_parallel";
`else
    localparam PARALLEL = 0, LANES = 2, CELLS_PER_LANE = 32;
    localparam [8*11-1:0] NAME = "board_array";
`endif
    localparam CELLS = LANES * CELLS_PER_LANE, SAMPLES = 64 / `FHN_X_BYTES, STREAMED = 8;
    localparam real CLOCK_NS = 1.0e9 / CLOCK_HZ;
    // Every feature alone and with others; long traces are left to fhn_array_tb.
    localparam [15:0] CHOSEN = PARALLEL ? 16'b1111_1001_0011_1110 : 16'b0011_1001_0011_1110, STREAMS = CHOSEN & 16'b1100_0111_1111_1111;

    reg clk = 0, rst = 1;
    always #(CLOCK_NS / 2) clk = !clk;
    integer clocks = 0;
    always @(posedge clk) clocks = clocks + 1;

    wire host_to_board, board_to_host;
    link_host host (.tx_o(host_to_board), .rx_i(board_to_host));
    fhn_board #(
        .CLOCK_HZ(CLOCK_HZ), .BAUD(BAUD), .PARALLEL(PARALLEL), .LANES(LANES), .CELLS_PER_LANE(CELLS_PER_LANE), .VOTE(1)
    ) board (
        .clk_i(clk), .rst_i(rst), .rx_i(host_to_board), .tx_o(board_to_host), .led_o()
    );

    reg [1023:0] name;
    reg [8*256-1:0] line;
    reg signed [31:0] input_word[0:1023], readout[0:1023];
    reg [7:0] expected[0:65535], data[0:65535];
    integer field[0:9];  // features, cells, transient, steps, stride, imageCells, classes, readoutWords, saturated, bytes
    integer file, got, jobs, job, n, value, ran, length, block, since, ended_at;

    task read_job;
        begin
            for (n = 0; n < 10; n = n + 1) got = $fscanf(file, "%d,", field[n]);
            for (n = 0; n < field[1]; n = n + 1) got = $fscanf(file, "%d,", input_word[n]);
            for (n = 0; n < field[7]; n = n + 1) got = $fscanf(file, "%d,", readout[n]);
            for (n = 0; n < field[9]; n = n + 1) begin
                got = $fscanf(file, "%d,", value);
                expected[n] = value[7:0];
            end
        end
    endtask

    // In two parts, the later first: each says where it belongs.
    task send_readout(input integer from, input integer to);
        begin
            host.start_frame(8'h03, 8'd100 + job);
            host.put16(from);
            for (n = from; n < to; n = n + 1) host.put16(readout[n][15:0]);
            host.send;
            host.next_frame;
            if (host.reply[0] != 8'h86 || host.reply[1] != 100 + job || host.reply_length != 2) host.fail("no ACK of READOUT");
        end
    endtask

    task send_job;
        begin
            host.start_frame(8'h02, job);
            host.put16(field[0]);
            host.put16(field[1]);
            for (n = 2; n < 5; n = n + 1) host.put32(field[n]);
            host.put16(field[5]);
            host.put8(field[6]);
            for (n = 0; n < field[1]; n = n + 1) for (value = 0; value < `FHN_S_BYTES; value = value + 1) host.put8(input_word[n] >>> (8 * value));
            host.send;
        end
    endtask

    task collect;
        begin
            length = 0;
            block = 0;
            host.next_frame;
            since = clocks;
            while (host.reply[0] == 8'h82) begin
                if (host.reply[1] != job || host.reply16(2) != block) host.fail("DATA of another tag or block");
                for (n = 4; n < host.reply_length; n = n + 1) data[length+n-4] = host.reply[n];
                length = length + host.reply_length - 4;
                block = block + 1;
                ended_at = clocks;
                host.next_frame;
            end
            if (host.reply[0] != 8'h83 || host.reply[1] != job || host.reply_length != 12) host.fail("no DONE");
            if (host.reply32(4) != length) host.fail("DONE counts other bytes than came");
        end
    endtask

    task compare_job;
        begin
            if (length != field[9]) host.fail("a reply of another length");
            for (n = 0; n < length; n = n + 1) if (data[n] !== expected[n]) begin
                host.fail("a reply of other bytes");
                $display("    job %0d, byte %0d: %h, not %h", job, n, data[n], expected[n]);
                n = length;
            end
            if (host.reply16(2) != field[8]) host.fail("another number of saturated cells");
        end
    endtask

    task ask(input integer features, input integer cells, input integer steps, input integer image_cells, input integer classes);
        begin
            field[0] = features;
            field[1] = cells;
            field[2] = 3;
            field[3] = steps;
            field[4] = 1;
            field[5] = image_cells;
            field[6] = classes;
        end
    endtask

    // Votes over more images, classes or words than there is room for, and cells after the last image.
    task refuses_votes(input [15:0] image_cells, input [7:0] classes, input [7:0] code);
        begin
            ask(16'h0010, 12, 4, image_cells, classes);
            send_job;
            host.expect_error(job, code);
        end
    endtask

    task measures_the_wire;
        real share;
        begin
            ask(16'h0002, CELLS, SAMPLES, 0, 0);
            for (n = 0; n < CELLS; n = n + 1) input_word[n] = n;
            send_job;
            // A heartbeat falls into it: one in so few bytes is more than the default period, 75,000 bytes of the line, brings.
            // Time is counted from the end of the first DATA frame to that of the last.
            while (host.frames == host.taken) @(negedge clk);
            host.beats = 0;
            board.heart.timer = CLOCK_HZ / 1000 * 250 - 50000;
            collect;
            if (length != CELLS * SAMPLES * `FHN_X_BYTES || host.beats != 1) host.fail("a trace of another length, or no heartbeat in it");
            share = 100.0 * (length - 512) * 10 * (CLOCK_HZ / BAUD) / (ended_at - since);
            if (share < 95.0) host.fail("less than 95 % of the line's time for samples");
            else $display("PASS %0s line: %0d sample bytes in %0d clocks, %0.2f %% of the line's time", NAME, length - 512, ended_at - since, share);
        end
    endtask

    // All jobs without votes, asked at once.
    task answers_in_a_row;
        integer pass;
        for (pass = 0; pass < 2; pass = pass + 1) begin
            got = $rewind(file);
            got = $fgets(line, file);
            got = $fscanf(file, "%d", jobs);
            for (job = 0; job < jobs; job = job + 1) begin
                read_job;
                if (STREAMS[job]) begin
                    if (pass == 0) send_job;
                    else begin
                        collect;
                        compare_job;
                    end
                end
            end
        end
    endtask

    // Equal jobs in a row, of which the last ones are timed, when all are there: from the end of one to the end of the next as few clocks as the
    // slower of line and array needs.
    task streams(input integer features, input [31:0] transient_steps, input [31:0] steps, input integer least_percent);
        integer line_clocks, array_clocks, first, clocks_a_job, reply_clocks;
        begin
            ask(features, CELLS, steps, 0, 0);
            field[2] = transient_steps;
            for (n = 0; n < CELLS; n = n + 1) input_word[n] = n % 16;
            for (job = 0; job < STREAMED; job = job + 1) send_job;
            for (job = 0; job < STREAMED; job = job + 1) begin
                collect;
                if (job == STREAMED - 4) first = clocks;
                reply_clocks = host.reply32(8);
            end
            clocks_a_job = (clocks - first) / 3;
            // DATA has 4 bytes before and 4 after its bytes, DONE is 16 bytes; COBS and the zero add two each.
            line_clocks = (length + (length + 511) / 512 * 10 + 18) * 10 * (CLOCK_HZ / BAUD);
            array_clocks = (transient_steps + steps) * CELLS_PER_LANE;
            n = 100 * (line_clocks > array_clocks ? line_clocks : array_clocks) / clocks_a_job;
            if (n < least_percent || n > 100) host.fail("neither line nor array is busy all the time");
            $display("%0s %0s stream: %0d clocks a job, of which the line needs %0d and the array's steps take %0d: %0d %%; DONE says %0d clocks",
                    n < least_percent || n > 100 ? "FAIL" : "PASS", NAME, clocks_a_job, line_clocks, array_clocks, n, reply_clocks);
            if (reply_clocks < array_clocks || reply_clocks > array_clocks + 20 * CELLS + 200) host.fail("DONE tells other clocks than the array's");
        end
    endtask

    initial begin
        host.bit_ns = 1.0e9 / BAUD;
        if (!$value$plusargs("vectors=%s", name)) name = 0;
        file = $fopen(name, "r");
        if (file == 0) host.fail("no vectors");
        got = $fgets(line, file);
        got = $fscanf(file, "%d", jobs);
        repeat (5) @(posedge clk);
        rst <= 1'b0;
        repeat (100) @(posedge clk);
        host.start_frame(8'h01, 8'd200);
        host.put32(32'h12345678);
        host.send;
        host.next_frame;
        if (host.reply[0] != 8'h81 || host.reply16(8) != (PARALLEL ? 16'h003F : 16'h001F) ||
            host.reply16(28) != 2048) host.fail("no GREETING with votes");
        ran = 0;
        for (job = 0; job < jobs; job = job + 1) begin
            read_job;
            if (CHOSEN[job]) begin
                if (field[7] != 0) begin
                    send_readout(field[7] / 2, field[7]);
                    send_readout(0, field[7] / 2);
                end
                send_job;
                collect;
                compare_job;
                ran = ran + 1;
            end
        end
        refuses_votes(5, 3, 3);
        refuses_votes(0, 3, 3);
        refuses_votes(4, 0, 3);
        refuses_votes(4, 17, 3);
        if (got != 1 || ran != (PARALLEL ? 11 : 9)) host.fail("other vectors than were chosen");
        answers_in_a_row;
        measures_the_wire;
        // The line is the slower one, then the array is.
        streams(8'h01, 6000 / CELLS_PER_LANE, 3000 / CELLS_PER_LANE, 97);
        streams(PARALLEL ? 8'h20 : 8'h01, 12000 / CELLS_PER_LANE, 6000 / CELLS_PER_LANE, 95);
        if (host.damaged != 0) host.fail("damaged frames from the board");
        host.report(NAME);
    end
endmodule
