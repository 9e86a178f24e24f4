// The host's end of the link for testbenches, down to the bits, written from docs/protocol.md alone and sharing nothing with the board.
//
// A frame is put together with start_frame and the put tasks, sealed (CRC, COBS) into wire_bytes, perhaps spoilt there, and sent. Frames that
// come are checked and kept in their order, heartbeats apart; next_frame waits for one.
`timescale 1ns / 1ps
module link_host (
    output reg  tx_o,
    input  wire rx_i
);
    real bit_ns;  // of this end's clock
    real patience_ns;  // for a frame
    initial begin
        tx_o = 1'b1;
        bit_ns = 1000.0 / 3;
        patience_ns = 30.0e6;
    end

    integer failures;
    initial failures = 0;
    task fail(input [8*60-1:0] what);
        begin
            $display("FAIL %0s, at %0t", what, $realtime);
            failures = failures + 1;
        end
    endtask

    function [31:0] crc_of(input [31:0] crc, input [7:0] value);
        integer i;
        begin
            crc_of = crc;
            for (i = 0; i < 8; i = i + 1)
                crc_of = (crc_of[0] ^ value[i]) ? (crc_of >> 1) ^ 32'hEDB88320 : crc_of >> 1;
        end
    endfunction

    // What is sent.

    reg [7:0] frame[0:8191];
    integer frame_length;
    reg [7:0] wire_bytes[0:8447];
    integer wire_length;

    task put8(input [7:0] value);
        begin
            frame[frame_length] = value;
            frame_length = frame_length + 1;
        end
    endtask
    task put16(input [15:0] value);
        begin
            put8(value[7:0]);
            put8(value[15:8]);
        end
    endtask
    task put32(input [31:0] value);
        begin
            put16(value[15:0]);
            put16(value[31:16]);
        end
    endtask
    task start_frame(input [7:0] kind, input [7:0] tag);
        begin
            frame_length = 0;
            put8(kind);
            put8(tag);
        end
    endtask

    reg [31:0] nonce;  // of the session that the last GREETING began
    initial nonce = 32'd0;

    // HELLO and GREETING are of every session.
    function [31:0] start_of(input [7:0] kind);
        start_of = (kind == 8'h01 || kind == 8'h81) ? 32'hFFFFFFFF : ~nonce;
    endfunction

    task append_crc;
        reg [31:0] crc;
        integer i;
        begin
            crc = start_of(frame[0]);
            for (i = 0; i < frame_length; i = i + 1) crc = crc_of(crc, frame[i]);
            put32(~crc);
        end
    endtask

    task code_frame;
        integer i, gap;
        begin
            gap = 0;
            wire_length = 1;
            for (i = 0; i < frame_length; i = i + 1) begin
                if (frame[i] != 8'd0) begin
                    wire_bytes[wire_length] = frame[i];
                    wire_length = wire_length + 1;
                end
                if (frame[i] == 8'd0 || wire_length - gap == 255) begin
                    wire_bytes[gap] = wire_length - gap;
                    gap = wire_length;
                    wire_length = wire_length + 1;
                end
            end
            wire_bytes[gap] = wire_length - gap;
            wire_bytes[wire_length] = 8'd0;
            wire_length = wire_length + 1;
        end
    endtask

    task seal;
        begin
            append_crc;
            code_frame;
        end
    endtask

    task send_byte(input [7:0] value);
        integer i;
        begin
            tx_o = 1'b0;
            #(bit_ns);
            for (i = 0; i < 8; i = i + 1) begin
                tx_o = value[i];
                #(bit_ns);
            end
            tx_o = 1'b1;
            #(bit_ns);
        end
    endtask

    task send_wire;
        integer i;
        for (i = 0; i < wire_length; i = i + 1) send_byte(wire_bytes[i]);
    endtask

    task send;
        begin
            seal;
            send_wire;
        end
    endtask

    // What comes.

    reg [7:0] coming[0:1023];
    integer coming_length;
    reg [7:0] kept[0:262143];  // frames without CRC, one after the other
    integer kept_length;
    integer ends[0:4095];  // of each, in kept
    integer frames, taken;
    integer damaged;  // frames that were no good, cut ones among them
    integer beats;
    reg [31:0] beat_count;
    reg beat_busy;
    real beat_at, beat_gap;  // when the last one came, and the longest time between two

    task forget_all;
        begin
            coming_length = 0;
            kept_length = 0;
            frames = 0;
            taken = 0;
            damaged = 0;
            beats = 0;
            beat_gap = 0;
        end
    endtask
    initial forget_all;

    // Decodes in place: what is written never overtakes what is read.
    task end_of_frame;
        integer at, out, i, code;
        reg [31:0] crc;
        reg good;
        begin
            at = 0;
            out = 0;
            good = 1'b1;
            while (at < coming_length) begin
                code = coming[at];
                if (at + code > coming_length) good = 1'b0;
                for (i = 1; i < code; i = i + 1) coming[out+i-1] = coming[at+i];
                out = out + code - 1;
                at = at + code;
                if (code != 255 && at < coming_length) begin
                    coming[out] = 8'd0;
                    out = out + 1;
                end
            end
            crc = start_of(coming[0]);
            for (i = 0; i < out; i = i + 1) crc = crc_of(crc, coming[i]);
            good = good && out >= 6 && out <= 520 && crc == 32'hDEBB20E3;
            if (!good) damaged = damaged + 1;
            else if (coming[0] == 8'h85) keep_beat(out);
            else begin
                if (coming[0] == 8'h81) nonce = {coming[5], coming[4], coming[3], coming[2]};
                for (i = 0; i < out - 4; i = i + 1) kept[kept_length+i] = coming[i];
                kept_length = kept_length + out - 4;
                ends[frames] = kept_length;
                frames = frames + 1;
            end
        end
    endtask

    task keep_beat(input integer length);
        reg [31:0] count;
        begin
            count = {coming[6], coming[5], coming[4], coming[3]};
            if (length != 11 || coming[1] != 8'd0) fail("a heartbeat of wrong form");
            if (beats != 0 && count != beat_count + 1) fail("a heartbeat was left out");
            if (beats != 0 && $realtime - beat_at > beat_gap) beat_gap = $realtime - beat_at;
            beats = beats + 1;
            beat_count = count;
            beat_busy = coming[2][0];
            beat_at = $realtime;
        end
    endtask

    reg [7:0] received;
    integer   position;
    always begin
        @(negedge rx_i) #(bit_ns * 1.5);
        for (position = 0; position < 8; position = position + 1) begin
            received[position] = rx_i;
            #(bit_ns);
        end
        if (rx_i !== 1'b1) fail("no stop bit");
        if (received != 8'd0) begin
            coming[coming_length] = received;
            coming_length = coming_length + 1;
        end else begin
            if (coming_length != 0) end_of_frame;
            coming_length = 0;
        end
    end

    reg [7:0] reply[0:1023];  // the frame that next_frame has waited for, without CRC
    integer   reply_length;
    task next_frame;
        integer from, i;
        real since;
        begin
            since = $realtime;
            while (taken == frames && $realtime - since < patience_ns) #(bit_ns);
            if (taken == frames) begin
                fail("no frame came in time");
                reply_length = 0;
                reply[0] = 8'd0;
            end else begin
                from = (taken == 0) ? 0 : ends[taken-1];
                reply_length = ends[taken] - from;
                for (i = 0; i < reply_length; i = i + 1) reply[i] = kept[from+i];
                taken = taken + 1;
            end
        end
    endtask

    function [15:0] reply16(input integer at);
        reply16 = {reply[at+1], reply[at]};
    endfunction
    function [31:0] reply32(input integer at);
        reply32 = {reply16(at + 2), reply16(at)};
    endfunction

    task expect_error(input [7:0] tag, input [7:0] code);
        begin
            next_frame;
            if (reply[0] != 8'h84 || reply_length != 3 || reply[1] != tag || reply[2] != code) begin
                fail("another frame than the ERROR that was due");
                $display("    kind %h tag %0d code %0d, not tag %0d code %0d", reply[0], reply[1], reply[2], tag, code);
            end
        end
    endtask

    task expect_silence(input real ns);
        begin
            #(ns);
            if (taken != frames) fail("a frame that nobody asked for");
            taken = frames;
        end
    endtask

    task report(input [8*40-1:0] name);
        begin
            if (failures == 0) $display("PASS %0s", name);
            else $display("FAIL %0s: %0d failures", name, failures);
            if (failures != 0) $fatal(0);
            $finish(0);
        end
    endtask
endmodule
