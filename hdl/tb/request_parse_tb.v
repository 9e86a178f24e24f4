// request_parse: fields, S and readout of what is right; ERROR and tag of what is wrong, by the table of docs/protocol.md section 5, told when the
// request's last byte is taken and the jobs before it are told; a job waits until the array is free, while its S goes into the other bank; after a
// refused request the next is understood. With PER_CELL, per-cell parameters: the words of each cell in their order, not before the array is free,
// and noise 0 in jobs without.
`timescale 1ns / 1ps
module request_parse_tb;
    parameter PER_CELL = 0;
    localparam CELLS = 8, WORDS = 36, CLASSES = 4, COUNTERS = 8;
    localparam [7:0] HELLO = 8'h01, JOB = 8'h02, READOUT = 8'h03;
    localparam [15:0] VOTES = 16'h0010;
    reg clk = 0, rst = 1, session = 0, array_free = 1, all_told = 1, answered = 0;
    always #5 clk = !clk;

    // The queue: bytes of whole requests, the last of each marked; a byte every other clock at most.
    reg [8:0] queue[0:8191];
    integer length = 0, committed = 0, at = 0;
    reg valid = 0;
    wire take;
    always @(posedge clk) begin
        #1 if (take) begin
            @(posedge clk) #1 at = at + 1;
            valid = 0;
        end else valid = at < committed;
    end

    wire s_valid, s_bank, readout_valid, start, answer;
    wire [15:0] index, s_data, readout_data, cells, image_cells;
    wire [7:0] classes, tag, error;
    wire [15:0] features;
    wire [31:0] transient, steps, stride, per_cell_generator;
    wire [3:0] per_cell_valid;
    wire [15:0] per_cell_c;
    wire [11:0] per_cell_x;
    wire [23:0] per_cell_y;
    wire [14:0] noise_x, noise_y;
    wire [2:0] first_step;
    request_parse #(.CELLS(CELLS), .FEATURES(PER_CELL != 0 ? 16'h00FF : 16'h003F), .X_BITS(12), .Y_BITS(24), .READOUT_WORDS(WORDS),
        .CLASSES(CLASSES), .COUNTERS(COUNTERS)) dut (
        .clk_i(clk), .rst_i(rst), .session_i(session), .valid_i(valid), .last_i(queue[at][8]), .byte_i(queue[at][7:0]), .take_o(take),
        .s_valid_o(s_valid), .s_bank_o(s_bank), .readout_valid_o(readout_valid), .index_o(index), .s_data_o(s_data), .readout_data_o(readout_data),
        .per_cell_valid_o(per_cell_valid), .per_cell_c_o(per_cell_c), .per_cell_x_o(per_cell_x), .per_cell_y_o(per_cell_y),
        .per_cell_generator_o(per_cell_generator),
        .noise_x_o(noise_x), .noise_y_o(noise_y), .first_o(first_step), .start_o(start), .features_o(features), .cells_o(cells),
        .transient_o(transient), .steps_o(steps), .stride_o(stride),
        .image_cells_o(image_cells), .classes_o(classes), .array_free_i(array_free), .all_told_i(all_told), .tag_o(tag), .answer_o(answer),
        .error_o(error), .answered_i(answered)
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
    reg [15:0] s[0:2*CELLS-1], readout[0:WORDS-1];
    integer per_cell_count = 0, s_count = 0, readout_count = 0, starts = 0, n, wait_clocks, bit_number;
    always @(negedge clk) begin
        if (s_valid) begin
            check(index < CELLS, "S of a cell that is not there");
            s[s_bank*CELLS+index] = s_data;
            s_count = s_count + 1;
        end
        if (readout_valid) begin
            check(array_free, "a word of the readout while a job runs");
            check(index < WORDS, "a word after the readout");
            if (index < WORDS) readout[index] = readout_data;
            readout_count = readout_count + 1;
        end
        if (per_cell_valid != 0) begin
            check(array_free, "a word of a cell while a job runs");
            check(per_cell_valid == 4'd1 << per_cell_count % 4 && index == per_cell_count / 4, "another word of a cell, or of another cell");
            case (per_cell_valid)
                1: check(per_cell_c == 16'hC100 + index, "another C");
                2: check(per_cell_x == 12'h8F2 + index, "another X");
                4: check(per_cell_y == 24'h812345 + 24'h10000 * index, "another Y");
                default: check(per_cell_generator == 32'hF1E2D3C4 - index, "another generator");
            endcase
            per_cell_count = per_cell_count + 1;
        end
        if (start) starts = starts + 1;
    end

    task put(input integer bytes, input [127:0] value);
        for (n = 0; n < bytes; n = n + 1) begin
            queue[length] = {1'b0, value[8*n+:8]};
            length = length + 1;
        end
    endtask
    task close;
        begin
            queue[length-1][8] = 1'b1;
            committed = length;
        end
    endtask
    task job(input [7:0] t, input [15:0] f, input [15:0] c, input [31:0] first, input [31:0] number, input [31:0] every, input [15:0] image,
             input [7:0] k, input integer words);
        integer i;
        begin
            put(10, {first, c, f, t, JOB});
            put(4, number);
            put(4, every);
            put(2, image);
            put(1, k);
            for (i = 0; i < words; i = i + 1) put(2, 16'h8001 + 16'h0703 * i + t);
            close;
        end
    endtask
    // A job with per-cell parameters, of so many bytes.
    task per_cell_job(input [7:0] t, input [15:0] f, input [15:0] c, input [15:0] nx, input [15:0] ny, input [7:0] n0, input integer bytes);
        integer i, begins;
        begin
            begins = length;
            per_cell_count = 0;
            put(10, {32'd5, c, f, t, JOB});
            put(4, 6);
            put(4, 7);
            put(3, 0);
            put(5, {n0, ny, nx});
            for (i = 0; i < c; i = i + 1) begin
                put(2, 16'h5001 + i);
                put(2, 16'hC100 + i);
                put(2, 16'h08F2 + i);
                put(3, 24'h812345 + 24'h10000 * i);
                put(4, 32'hF1E2D3C4 - i);
            end
            while (length < begins + 2 + bytes) put(1, 0);
            length = begins + 2 + bytes;
            close;
        end
    endtask
    task per_cell_accepted(input [15:0] c, input [15:0] nx, input [15:0] ny, input [7:0] n0);
        begin
            {s_count, per_cell_count, starts, array_free} = 0;
            per_cell_job(8'd21, 16'h00C9, c, nx, ny, n0, 24 + 13 * c);
            repeat (1000) @(negedge clk);
            check(s_count == 0 && per_cell_count == 0 && starts == 0, "words of cells while a job runs");
            array_free = 1;
            for (wait_clocks = 0; !start && wait_clocks < 4000; wait_clocks = wait_clocks + 1) @(negedge clk);
            check(start && tag == 21 && !answer && {features, cells, transient, steps, stride} == {16'h00C9, c, 32'd5, 32'd6, 32'd7},
                "another field");
            check({noise_x, noise_y, first_step} == {nx[14:0], ny[14:0], n0[2:0]}, "another noise, or first step");
            check(s_count == c && per_cell_count == 4 * c && s[s_bank*CELLS+c-1] == 16'h5001 + c - 1, "words are missing");
            @(negedge clk) starts = 0;
        end
    endtask
    task per_cell_refused(input [15:0] f, input [15:0] c, input [15:0] nx, input [15:0] ny, input [7:0] n0, input integer bytes);
        begin
            per_cell_job(8'd22, f, c, nx, ny, n0, bytes);
            until_answer(8'd22, 3);
        end
    endtask
    task until_answer(input [7:0] t, input [7:0] e);
        begin
            for (wait_clocks = 0; !answer && starts == 0 && wait_clocks < 4000; wait_clocks = wait_clocks + 1) @(negedge clk);
            check(answer && starts == 0, "no answer");
            check(tag == t && error == e, "another ERROR, or another tag");
            if (tag != t || error != e) $display("    tag %0d error %0d, not tag %0d error %0d", tag, error, t, e);
            repeat (9) @(negedge clk) check(answer && !take, "does not wait until it is answered");
            check(at == committed, "answered before its last byte");
            answered = 1;
            @(negedge clk) answered = 0;
            check(!answer, "answered twice");
        end
    endtask
    task refused(input [15:0] f, input [15:0] c, input [31:0] first, input [31:0] number, input [31:0] every, input integer words, input [7:0] e);
        begin
            job(8'd9, f, c, first, number, every, 0, 0, words);
            until_answer(8'd9, e);
        end
    endtask
    task refused_votes(input [15:0] c, input [15:0] image, input [7:0] k);
        begin
            job(8'd10, VOTES, c, 0, 1, 1, image, k, c);
            until_answer(8'd10, 3);
        end
    endtask
    reg bank;  // of the last job that was started
    // A job, then one more whose S is loaded while the first runs; then a refused request, which is answered when both are told.
    task accepted(input [15:0] f, input [15:0] c, input [31:0] first, input [31:0] number, input [31:0] every, input [15:0] image, input [7:0] k);
        begin
            s_count = 0;
            array_free = 0;
            job(8'd3, f, c, first, number, every, image, k, c);
            repeat (400 + 40 * c) @(negedge clk);
            check(starts == 0 && !answer && s_count == c, "starts while the array is not free, or S is not there");
            array_free = 1;
            starts_with(8'd3, f, c, first, number, every, image, k);
            check(s[bank*CELLS+c-1] == 16'h8001 + 16'h0703 * (c - 1) + 3, "S in another bank");
            // In mid-job.
            {array_free, all_told} = 0;
            s_count = 0;
            job(8'd5, f, c, first, number, every + 1, image, k, c);
            put(2, {8'd4, 8'h7F});
            close;
            repeat (400 + 40 * c) @(negedge clk);
            check(s_count == c && starts == 0, "the next job's S is not loaded while one runs");
            for (n = 0; n < c; n = n + 1) check(s[bank*CELLS+n] == 16'h8004 + 16'h0703 * n, "S of the job that runs has changed");
            for (n = 0; n < c; n = n + 1) check(s[(1-bank)*CELLS+n] == 16'h8006 + 16'h0703 * n, "another S in the other bank");
            array_free = 1;
            starts_with(8'd5, f, c, first, number, every + 1, image, k);
            array_free = 0;
            repeat (60) @(negedge clk) check(!answer && starts == 0, "answered before the jobs that came before");
            array_free = 1;
            repeat (9) @(negedge clk) check(!answer && starts == 0, "answered before the jobs that came before are told");
            all_told = 1;
            until_answer(8'd4, 2);
        end
    endtask
    task starts_with(input [7:0] t, input [15:0] f, input [15:0] c, input [31:0] first, input [31:0] number, input [31:0] every, input [15:0] image,
        input [7:0] k);
        begin
            for (wait_clocks = 0; !start && wait_clocks < 4000; wait_clocks = wait_clocks + 1) @(negedge clk);
            check(start && tag == t && !answer, "a job does not start");
            check({features, cells, transient, steps, stride} == {f, c, first, number, every}, "another field");
            check({image_cells, classes} == {image, k}, "another field");
            check({noise_x, noise_y, first_step} == 0, "noise in a job without per-cell parameters");
            bank = s_bank;
            @(negedge clk) check(!start && s_bank != bank, "start is longer than a clock, or S of two jobs goes into one bank");
            #1 starts = 0;
        end
    endtask
    task words(input [7:0] t, input [15:0] offset, input integer number);
        integer i;
        begin
            readout_count = 0;
            put(4, {offset, t, READOUT});
            for (i = 0; i < number; i = i + 1) put(2, 16'h1234 + 16'h1111 * (offset + i));
            close;
        end
    endtask

    initial begin
        repeat (3) @(negedge clk);
        rst = 0;
        job(8'd1, 16'h0002, 1, 0, 1, 1, 0, 0, 1);
        until_answer(8'd1, 4);
        words(8'd2, 0, 1);
        until_answer(8'd2, 4);
        session = 1;
        put(2, {8'd5, 8'h00});
        close;
        until_answer(8'd5, 2);
        put(7, {8'd6, HELLO});
        close;
        until_answer(8'd6, 3);
        put(2, {8'd7, JOB});
        close;
        until_answer(8'd7, 3);
        put(20, {8'd8, JOB});
        close;
        until_answer(8'd8, 3);
        accepted(16'h0003, 1, 0, 1, 1, 0, 0);
        accepted(16'h000D, CELLS, 32'h0400_0000, 32'h0400_0000, 32'h03FF_FFFF, 0, 0);
        accepted(16'h0000, 3, 32'd259, 32'h0300_0001, 32'd513, 0, 0);
        refused(16'h0021, 1, 0, 1, 1, 1, 3);
        accepted(16'h0022, 1, 0, 1, 1, 0, 0);
        accepted(16'h0002, 2, 0, 1, 1, 16'h0102, 3);  // without votes the images' fields are not looked at
        for (bit_number = 8; bit_number < 16; bit_number = bit_number + 1) refused(16'd1 << bit_number, 1, 0, 1, 1, 1, 6);
        if (PER_CELL) begin
            per_cell_accepted(1, 16'h7FFF, 0, 7);
            per_cell_accepted(CELLS, 16'h0102, 16'h7F03, 4);
            accepted(16'h0003, 2, 0, 1, 1, 0, 0);
            per_cell_accepted(3, 0, 16'h7FFF, 0);
            per_cell_refused(16'h0082, 1, 0, 0, 0, 37);
            per_cell_refused(16'h0042, 1, 16'h8000, 0, 0, 37);
            per_cell_refused(16'h0042, 1, 0, 16'h8000, 0, 37);
            per_cell_refused(16'h0042, 1, 0, 0, 8, 37);
            per_cell_refused(16'h0042, 1, 0, 0, 128, 37);
            per_cell_refused(16'h0042, CELLS + 1, 0, 0, 0, 24 + 13 * (CELLS + 1));
            per_cell_refused(16'h0042, 2, 0, 0, 0, 24 + 25);
            per_cell_refused(16'h0042, 2, 0, 0, 0, 24 + 13);
            per_cell_refused(16'h0042, 2, 0, 0, 0, 24 + 24);
            per_cell_refused(16'h0042, 2, 0, 0, 0, 24 + 27);
            per_cell_refused(16'h0042, 2, 0, 0, 0, 24 + 28);
            per_cell_refused(16'h0042, 1, 0, 0, 0, 24);
            per_cell_refused(16'h0042, 1, 0, 0, 0, 23);
            per_cell_refused(16'h0042, 1, 0, 0, 0, 19);
            per_cell_accepted(CELLS, 1, 2, 3);
        end else begin
            refused(16'h0042, 1, 0, 1, 1, 1, 6);
            refused(16'h0082, 1, 0, 1, 1, 1, 6);
        end
        refused(16'h0006, 1, 0, 1, 1, 1, 3);
        refused(16'h0002, 0, 0, 1, 1, 1, 3);
        refused(16'h0002, CELLS + 1, 0, 1, 1, CELLS + 1, 3);
        refused(16'h0002, 16'h0101, 0, 1, 1, 1, 3);
        refused(16'h0002, 1, 32'h0400_0001, 1, 1, 1, 3);
        refused(16'h0002, 1, 0, 0, 1, 1, 3);
        refused(16'h0002, 1, 0, 32'h8000_0000, 1, 1, 3);
        refused(16'h0002, 1, 0, 1, 0, 1, 3);
        refused(16'h0002, 1, 0, 1, 32'h0800_0000, 1, 3);
        refused(16'h0002, 3, 0, 1, 1, 2, 3);
        refused(16'h0002, 3, 0, 1, 1, 4, 3);
        // Votes: whole images, at most 4 classes, 8 counts, 36 words of readout; not with a trace.
        accepted(VOTES, 8, 0, 9, 2, 4, 4);
        accepted(VOTES | 16'h0009, 8, 0, 9, 2, 1, 1);
        accepted(VOTES, 7, 0, 9, 2, 7, 4);
        refused_votes(8, 3, 2);
        refused_votes(8, 0, 2);
        refused_votes(8, 9, 2);
        refused_votes(8, 4, 0);
        refused_votes(8, 4, 5);
        refused_votes(8, 2, 4);
        refused_votes(8, 8, 4);
        refused(VOTES | 16'h0002, 1, 0, 1, 1, 1, 3);
        // Readout: each part says where it belongs.
        for (n = 0; n < WORDS; n = n + 1) readout[n] = 0;
        words(8'd11, 30, 6);
        until_answer(8'd11, 0);
        check(readout_count == 6, "another number of words");
        words(8'd12, 0, 30);
        until_answer(8'd12, 0);
        for (n = 0; n < WORDS; n = n + 1) check(readout[n] == ((16'h1234 + 16'h1111 * n) & 16'hFFFF), "another word of the readout");
        array_free = 0;
        words(8'd12, 0, 1);
        repeat (99) @(negedge clk) check(!answer && readout_count == 0, "a word of the readout while a job runs");
        array_free = 1;
        until_answer(8'd12, 0);
        check(readout_count == 1, "a word of the readout is lost");
        words(8'd13, 30, 7);
        until_answer(8'd13, 3);
        words(8'd14, 16'hFFFF, 1);
        until_answer(8'd14, 3);
        words(8'd15, 0, 0);
        until_answer(8'd15, 3);
        put(3, {8'd0, 8'd16, READOUT});
        close;
        until_answer(8'd16, 3);
        put(5, {8'd17, READOUT});
        close;
        until_answer(8'd17, 3);
        accepted(16'h0002, CELLS, 1, 2, 3, 0, 0);
        if (failures == 0) $display("PASS request_parse PER_CELL=%0d (%0d checks)", PER_CELL, checks);
        else begin
            $display("FAIL request_parse: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
