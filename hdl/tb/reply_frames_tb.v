// reply_frames: one frame of each kind against docs/protocol.md section 5, with its session's CRC; the most urgent first, and what is equally urgent by
// turns, also while damaged frames come without a pause; a reply cut into DATA of 512 bytes, or fewer where a short frame waits; DONE, or ERROR 7 in its
// place; equal errors that wait told once; a new session in mid-frame.
`timescale 1ns / 1ps
module reply_frames_tb;
    reg clk = 0, rst = 1;
    always #5 clk = !clk;
    reg greet = 0, damaged = 0, overflow = 0, beat = 0, answer = 0, running = 0, done = 0, stopped = 0, byte_valid = 0, ready = 0;
    reg [7:0] error = 0, tag = 0, request = 0, data = 0;
    wire greeted, beaten, answered, byte_ready, told, valid, last;
    wire [5:0] index;
    wire [7:0] out;
    reply_frames dut (
        .clk_i(clk), .rst_i(rst), .greet_i(greet), .greeted_o(greeted), .greeting_tag_i(8'h2A), .greeting_index_o(index),
        .greeting_byte_i(8'd200 - index), .nonce_i(nonce), .damaged_i(damaged), .overflow_i(overflow), .beat_i(beat), .beaten_o(beaten), .answer_i(answer),
        .error_i(error), .request_tag_i(answer ? request : 8'hEE), .answered_o(answered), .job_tag_i(tag), .job_running_i(running), .job_done_i(done),
        .job_stopped_i(stopped), .saturated_i(16'h1122), .clocks_i(32'h33445566), .byte_valid_i(byte_valid), .byte_i(data),
        .byte_ready_o(byte_ready), .job_told_o(told), .valid_o(valid), .end_o(last), .byte_o(out), .ready_i(ready)
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
    integer given = 0, to_give = 0, pause = 1;
    reg finish = 1;  // the array ends a job after its last byte
    integer seed = 31, tolds = 0, sent, n, from;
    // Requests stay until they are taken up.
    always @(posedge clk) begin
        if (greeted) greet <= 0;
        if (beaten) beat <= 0;
        if (answered) answer <= 0;
        if (running && finish && given == to_give) {running, done} <= 2'b01;
        if (told) begin
            {done, stopped} <= 0;
            tolds <= tolds + 1;
        end
    end

    // The array's bytes: the number of each, with pauses.
    always @(posedge clk) begin
        if (byte_ready && byte_valid) begin
            given = given + 1;
            byte_valid <= 0;
        end else byte_valid <= given < to_give && (byte_valid || $random(seed) % pause == 0);
        data <= given * 7;
    end

    // The next frame, without its CRC, which must be right.
    reg [7:0] frame[0:1023];
    reg [31:0] crc, nonce = 32'h01234567;
    integer length;
    task next_frame;
        reg ended;
        integer i, clocks;
        begin
            ended = 0;
            length = 0;
            clocks = 0;
            while (!ended && clocks < 100000) begin
                ready = $random(seed);
                if (valid && ready) begin
                    ended = last;
                    if (!last) begin
                        frame[length] = out;
                        if (length == 0) crc = (out == 8'h81) ? 32'hFFFFFFFF : ~nonce;
                        length = length + 1;
                        for (i = 0; i < 8; i = i + 1) crc = (crc[0] ^ out[i]) ? (crc >> 1) ^ 32'hEDB88320 : crc >> 1;
                    end
                end
                clocks = clocks + 1;
                @(negedge clk);
            end
            ready = 0;
            length = length - 4;
            check(ended && crc == 32'hDEBB20E3, "no frame, or another CRC");
        end
    endtask
    task expect_frame(input integer bytes, input [127:0] value);
        begin
            next_frame;
            check(length == bytes, "a frame of another length");
            for (n = 0; n < bytes; n = n + 1) check(frame[n] == value[8*n+:8], "another byte of a frame");
            if (length != bytes || frame[0] != value[7:0]) $display("    kind %h, %0d bytes, not kind %h, %0d", frame[0], length, value[7:0], bytes);
        end
    endtask
    task expect_data(input [15:0] block, input integer bytes);
        begin
            next_frame;
            if (bytes != 0) check(length == bytes + 4, "DATA of another length");
            check(frame[0] == 8'h82 && frame[1] == tag && {frame[3], frame[2]} == block, "no DATA, or another tag or block");
            for (n = 4; n < length; n = n + 1) check(frame[n] == ((sent + n - 4) * 7 & 8'hFF), "another byte of DATA");
            sent = sent + length - 4;
        end
    endtask
    // Frames while damaged and overflow are up, until the job or the request is answered. Every fifth time a heartbeat becomes due.
    integer frames, in_a_row, errors_1, errors_5;
    reg [31:0] beats = 32'd3;
    reg over;
    task take_one;
        begin
            next_frame;
            frames = frames + 1;
            case (frame[0])
                8'h84: begin
                    check(length == 3 && frame[1] == 8'd0 && (frame[2] == 8'd1 || frame[2] == 8'd5), "another ERROR");
                    if (frame[2] == 8'd1) errors_1 = errors_1 + 1;
                    else errors_5 = errors_5 + 1;
                    in_a_row = in_a_row + 1;
                    check(in_a_row <= 2, "errors of the link starve an answer");
                end
                8'h85: begin
                    check({frame[6], frame[5], frame[4], frame[3]} == beats, "another count of heartbeats");
                    beats = beats + 1;
                end
                8'h82: begin
                    for (n = 4; n < length; n = n + 1) check(frame[n] == ((sent + n - 4) * 7 & 8'hFF), "another byte of DATA");
                    sent = sent + length - 4;
                    in_a_row = 0;
                end
                default: over = 1;
            endcase
        end
    endtask
    task flood;
        begin
            {frames, in_a_row, errors_1, errors_5, over} = 0;
            while (!over && frames < 1000) begin
                if (frames % 5 == 4) begin
                    beat = 1;
                    take_one;
                    if (frame[0] != 8'h85) take_one;
                    check(frame[0] == 8'h85, "errors of the link delay a heartbeat");
                end
                take_one;
            end
            check(over, "no answer among errors of the link");
        end
    endtask
    task begin_job(input [7:0] t, input integer bytes);
        begin
            tag = t;
            {given, sent} = 0;
            to_give = bytes;
            running = 1;
            @(negedge clk);
        end
    endtask
    task expect_done(input [31:0] bytes);
        begin
            tolds = 0;
            expect_frame(12, {32'h33445566, bytes, 16'h1122, tag, 8'h83});
            repeat (3) @(negedge clk);
            check(tolds == 1 && !done, "the end is told once");
        end
    endtask

    initial begin
        repeat (2) @(negedge clk);
        rst = 0;
        @(negedge clk);
        // All at once: the most urgent first.
        request = 8'h43;
        begin_job(8'h44, 300);
        {greet, damaged, overflow, beat, answer, error} = {5'b11111, 8'd6};
        @(negedge clk) {damaged, overflow} = 2'b11;
        @(negedge clk) {damaged, overflow} = 2'b00;
        next_frame;
        check(length == 54 && frame[0] == 8'h81 && frame[1] == 8'h2A, "GREETING does not come first");
        for (n = 0; n < 52; n = n + 1) check(frame[n+2] == 8'd200 - n, "another byte of GREETING");
        expect_frame(7, {32'd0, 8'd1, 8'd0, 8'h85});
        expect_frame(3, {8'd1, 8'd0, 8'h84});
        expect_frame(3, {8'd5, 8'd0, 8'h84});
        expect_frame(3, {8'd6, 8'h43, 8'h84});
        expect_data(0, 300);
        expect_done(300);
        {answer, error, request} = {1'b1, 8'd0, 8'h45};
        expect_frame(2, {8'h45, 8'h86});
        check(!greet && !beat && !answer, "a request was not taken up");

        // Full frames and one more; the bytes that fill one to the last; no bytes at all.
        begin_job(8'd7, 1300);
        expect_data(0, 512);
        expect_data(1, 512);
        expect_data(2, 276);
        expect_done(1300);
        begin_job(8'd8, 512);
        expect_data(0, 512);
        expect_done(512);
        begin_job(8'd9, 0);
        expect_done(0);

        // Behind a slow array neither a heartbeat nor an error waits for DATA to fill, and no byte is lost.
        pause = 50;
        begin_job(8'd10, 40);
        beat = 1;
        expect_frame(7, {32'd1, 8'd1, 8'd0, 8'h85});
        fork
            begin
                while (given < 10) @(negedge clk);
                beat = 1;
                while (given < 20) @(negedge clk);
                {answer, error, damaged} = {1'b0, 8'd0, 1'b1};
                @(negedge clk) damaged = 0;
            end
            begin
                expect_data(0, 0);
                check(length >= 4 + 10 && length < 4 + 13, "DATA is not closed for a heartbeat");
                expect_frame(7, {32'd2, 8'd1, 8'd0, 8'h85});
                expect_data(1, 0);
                expect_frame(3, {8'd1, 8'd0, 8'h84});
                expect_data(2, 0);
            end
        join
        check(sent == 40, "bytes are missing");
        expect_done(40);

        // Damaged frames and requests without room, in every clock: ERROR 1, ERROR 5 and what answers take turns; a heartbeat is the next frame but one.
        pause = 1;
        begin_job(8'd14, 600);
        {damaged, overflow} = 2'b11;
        flood;
        check(sent == 600 && frames <= 12 && frame[0] == 8'h83 && frame[1] == 8'd14, "another end of a job among errors of the link");
        check(errors_1 >= 2 && errors_5 >= 2 && beats > 3, "not every kind has had its turns");
        {answer, error, request} = {1'b1, 8'd0, 8'h46};
        flood;
        check(frame[0] == 8'h86 && frame[1] == 8'h46 && frames <= 4, "another answer among errors of the link");
        {damaged, overflow} = 2'b00;
        expect_frame(3, {8'd1, 8'd0, 8'h84});
        expect_frame(3, {8'd5, 8'd0, 8'h84});
        repeat (50) @(negedge clk) check(!valid, "errors are told twice");

        // An array that hangs.
        pause = 1;
        finish = 0;
        begin_job(8'd11, 5);
        fork
            begin
                while (given < 5) @(negedge clk);
                repeat (50) @(negedge clk);
                {running, stopped} = 2'b01;
            end
            begin
                expect_data(0, 5);
                tolds = 0;
                expect_frame(3, {8'd7, 8'd11, 8'h84});
            end
        join
        repeat (3) @(negedge clk);
        check(tolds == 1 && !stopped, "the end of a job that was stopped is not told once");
        repeat (50) @(negedge clk) check(!valid, "a frame that nobody asked for");

        // A new session in the clock in which DATA takes a byte: it does not count for the next job.
        finish = 1;
        begin_job(8'd12, 300);
        ready = 1;
        while (!(byte_ready && byte_valid && given > 20)) @(negedge clk);
        {rst, running} = 2'b10;
        to_give = 0;
        @(negedge clk) {rst, ready, done} = 3'b000;
        repeat (8) @(negedge clk);
        begin_job(8'd13, 9);
        expect_data(0, 9);
        expect_done(9);
        if (failures == 0) $display("PASS reply_frames (%0d checks)", checks);
        else begin
            $display("FAIL reply_frames: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
