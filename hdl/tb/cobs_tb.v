// cobs_encode, cobs_decode and frame_check against the table of frames, tests/vectors/frames.csv (+vectors=FILE): the encoder turns the frame
// into the line's bytes, the decoder and the check turn the line's bytes into the frame, and the check tells good from bad.
`timescale 1ns / 1ps
module cobs_tb;
    reg clk = 0, rst = 1;
    always #5 clk = !clk;

    // Encoder: a frame in, the line's bytes out at random times.
    reg frame_valid = 0, frame_end = 0, wire_ready = 0;
    reg [7:0] frame_byte = 0;
    wire frame_ready, wire_valid;
    wire [7:0] wire_byte;
    cobs_encode encoder (
        .clk_i(clk), .rst_i(rst), .valid_i(frame_valid), .end_i(frame_end), .byte_i(frame_byte), .ready_o(frame_ready),
        .valid_o(wire_valid), .byte_o(wire_byte), .ready_i(wire_ready)
    );

    // Decoder and check: the line's bytes in, what goes into the queue out.
    reg coded_valid = 0;
    reg [7:0] coded_byte = 0;
    wire decoded_valid, decoded_end, decoded_broken;
    wire [7:0] decoded_byte;
    cobs_decode decoder (
        .clk_i(clk), .rst_i(rst), .valid_i(coded_valid), .byte_i(coded_byte), .valid_o(decoded_valid), .byte_o(decoded_byte),
        .end_o(decoded_end), .broken_o(decoded_broken)
    );
    wire queue_write, queue_last, queue_commit, queue_rewind, damaged, overflow, hello;
    wire [7:0] queue_byte, hello_tag;
    wire [31:0] hello_nonce;
    reg room = 1;
    reg [31:0] nonce = 0;
    frame_check #(.LONGEST(2048)) check (
        .clk_i(clk), .rst_i(rst), .valid_i(decoded_valid), .byte_i(decoded_byte), .end_i(decoded_end), .broken_i(decoded_broken),
        .nonce_i(nonce), .write_o(queue_write), .last_o(queue_last), .byte_o(queue_byte), .commit_o(queue_commit), .rewind_o(queue_rewind), .room_i(room),
        .damaged_o(damaged), .overflow_o(overflow), .hello_o(hello), .hello_tag_o(hello_tag), .hello_nonce_o(hello_nonce)
    );

    reg [7:0] frame[0:4095], coded[0:4095], sent[0:4095], decoded[0:4095], queued[0:4095];
    integer frame_length, coded_length, sent_length, decoded_length, queued_length;
    integer file, character, digits, good, row, failures, i, seed;
    integer commits, rewinds, hellos, damages, overflows, lasts;
    reg [1023:0] vectors;

    always @(posedge clk) if (!rst) begin
        if (wire_valid && wire_ready) begin
            sent[sent_length] = wire_byte;
            sent_length = sent_length + 1;
        end
        if (decoded_valid) begin
            decoded[decoded_length] = decoded_byte;
            decoded_length = decoded_length + 1;
        end
        if (queue_write) begin
            queued[queued_length] = queue_byte;
            queued_length = queued_length + 1;
            lasts = lasts + queue_last;
        end
        commits = commits + queue_commit;
        rewinds = rewinds + queue_rewind;
        hellos = hellos + hello;
        damages = damages + damaged;
        overflows = overflows + overflow;
    end

    task forget;
        begin
            {sent_length, decoded_length, queued_length} = 0;
            {commits, rewinds, hellos, damages, overflows, lasts} = 0;
        end
    endtask

    task fail(input [8*50-1:0] what);
        begin
            $display("row %0d: %0s", row, what);
            failures = failures + 1;
        end
    endtask

    function [3:0] digit(input [7:0] c);
        digit = (c >= "A") ? c - "A" + 10 : c - "0";
    endfunction

    // Reads a row; good is -1 at the end of the file.
    task read_row;
        begin
            good = -1;
            frame_length = 0;
            coded_length = 0;
            digits = 0;
            character = $fgetc(file);
            while (character != "," && character != -1) begin
                if (digits % 2 == 0) frame[frame_length] = {digit(character), 4'd0};
                else begin
                    frame[frame_length] = frame[frame_length] | digit(character);
                    frame_length = frame_length + 1;
                end
                digits = digits + 1;
                character = $fgetc(file);
            end
            digits = 0;
            if (character != -1) character = $fgetc(file);
            while (character != "," && character != -1) begin
                if (digits % 2 == 0) coded[coded_length] = {digit(character), 4'd0};
                else begin
                    coded[coded_length] = coded[coded_length] | digit(character);
                    coded_length = coded_length + 1;
                end
                digits = digits + 1;
                character = $fgetc(file);
            end
            if (character != -1) begin
                good = $fgetc(file) - "0";
                character = $fgetc(file);
                for (digits = 0; digits < 8; digits = digits + 1) begin
                    character = $fgetc(file);
                    nonce = {nonce[27:0], digit(character)};
                end
            end
            skip_line;
        end
    endtask

    task skip_line;
        begin
            character = $fgetc(file);
            while (character != "\n" && character != -1) character = $fgetc(file);
        end
    endtask

    task put(input [7:0] value);
        begin
            @(negedge clk) {coded_valid, coded_byte} = {1'b1, value};
            @(negedge clk) coded_valid = 0;
            @(negedge clk);
        end
    endtask

    task encode;
        begin
            for (i = 0; i <= frame_length; i = i + 1) begin
                @(negedge clk) {frame_valid, frame_end, frame_byte} = {1'b1, i == frame_length, frame[i]};
                while (!frame_ready) @(negedge clk);
                @(posedge clk) #1 frame_valid = 0;
            end
            while (sent_length == 0 || sent[sent_length-1] != 0) @(posedge clk);
        end
    endtask
    always @(negedge clk) wire_ready = $random(seed);

    task compare_sent;
        integer extra;
        begin
            // A last empty piece after one of 254 is right too.
            extra = sent_length - coded_length - 1;
            if (extra != 0 && !(extra == 1 && sent[coded_length] == 1)) fail("the encoder sends another number of bytes");
            for (i = 0; i < coded_length; i = i + 1) if (sent[i] !== coded[i]) fail("the encoder sends another byte");
        end
    endtask

    task decode;
        begin
            for (i = 0; i < coded_length; i = i + 1) put(coded[i]);
            put(8'd0);
            repeat (4) @(negedge clk);
        end
    endtask

    task compare_decoded;
        reg is_hello;
        begin
            is_hello = good == 1 && frame_length == 10 && frame[0] == 1;
            if (frame_length != 0) begin
                if (decoded_length != frame_length) fail("the decoder gives another number of bytes");
                for (i = 0; i < frame_length; i = i + 1) if (decoded[i] !== frame[i]) fail("the decoder gives another byte");
            end
            if (damages != (good == 0)) fail("the check takes good for bad, or bad for good");
            if (commits != (good == 1 && !is_hello) || commits + rewinds != 1) fail("the check neither keeps nor drops");
            if (hellos != is_hello || overflows != 0) fail("HELLO or overflow");
            if (is_hello && {hello_nonce, hello_tag} !== {frame[5], frame[4], frame[3], frame[2], frame[1]}) fail("HELLO with other fields");
            if (commits == 1) begin
                if (queued_length != frame_length - 4 || lasts != 1) fail("another number of bytes is queued");
                for (i = 0; i < queued_length; i = i + 1) if (queued[i] !== frame[i]) fail("another byte is queued");
            end
        end
    endtask

    // A frame for which the queue has no room from its fifth byte on.
    task overflows_once;
        begin
            for (i = 0; i < coded_length; i = i + 1) begin
                if (i == 5) room = 0;
                put(coded[i]);
            end
            put(8'd0);
            repeat (4) @(negedge clk);
            room = 1;
            if (overflows != 1 || commits != 0 || rewinds != 1 || damages != 0) fail("a full queue is not told");
        end
    endtask

    initial begin
        failures = 0;
        seed = 7;
        forget;
        row = 0;
        if (!$value$plusargs("vectors=%s", vectors)) vectors = "../tests/vectors/frames.csv";
        file = $fopen(vectors, "r");
        repeat (4) @(negedge clk);
        rst = 0;
        while (sent_length == 0) @(posedge clk);  // the zero after reset
        if (sent[0] !== 8'd0) fail("no zero after reset");
        skip_line;
        read_row;
        while (good != -1) begin
            row = row + 1;
            forget;
            if (good == 1) begin
                encode;
                compare_sent;
            end
            forget;
            decode;
            compare_decoded;
            if (good == 1 && frame[0] == 2 && row < 10) begin
                forget;
                overflows_once;
            end
            read_row;
        end
        if (row < 30) fail("the table is short");
        if (failures == 0) $display("PASS cobs (%0d frames)", row);
        else begin
            $display("FAIL cobs: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
