// fhn_reply: words as they are, signs and votes of one job after another against bytes made one by one; a line that comes and goes, and one that stands
// still until no byte has room; a job's first byte waits until the end of the job before is told; `flushed` and `drained` together mean that all bytes
// are gone; a reset amid a job leaves none.
`timescale 1ns / 1ps
module fhn_reply_tb;
    parameter VOTE = 1, FABRIC = 0;
    localparam CELLS = 3, CLASSES = 2;  // of an image that votes
    reg clk = 0, rst = 0, clear = 1, start = 0, load = 0, valid = 0, pack = 0, vote = 0, last = 0, votes = 0, told = 1, ready = 0;
    always #5 clk = !clk;
    reg [31:0] word = 0;
    reg [2:0] bytes = 0;
    reg signed [15:0] x = 0;
    reg [15:0] readout_at = 0, readout_word = 0;
    wire word_ready, votes_done, byte_valid, drained, waits, flushed;
    wire [7:0] data;
    fhn_reply #(.VOTE(VOTE), .FABRIC(FABRIC)) dut (
        .clk_i(clk), .rst_i(rst), .clear_i(clear), .begin_i(start), .word_valid_i(valid), .word_i(word), .word_bytes_i(bytes), .word_pack_i(pack),
        .word_vote_i(vote), .word_last_i(last), .x_i(x), .word_ready_o(word_ready), .readout_valid_i(load), .readout_word_i(readout_at),
        .readout_data_i(readout_word), .image_cells_i(CELLS[15:0]), .classes_i(CLASSES[7:0]), .votes_i(votes), .votes_done_o(votes_done),
        .ends_told_i(told), .byte_valid_o(byte_valid), .byte_o(data), .byte_ready_i(ready), .drained_o(drained), .waits_o(waits), .flushed_o(flushed)
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
    task finish;
        begin
            if (failures == 0) $display("PASS fhn_reply VOTE=%0d FABRIC=%0d (%0d checks)", VOTE, FABRIC, checks);
            else begin
                $display("FAIL fhn_reply: %0d failures", failures);
                $fatal(0);
            end
            $finish(0);
        end
    endtask

    // The line. Bytes of a job come when the end of the one before is told, and stay until they are taken.
    reg [7:0] due[0:65535], waiting;
    reg was_waiting = 0, stands = 0;
    integer length = 0, taken = 0, before = 0, seed = 17, i;
    always @(negedge clk) if (clear || rst) was_waiting = 0;
    else begin
        if (was_waiting) check(byte_valid && data == waiting, "a byte that waits changes");
        if (flushed && drained && !valid && (votes_done || !votes)) check(taken == length, "all is told gone before it is");
        if (!told) check(!flushed && taken <= before, "a byte, or the end, before the job before is told");
        ready = !stands && $random(seed) % 3 != 0;
        if (byte_valid && ready) begin
            check(taken < length && data == due[taken], "another byte");
            taken = taken + 1;
        end
        was_waiting = byte_valid && !ready;
        waiting = data;
    end

    task due_bytes(input integer n, input [31:0] value);
        for (i = 0; i < n; i = i + 1) begin
            due[length] = value[8*i+:8];
            length = length + 1;
        end
    endtask
    // Offers a word until it is taken, for `patience` clocks.
    reg accepted;
    task offer(input integer patience);
        integer clocks;
        begin
            valid = 1;
            accepted = 0;
            for (clocks = 0; clocks < patience && !accepted; clocks = clocks + 1) begin
                #8 accepted = word_ready;
                @(posedge clk) #1;
            end
            valid = !accepted;
        end
    endtask

    task plain_words(input integer n);
        integer k;
        for (k = 0; k < n; k = k + 1) begin
            {pack, vote, last} = 3'b000;
            word = $random(seed);
            bytes = 1 + k % 4;
            offer(5000);
            due_bytes(bytes, word);
            if (k % 7 == 3) repeat (3) @(posedge clk) #1;
        end
    endtask
    task sign_words(input integer n);
        integer k;
        reg [7:0] signs;
        begin
            signs = 0;
            for (k = 0; k < n; k = k + 1) begin
                {pack, vote, last} = {2'b10, k == n - 1};
                word = $random(seed);
                bytes = 3'd2;
                if (last) repeat (20) @(posedge clk) #1;  // all else is gone when the last byte of signs begins to wait
                signs[k%8] = !word[31];
                offer(5000);
                if (k % 8 == 7 || k == n - 1) begin
                    due_bytes(1, {24'd0, signs});
                    signs = 0;
                end
            end
        end
    endtask
    // Images one after another in a sample, each with the votes of its class of the larger sum.
    reg signed [15:0] readout[0:CLASSES*(CELLS+2)-1];
    reg signed [31:0] sums[0:CLASSES-1];
    integer counts[0:7];
    task vote_words(input integer images, input integer samples);
        integer image, sample, c, k, winner;
        begin
            for (k = 0; k < 8; k = k + 1) counts[k] = 0;
            for (sample = 0; sample < samples; sample = sample + 1)
                for (image = 0; image < images; image = image + 1) begin
                    for (k = 0; k < CLASSES; k = k + 1) sums[k] = {readout[2*k+1], readout[2*k]};
                    for (c = 0; c < CELLS; c = c + 1) begin
                        x = $random(seed);
                        {pack, vote, last} = {2'b01, image == images - 1 && c == CELLS - 1};
                        for (k = 0; k < CLASSES; k = k + 1) sums[k] = sums[k] + readout[2*CLASSES+c*CLASSES+k] * x;
                        word = {{16{x[15]}}, x};
                        offer(5000);
                    end
                    winner = sums[1] > sums[0];
                    counts[image*CLASSES+winner] = counts[image*CLASSES+winner] + 1;
                end
        end
    endtask
    task send_votes(input integer images);
        integer k;
        begin
            for (k = 0; k < images * CLASSES; k = k + 1) due_bytes(4, counts[k]);
            votes = 1;
            k = 0;
            while (!votes_done && k < 20000) begin
                @(posedge clk) #1 k = k + 1;
            end
            check(votes_done, "votes do not end");
            votes = 0;
        end
    endtask
    task load_readout;
        integer n;
        for (n = 0; n < CLASSES * (CELLS + 2); n = n + 1) begin
            readout_word = n < 2 * CLASSES ? 0 : $random(seed) % 9000;
            readout[n] = readout_word;
            {load, readout_at} = {1'b1, n[15:0]};
            @(posedge clk) #1 load = 0;
        end
    endtask
    // A job begins while the end of the one before is not yet told, for so many clocks.
    task begin_job(input integer clocks);
        integer k;
        begin
            before = length;
            start = 1;
            told = clocks == 0;
            @(posedge clk) #1 start = 0;
            if (clocks > 0) begin
                {pack, vote, last} = 3'b000;
                word = $random(seed);
                bytes = 3'd3;
                offer(20);
                check(accepted, "the first word finds no room");
                due_bytes(3, word);
                repeat (clocks) @(posedge clk) #1;
                check(waits, "nobody is told that a byte waits");
                told = 1;
            end
        end
    endtask
    task end_job;
        integer k;
        begin
            k = 0;
            while (!(flushed && drained) && k < 20000) begin
                @(posedge clk) #1 k = k + 1;
            end
            repeat (2) @(posedge clk) #1;
            check(taken == length, "bytes are missing at the end of a job");
        end
    endtask

    integer n;
    initial begin
        repeat (3) @(posedge clk) #1;
        clear = 0;
        @(posedge clk) #1;
        load_readout;
        for (n = 0; n < 6; n = n + 1) begin
            begin_job(n % 2 == 0 ? 0 : 10 * n);
            plain_words(20);
            if (VOTE != 0 && n % 3 != 0) begin
                vote_words(3, 4);
                sign_words(5 + n);
                send_votes(3);
            end else sign_words(30 + n);
            if (n != 3) end_job;
            else while (!flushed) @(posedge clk) #1;  // the next one begins while this one's bytes wait
        end

        // A line that stands still: no byte has room, and none is lost.
        begin_job(0);
        stands = 1;
        accepted = 1;
        for (n = 0; n < 600 && accepted; n = n + 1) begin
            {pack, vote, last} = 3'b000;
            word = $random(seed);
            bytes = 3'd2;
            offer(40);
            if (accepted) due_bytes(2, word);
        end
        check(!accepted && waits && !flushed && n > 250 && n < 262, "another room for bytes than 508 and a word or two");
        stands = 0;
        offer(5000);
        due_bytes(2, word);
        end_job;

        // A reset amid a job.
        begin_job(0);
        plain_words(30);
        sign_words(3);
        stands = 1;
        plain_words(20);
        rst = 1;
        @(posedge clk) #1 rst = 0;
        check(!byte_valid && drained, "a reset leaves a byte");
        clear = 1;
        repeat (4) @(posedge clk) #1 check(!byte_valid && drained, "a byte in a reset");
        {length, taken, before} = 0;
        {clear, stands} = 0;
        begin_job(0);
        sign_words(11);
        plain_words(9);
        end_job;
        finish;
    end
    initial begin
        #20000000 check(0, "it hangs");
        finish;
    end
endmodule
