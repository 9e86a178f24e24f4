// The whole board with a stand-in for the array, seen from the line.
`timescale 1ns / 1ps
module fhn_board_tb;
    localparam CLOCK_HZ = 12_000_000, BAUD = 3_000_000;  // four clocks a bit, the fewest
    localparam CELLS = 16, QUEUE = 512, BEAT_MS = 2;
    localparam real CLOCK_NS = 1.0e9 / CLOCK_HZ, BIT_NS = 1.0e9 / BAUD;
    localparam [15:0] ENDS = 16'h0001, TRACE = 16'h0002, SIGNS = 16'h0004, VOTES = 16'h0010;
    localparam [31:0] HANG = 32'h00DEAD, MAX_STEPS = 32'h0400_0000;

    reg clk = 0, rst = 1;
    always #(CLOCK_NS / 2) clk = !clk;

    wire host_to_board, board_to_host;
    wire [2:0] led;
    link_host host (
        .tx_o(host_to_board),
        .rx_i(board_to_host)
    );
    fhn_board #(
        .CLOCK_HZ(CLOCK_HZ),
        .BAUD(BAUD),
        .LANES(1),
        .CELLS_PER_LANE(CELLS),
        .QUEUE(QUEUE),
        .HEARTBEAT_MS(BEAT_MS),
        .NAME("bench board"),
        .SIMULATED(1)
    ) board (
        .clk_i(clk),
        .rst_i(rst),
        .rx_i (host_to_board),
        .tx_o (board_to_host),
        .led_o(led)
    );

    // Requests.

    task hello(input [7:0] tag, input [31:0] nonce);
        begin
            host.start_frame(8'h01, tag);
            host.put32(nonce);
            host.send;
        end
    endtask

    // A job frame, not yet sealed. S of cell c is first + 257 * c.
    task job_frame(input [7:0] tag, input [15:0] features, input [15:0] cells, input [31:0] transient_steps, input [31:0] steps, input [31:0] stride,
                   input [15:0] first, input integer words);
        integer c;
        begin
            host.start_frame(8'h02, tag);
            host.put16(features);
            host.put16(cells);
            host.put32(transient_steps);
            host.put32(steps);
            host.put32(stride);
            host.put16(16'd0);
            host.put8(8'd0);
            for (c = 0; c < words; c = c + 1) host.put16(first + 257 * c);
        end
    endtask

    task job(input [7:0] tag, input [15:0] features, input [15:0] cells, input [31:0] transient_steps, input [31:0] steps, input [31:0] stride,
             input [15:0] first);
        begin
            job_frame(tag, features, cells, transient_steps, steps, stride, first, cells);
            host.send;
        end
    endtask

    // Replies.

    reg [7:0] data[0:65535];
    integer data_length;
    task collect(input [7:0] tag, input [15:0] cells);
        integer i, block;
        reg ended;
        begin
            data_length = 0;
            block = 0;
            ended = 1'b0;
            while (!ended) begin
                host.next_frame;
                ended = host.reply[0] != 8'h82;
                if (!ended) begin
                    if (host.reply[1] != tag) host.fail("DATA of another tag");
                    if (host.reply16(2) != block) host.fail("a wrong block number");
                    if (host.reply_length < 5 || host.reply_length > 516) host.fail("DATA of a wrong length");
                    for (i = 4; i < host.reply_length; i = i + 1) data[data_length+i-4] = host.reply[i];
                    data_length = data_length + host.reply_length - 4;
                    block = block + 1;
                end
            end
            if (host.reply[0] != 8'h83 || host.reply[1] != tag || host.reply_length != 12) begin
                host.fail("no DONE after DATA");
                $display("    kind %h tag %0d, %h", host.reply[0], host.reply[1], host.reply[2]);
            end
            if (host.reply16(2) != cells) host.fail("a wrong count of saturated cells");
            if (host.reply32(4) != data_length) host.fail("DONE counts other bytes than came");
            if (host.reply32(8) == 0) host.fail("a job of no clocks");
        end
    endtask

    integer at;
    task same(input [7:0] value);
        begin
            if (data[at] !== value) begin
                host.fail("a wrong byte of the reply");
                $display("    byte %0d is %h, not %h", at, data[at], value);
            end
            at = at + 1;
        end
    endtask

    task same_ends(input [15:0] cells, input [15:0] first, input [15:0] n);
        integer c;
        reg [15:0] s;
        for (c = 0; c < cells; c = c + 1) begin
            s = first + 257 * c;
            same(n[7:0]);
            same(n[15:8]);
            same(s[7:0]);
        end
    endtask

    task expect_job(input [7:0] tag, input [15:0] features, input [15:0] cells, input [31:0] transient_steps, input [31:0] steps, input [31:0] stride,
                    input [15:0] first);
        integer c, n;
        reg [15:0] x;
        begin
            collect(tag, cells);
            at = 0;
            if (features & ENDS) same_ends(cells, first, transient_steps);
            if (features & TRACE)
                for (n = transient_steps; n < transient_steps + steps; n = n + stride)
                    for (c = 0; c < cells; c = c + 1) begin
                        x = first + 257 * c + n;
                        same(x[7:0]);
                        same(x[15:8]);
                    end
            if (features & ENDS) same_ends(cells, first, transient_steps + steps);
            if (at != data_length) host.fail("a reply of a wrong length");
        end
    endtask

    task expect_greeting(input [7:0] tag, input [31:0] nonce);
        begin
            host.next_frame;
            if (host.reply[0] != 8'h81 || host.reply[1] != tag || host.reply_length != 54) host.fail("no GREETING");
            if (host.reply32(2) != nonce) host.fail("GREETING with another nonce");
        end
    endtask

    // A job that must be answered rightly: the link works.
    task sound;
        begin
            job(8'd77, ENDS | TRACE, 3, 2, 4, 1, 16'h0100);
            expect_job(8'd77, ENDS | TRACE, 3, 2, 4, 1, 16'h0100);
        end
    endtask

    // The cases.

    task before_hello;
        begin
            job(8'd5, TRACE, 1, 0, 1, 1, 0);
            host.expect_error(8'd5, 4);
            host.start_frame(8'h03, 8'd6);
            host.put32(0);
            host.send;
            host.expect_error(8'd6, 4);
            host.expect_silence((BEAT_MS + 1) * 1.0e6);
            if (host.beats != 0) host.fail("a heartbeat before the first HELLO");
        end
    endtask

    task greets;
        begin
            hello(8'h2A, 32'hC0FFEE00);
            expect_greeting(8'h2A, 32'hC0FFEE00);
            if (host.reply[6] != 8'd1 || host.reply[7] != 8'h03) host.fail("GREETING: version or flags");
            if (host.reply16(8) != 16'h000F) host.fail("GREETING: features");
            if (host.reply[10] != 16 || host.reply[11] != 8 || host.reply[12] != 0) host.fail("GREETING: format");
            if (host.reply[13] != 2 || host.reply[14] != 2 || host.reply[15] != 3) host.fail("GREETING: sizes");
            if (host.reply16(16) != 1 || host.reply16(18) != CELLS) host.fail("GREETING: lanes or cells");
            if (host.reply16(20) != QUEUE || host.reply16(22) != BEAT_MS) host.fail("GREETING: queue or heartbeat");
            if (host.reply32(24) != CLOCK_HZ || host.reply16(28) != 0) host.fail("GREETING: clock or readout");
            if ({host.reply[38], host.reply[39], host.reply[48], host.reply[49]} != {"be", "d", 8'd0}) host.fail("GREETING: name");
            if (led[0] !== 1'b1) host.fail("the LED of the session is dark");
        end
    endtask

    task runs_jobs;
        begin
            sound;
            job(8'd1, 16'd0, 1, 3, 3, 1, 0);
            expect_job(8'd1, 16'd0, 1, 3, 3, 1, 0);
            job(8'd2, TRACE, CELLS, 7, 50, 3, 16'hFFF0);
            expect_job(8'd2, TRACE, CELLS, 7, 50, 3, 16'hFFF0);
            job(8'd3, ENDS, CELLS, 0, 300, 1, 16'h0000);
            expect_job(8'd3, ENDS, CELLS, 0, 300, 1, 16'h0000);
        end
    endtask

    task runs_jobs_in_their_order;
        integer tag;
        begin
            for (tag = 10; tag < 18; tag = tag + 1) job(tag, ENDS | TRACE, CELLS, tag, 20, 2, 100 * tag);
            for (tag = 10; tag < 18; tag = tag + 1) expect_job(tag, ENDS | TRACE, CELLS, tag, 20, 2, 100 * tag);
        end
    endtask

    // A job's frame in wire_bytes, to be spoilt.
    task spoilt_job;
        begin
            job_frame(8'd9, TRACE, 2, 0, 2, 1, 16'h1234, 2);
            host.seal;
        end
    endtask

    task survives_damage;
        integer i, moved;
        begin
            // Each byte, one after the other, is flipped, left out or doubled, or one is put before it. Next to the end a frame may fall in two,
            // or two into one.
            for (i = 0; i < 30; i = i + 1) begin
                spoilt_job;
                case (i % 4)
                    0, 2: host.wire_bytes[i] = host.wire_bytes[i] ^ (8'd1 << (i / 2 % 8));
                    1: begin
                        for (moved = i; moved < host.wire_length - 1; moved = moved + 1) host.wire_bytes[moved] = host.wire_bytes[moved+1];
                        host.wire_length = host.wire_length - 1;
                    end
                    default: begin
                        for (moved = host.wire_length; moved > i; moved = moved - 1) host.wire_bytes[moved] = host.wire_bytes[moved-1];
                        host.wire_length = host.wire_length + 1;
                        if (i % 8 == 7) host.wire_bytes[i] = 8'h55;
                    end
                endcase
                host.send_wire;
                finds_damage;
            end
            sound;
        end
    endtask

    // At least one ERROR 1 (a frame in two parts may give two), and nothing else. The zero ends a frame whose own zero is spoilt.
    task finds_damage;
        begin
            host.send_byte(8'd0);
            host.expect_error(8'd0, 1);
            #(40 * 10 * BIT_NS);
            while (host.taken != host.frames) host.expect_error(8'd0, 1);
            if (led[2] !== 1'b1) host.fail("the LED of damage is dark");
        end
    endtask

    task drops_what_is_no_frame;
        begin
            // Empty frames are nothing.
            host.wire_length = 3;
            {host.wire_bytes[0], host.wire_bytes[1], host.wire_bytes[2]} = 24'd0;
            host.send_wire;
            host.expect_silence(0.3e6);
            // A frame cut short, which the next zero ends.
            spoilt_job;
            host.wire_length = 12;
            host.send_wire;
            host.send_byte(8'd0);
            host.expect_error(8'd0, 1);
            // Five bytes.
            host.frame_length = 0;
            host.put8(8'h44);
            host.append_crc;
            host.code_frame;
            host.send_wire;
            host.expect_error(8'd0, 1);
            // One byte more than the queue has, with a right CRC.
            host.start_frame(8'h02, 8'd1);
            while (host.frame_length < QUEUE + 1 - 4) host.put8(host.frame_length);
            host.send;
            host.expect_error(8'd0, 1);
            // As many as it has: no damage, but no job either: its features would be 0x0302.
            host.start_frame(8'h02, 8'd1);
            while (host.frame_length < QUEUE - 4) host.put8(host.frame_length);
            host.send;
            host.expect_error(8'd1, 6);
            sound;
        end
    endtask

    // A byte without its stop bit is lost, and the line is looked at again when it is high.
    task survives_a_break;
        begin
            spoilt_job;
            host.send_byte(host.wire_bytes[0]);
            force host.tx_o = 1'b0;
            #(25 * BIT_NS);
            release host.tx_o;
            host.tx_o = 1'b1;
            #(2 * BIT_NS);
            host.send_byte(8'd0);
            host.expect_error(8'd0, 1);
            sound;
        end
    endtask

    task refuses;
        begin
            host.start_frame(8'h7F, 8'd20);
            host.send;
            host.expect_error(8'd20, 2);
            host.start_frame(8'h81, 8'd21);
            host.put32(32'd0);
            host.send;
            host.expect_error(8'd21, 2);
            host.start_frame(8'h01, 8'd22);  // a HELLO of another length
            host.put32(32'd1);
            host.put8(8'd0);
            host.send;
            host.expect_error(8'd22, 3);
            host.start_frame(8'h01, 8'd22);
            host.send;
            host.expect_error(8'd22, 3);
            host.start_frame(8'h02, 8'd23);
            host.send;
            host.expect_error(8'd23, 3);
            host.start_frame(8'h03, 8'd24);
            host.put32(32'd0);
            host.send;
            host.expect_error(8'd24, 6);
            refused(VOTES, 1, 0, 1, 1, 1, 6);
            refused(16'h0082, 1, 0, 1, 1, 1, 6);
            refused(16'h0102, 1, 0, 1, 1, 1, 6);
            refused(16'h8002, 1, 0, 1, 1, 1, 6);
            refused(TRACE | SIGNS, 1, 0, 1, 1, 1, 3);
            refused(TRACE, 0, 0, 1, 1, 0, 3);
            refused(TRACE, 0, 0, 1, 1, 1, 3);
            refused(TRACE, CELLS + 1, 0, 1, 1, CELLS + 1, 3);
            refused(TRACE, 16'h0101, 0, 1, 1, 1, 3);
            refused(TRACE, 1, MAX_STEPS + 1, 1, 1, 1, 3);
            refused(TRACE, 1, 32'h80000000, 1, 1, 1, 3);
            refused(TRACE, 1, 0, 0, 1, 1, 3);
            refused(TRACE, 1, 0, MAX_STEPS + 1, 1, 1, 3);
            refused(TRACE, 1, 0, 1, 0, 1, 3);
            refused(TRACE, 1, 0, 1, MAX_STEPS + 1, 1, 3);
            refused(TRACE, 2, 0, 1, 1, 1, 3);
            refused(TRACE, 2, 0, 1, 1, 3, 3);
            job_frame(8'd25, TRACE, 1, 0, 1, 1, 0, 1);
            host.put8(8'd0);
            host.send;
            host.expect_error(8'd25, 3);
            sound;
        end
    endtask

    task refused(input [15:0] features, input [15:0] cells, input [31:0] transient_steps, input [31:0] steps, input [31:0] stride,
        input integer words,
                 input [7:0] code);
        begin
            job_frame(8'd30, features, cells, transient_steps, steps, stride, 16'h0302, words);
            host.send;
            host.expect_error(8'd30, code);
        end
    endtask

    task begins_anew_in_the_middle_of_a_job;
        integer damaged;
        begin
            job(8'd40, TRACE, CELLS, 0, MAX_STEPS, 1, 0);
            job(8'd41, TRACE, CELLS, 0, 10, 1, 0);
            repeat (4) host.next_frame;
            if (host.reply[0] != 8'h82 || host.reply[1] != 8'd40) host.fail("the long job sends no DATA");
            damaged = host.damaged;
            hello(8'h2B, 32'h00000000);
            host.next_frame;
            while (host.reply[0] == 8'h82) host.next_frame;
            if (host.reply[0] != 8'h81 || host.reply[1] != 8'h2B || host.reply32(2) != 0) host.fail("no GREETING in the middle of a job");
            if (host.damaged > damaged + 1) host.fail("more than one frame was cut");
            host.damaged = damaged;
            host.beats = 0;  // they count from 0 again
            host.expect_silence(1.0e6);
            if (led[1] !== 1'b0) host.fail("the job of the old session runs on");
            sound;
        end
    endtask

    // The last of several counts.
    task greets_again_and_again;
        begin
            hello(8'd1, 32'd1);
            hello(8'd2, 32'd2);
            hello(8'd3, 32'h01020304);
            host.next_frame;
            while (host.reply[1] != 8'd3 && host.reply[0] == 8'h81) host.next_frame;
            if (host.reply32(2) != 32'h01020304) host.fail("no GREETING for the last HELLO");
            host.damaged = 0;
            host.beats = 0;
            sound;
        end
    endtask

    task tells_a_full_queue;
        integer i;
        begin
            // One job runs; each one after it takes 25 + 32 bytes of the queue, of which CRCs are not kept: 9 would fit, 15 do not.
            job(8'd50, TRACE, CELLS, 1000, 40, 1, 0);
            for (i = 0; i < 15; i = i + 1) job(8'd60 + i, ENDS, CELLS, 0, 1, 1, i);
            expect_job_among_errors;
            hello(8'h2C, 32'd3);
            host.next_frame;
            while (host.reply[0] != 8'h81) host.next_frame;
            host.damaged = 0;
            host.beats = 0;
            sound;
        end
    endtask

    task expect_job_among_errors;
        integer done, full;
        begin
            done = 0;
            full = 0;
            while (done < 8) begin
                host.next_frame;
                if (host.reply[0] == 8'h84 && host.reply[1] == 0 && host.reply[2] == 5) full = full + 1;
                else if (host.reply[0] == 8'h83) begin
                    if (host.reply[1] != (done == 0 ? 50 : 59 + done)) host.fail("jobs in another order");
                    done = done + 1;
                end else if (host.reply[0] != 8'h82) begin
                    host.fail("neither DATA nor DONE nor ERROR 5");
                    done = 99;
                end
            end
            if (full == 0) host.fail("no ERROR 5");
        end
    endtask

    // As much as the credit allows: all fits.
    task keeps_its_credit;
        integer i;
        begin
            job(8'd50, TRACE, CELLS, 1500, 20, 1, 0);
            for (i = 0; i < QUEUE / 57; i = i + 1) job(8'd60 + i, ENDS, CELLS, 0, 1, 1, i);
            expect_job(8'd50, TRACE, CELLS, 1500, 20, 1, 0);
            for (i = 0; i < QUEUE / 57; i = i + 1) expect_job(8'd60 + i, ENDS, CELLS, 0, 1, 1, i);
        end
    endtask

    task beats_whatever_it_does;
        integer earlier;
        begin
            host.beats = 0;
            host.beat_gap = 0;
            host.expect_silence((3.5 * BEAT_MS) * 1.0e6);
            if (host.beats < 3 || host.beat_busy) host.fail("no heartbeat at rest");
            earlier = host.beats;
            job(8'd70, TRACE, CELLS, 5, 100, 1, 16'h8000);
            expect_job(8'd70, TRACE, CELLS, 5, 100, 1, 16'h8000);
            if (host.beats < earlier + 4) host.fail("too few heartbeats in a job that fills the line");
            earlier = host.beats;
            job(8'd71, TRACE, 1, 0, 6500, 2000, 16'h8000);
            #((BEAT_MS + 0.5) * 1.0e6) if (!host.beat_busy) host.fail("busy is not told");
            expect_job(8'd71, TRACE, 1, 0, 6500, 2000, 16'h8000);
            if (host.beats < earlier + 3) host.fail("too few heartbeats in a job that computes");
            // The period, and what is ahead of it: 512 bytes in the encoder, 520 in the open frame.
            if (host.beat_gap > BEAT_MS * 1.0e6 + 1100 * 10 * BIT_NS) host.fail("heartbeats too far apart");
        end
    endtask

    // Each of these frames is shorter than its ERROR 1, so one always waits.
    task damage(input integer times);
        repeat (times) begin
            host.send_byte(8'd2);
            host.send_byte(8'd1);
            host.send_byte(8'd0);
        end
    endtask

    // For four periods: heartbeats come in time, and what is asked meanwhile is answered meanwhile.
    task bears_damage_without_end;
        integer done, refused, told;
        begin
            {done, refused, told} = 0;
            host.beats = 0;
            host.beat_gap = 0;
            damage(50);
            job(8'd75, TRACE, CELLS, 5, 30, 1, 16'h8000);
            host.start_frame(8'h7F, 8'd76);
            host.send;
            damage(4 * BEAT_MS * (BAUD / 1000) / 30);
            if (host.beats < 3 || host.beat_gap > BEAT_MS * 1.0e6 + 1100 * 10 * BIT_NS) host.fail("damaged frames delay heartbeats");
            while (host.taken != host.frames) begin
                host.next_frame;
                if (host.reply[0] == 8'h83 && host.reply[1] == 8'd75) done = done + 1;
                if (host.reply[0] == 8'h84 && host.reply[1] == 8'd76) refused = refused + 1;
                if (host.reply[0] == 8'h84 && host.reply[1] == 8'd0) told = told + 1;
            end
            if (done != 1 || refused != 1) host.fail("damaged frames starve answers");
            if (told < 100) host.fail("damaged frames are not told");
            #(3.0e6) while (host.taken != host.frames) host.expect_error(8'd0, 1);
            sound;
        end
    endtask

    // What an earlier session, another one or none has sent is damaged in this one.
    task knows_its_session;
        reg [31:0] own;
        integer n;
        begin
            own = host.nonce;
            for (n = 0; n < 4; n = n + 1) begin
                case (n)
                    0: host.nonce = 32'h01020304;
                    1: host.nonce = 32'd0;
                    2: host.nonce = own ^ 32'd1;
                    default: host.nonce = own ^ 32'h80000000;
                endcase
                job_frame(8'd92, TRACE, 2, 0, 2, 1, 16'h1234, 2);
                host.seal;
                host.nonce = own;
                host.send_wire;
                host.expect_error(8'd0, 1);
            end
            sound;
        end
    endtask

    task stops_an_array_that_hangs;
        begin
            job(8'd80, TRACE, 1, HANG, 1, 1, 0);
            job(8'd81, TRACE, 1, 0, 3, 1, 0);
            host.expect_error(8'd80, 7);
            expect_job(8'd81, TRACE, 1, 0, 3, 1, 0);
        end
    endtask

    task bears_another_clock(input real factor);
        begin
            host.bit_ns = BIT_NS * factor;
            sound;
            job(8'd91, ENDS | TRACE, CELLS, 0, 30, 1, 16'h5555);
            expect_job(8'd91, ENDS | TRACE, CELLS, 0, 30, 1, 16'h5555);
            host.bit_ns = BIT_NS;
        end
    endtask

    initial begin
        host.bit_ns = BIT_NS;
        repeat (5) @(posedge clk);
        rst <= 1'b0;
        repeat (100) @(posedge clk);
        before_hello;
        greets;
        runs_jobs;
        runs_jobs_in_their_order;
        survives_damage;
        drops_what_is_no_frame;
        survives_a_break;
        refuses;
        begins_anew_in_the_middle_of_a_job;
        greets_again_and_again;
        keeps_its_credit;
        tells_a_full_queue;
        beats_whatever_it_does;
        hello(8'h2D, 32'h89ABCDEF);
        expect_greeting(8'h2D, 32'h89ABCDEF);
        host.beats = 0;
        knows_its_session;
        bears_damage_without_end;
        stops_an_array_that_hangs;
        bears_another_clock(0.98);
        bears_another_clock(1.02);
        if (host.damaged != 0) host.fail("damaged frames from the board");
        host.report("fhn_board");
    end
endmodule
