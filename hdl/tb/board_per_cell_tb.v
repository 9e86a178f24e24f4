// The whole board with per-cell parameters, seen from the line: golden vectors of requests and replies (+vectors=FILE), one by one, with the
// readout sent before votes; then, at 16 bits, those without votes, as many at once as the queue holds; what the greeting says, and requests
// that are refused.
`timescale 1ns / 1ps
`include "fhn_constants.vh"
module board_per_cell_tb;
    localparam CLOCK_HZ = 12_000_000, BAUD = 3_000_000, LANES = 2, CELLS_PER_LANE = 32, QUEUE = 2048;
    localparam real CLOCK_NS = 1.0e9 / CLOCK_HZ;
    localparam [8*14-1:0] NAME = "board_per_cell";

    reg clk = 0, rst = 1;
    always #(CLOCK_NS / 2) clk = !clk;

    wire host_to_board, board_to_host;
    link_host host (.tx_o(host_to_board), .rx_i(board_to_host));
    fhn_board #(
        .CLOCK_HZ(CLOCK_HZ), .BAUD(BAUD), .LANES(LANES), .CELLS_PER_LANE(CELLS_PER_LANE), .VOTE(1), .PER_CELL(1), .QUEUE(QUEUE)
    ) board (
        .clk_i(clk), .rst_i(rst), .rx_i(host_to_board), .tx_o(board_to_host), .led_o()
    );

    reg [1023:0] name;
    reg [8*256-1:0] line;
    reg [7:0] request[0:4095], expected[0:65535], data[0:65535];
    reg signed [31:0] readout[0:1023];
    integer field[0:3];  // requestBytes, readoutWords, saturated, replyBytes
    integer file, got, jobs, job, n, value, length, out, ran;

    task open_vectors;
        begin
            file = $fopen(name, "r");
            if (file == 0) host.fail("no vectors");
            got = $fgets(line, file);
            got = $fscanf(file, "%d", jobs);
        end
    endtask

    task read_job;
        begin
            for (n = 0; n < 4; n = n + 1) got = $fscanf(file, "%d,", field[n]);
            for (n = 0; n < field[0]; n = n + 1) begin
                got = $fscanf(file, "%d,", value);
                request[n] = value[7:0];
            end
            for (n = 0; n < field[1]; n = n + 1) got = $fscanf(file, "%d,", readout[n]);
            for (n = 0; n < field[3]; n = n + 1) begin
                got = $fscanf(file, "%d,", value);
                expected[n] = value[7:0];
            end
        end
    endtask

    task send_readout;
        begin
            host.start_frame(8'h03, 8'd100 + job);
            host.put16(0);
            for (n = 0; n < field[1]; n = n + 1) host.put16(readout[n][15:0]);
            host.send;
            host.next_frame;
            if (host.reply[0] != 8'h86) host.fail("no ACK of READOUT");
        end
    endtask

    task send_job(input integer bytes);
        begin
            host.start_frame(8'h02, job);
            for (n = 0; n < bytes; n = n + 1) host.put8(request[n]);
            host.send;
        end
    endtask

    task collect;
        begin
            length = 0;
            host.next_frame;
            while (host.reply[0] == 8'h82) begin
                if (host.reply[1] != job) host.fail("DATA of another tag");
                for (n = 4; n < host.reply_length; n = n + 1) data[length+n-4] = host.reply[n];
                length = length + host.reply_length - 4;
                host.next_frame;
            end
            if (host.reply[0] != 8'h83 || host.reply[1] != job || host.reply_length != 12) host.fail("no DONE");
            if (length != field[3]) host.fail("a reply of another length");
            for (n = 0; n < length; n = n + 1) if (data[n] !== expected[n]) begin
                host.fail("a reply of other bytes");
                $display("    job %0d, byte %0d: %h, not %h", job, n, data[n], expected[n]);
                n = length;
            end
            if (host.reply16(2) != field[2]) host.fail("another number of saturated cells");
            ran = ran + 1;
        end
    endtask

    // The last of the file is as wide as any: with other bytes in it, or fewer or more, it is refused.
    task refuses(input integer at, input [7:0] other, input integer bytes, input [7:0] code);
        begin
            value = request[at];
            request[at] = other;
            send_job(bytes);
            request[at] = value;
            host.expect_error(job, code);
        end
    endtask

    // As many jobs as the queue holds, and no more, are outstanding.
    task answers_in_a_row;
        integer ahead, first, last;
        begin
            first = 0;
            while (first < jobs) begin
                open_vectors;
                out = 0;
                last = first;
                for (job = 0; job < jobs; job = job + 1) begin
                    read_job;
                    if (job == last && job >= first && out + field[0] + 6 <= QUEUE - 4) begin
                        last = job + 1;
                        out = out + field[0] + 6;
                        if (field[1] == 0) send_job(field[0]);
                    end
                end
                $fclose(file);
                open_vectors;
                for (job = 0; job < last; job = job + 1) begin
                    read_job;
                    if (job >= first && field[1] == 0) collect;
                end
                $fclose(file);
                first = last;
            end
        end
    endtask

    initial begin
        host.bit_ns = 1.0e9 / BAUD;
        if (!$value$plusargs("vectors=%s", name)) name = 0;
        ran = 0;
        repeat (5) @(posedge clk);
        rst <= 1'b0;
        repeat (100) @(posedge clk);
        host.start_frame(8'h01, 8'd200);
        host.put32(32'h12345678);
        host.send;
        host.next_frame;
        if (host.reply[0] != 8'h81 || host.reply16(8) != 16'h00DF) host.fail("no GREETING with per-cell parameters");
        open_vectors;
        for (job = 0; job < jobs; job = job + 1) begin
            read_job;
            if (field[1] != 0) send_readout;
            send_job(field[0]);
            collect;
        end
        $fclose(file);
        job = 77;
        refuses(0, 8'h80, field[0], 3);  // registers without per-cell parameters
        refuses(0, 8'h60, field[0], 6);  // charge, which lanes do not tell
        refuses(1, 8'h01, field[0], 6);  // a feature that nobody knows
        refuses(20, 8'h80, field[0], 3);  // noise on x
        refuses(22, 8'h80, field[0], 3);  // noise on y
        refuses(23, 8'h08, field[0], 3);  // the first step
        refuses(0, request[0], field[0] - 1, 3);
        refuses(0, request[0], 23, 3);
        refuses(0, request[0], field[0] + 1, 3);
        if (got != 1 || ran != jobs) host.fail("other vectors than there are");
        if (`FHN_W == 16) answers_in_a_row;
        if (ran != (`FHN_W == 16 ? 2 * jobs - 1 : jobs) || host.damaged != 0) host.fail("jobs are missing, or frames damaged");
        host.report(NAME);
    end
endmodule
