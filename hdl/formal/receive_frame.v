// The receiver at its full size beside docs/protocol.md, section 2, by induction: after any bytes of the line, any number of them, a frame is taken
// where, and only where, COBS can decode it, it is 6 to LONGEST bytes long, its last four bytes are the CRC-32 of all before them, which starts at the
// session's nonce but for HELLO and GREETING, and there was room;
// then its bytes without the CRC went to the queue, in their order. All else is told as damaged, as HELLO or as one that found no room, and taken back.
module receive_frame_proof #(
    parameter LONGEST = 2048
) (
    input wire       clk,
    input wire       valid,
    input wire [7:0] data,
    input wire       room,
    input wire [31:0] first_session,  // the nonce in use at first
    input wire       other            // the session may become another one here
);
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    wire write, last, commit, rewind, damaged, overflow, hello;
    wire [2:0] age;
    wire [7:0] written, tag;
    wire [31:0] nonce;
    wire [20:0] decoding;
    wire [146:0] checking;
    receiver #(.LONGEST(LONGEST)) dut (
        .clk(clk), .rst(rst), .valid(valid), .data(data), .room(room), .session(session), .write(write), .last(last), .written(written), .commit(commit),
        .rewind(rewind), .damaged(damaged), .overflow(overflow), .hello(hello), .tag(tag), .nonce(nonce), .age(age), .decoding(decoding), .checking(checking)
    );

    // COBS: a piece is its length and one, and as many bytes; it stands for these and a zero, but not if it has 254 or is the last.
    reg [7:0] to_come;  // bytes of the piece
    reg in_frame, zero_waits, is_byte, is_end, is_whole;
    reg [7:0] decoded;
    always @(posedge clk) begin
        {is_byte, is_end} <= 2'd0;
        if (rst || (valid && data == 8'd0)) begin
            is_end <= !rst && in_frame;
            is_whole <= to_come == 8'd0;
            {to_come, in_frame, zero_waits} <= 10'd0;
        end else if (valid && to_come == 8'd0) begin
            is_byte <= zero_waits;
            decoded <= 8'd0;
            to_come <= data - 8'd1;
            in_frame <= 1'b1;
            zero_waits <= data != 8'd255;
        end else if (valid) begin
            is_byte <= 1'b1;
            decoded <= data;
            to_come <= to_come - 8'd1;
        end
    end

    // The session's nonce: what HELLO tells, and anything between frames else.
    reg [31:0] session;
    always @(posedge clk) if (rst || hello || (other && !in_frame && !is_end && !ended)) session <= hello ? nonce : first_session;

    // CRC-32: bit by bit, the lowest first.
    function [31:0] crc_of(input [31:0] before, input [7:0] next);
        integer i;
        begin
            crc_of = before;
            for (i = 0; i < 8; i = i + 1) crc_of = (crc_of >> 1) ^ (crc_of[0] != next[i] ? 32'hEDB88320 : 32'd0);
        end
    endfunction

    // The frame: its length, up to LONGEST + 1, where it stays; its first six bytes; the last five with the CRC before each of the last four, and one
    // byte, whichever.
    (* anyconst *) wire [12:0] which;
    reg [12:0] length;
    reg [47:0] first;
    reg [7:0] one, newest_0, newest_1, newest_2, newest_3, newest_4;
    reg [31:0] crc_0, crc_1, crc_2, crc_3, crc_4;
    wire [31:0] crc_before = length != 13'd0 ? crc_0 : decoded == 8'h01 || decoded == 8'h81 ? 32'hFFFFFFFF : ~session;
    reg ended, sound, is_hello;
    reg [12:0] ended_length;
    always @(posedge clk) begin
        ended <= is_end && !rst;
        ended_length <= length;
        sound <= is_whole && length >= 13'd6 && length <= LONGEST && {newest_0, newest_1, newest_2, newest_3} == ~crc_4;
        is_hello <= length == 13'd10 && first[7:0] == 8'h01;
        if (rst || ended) begin
            length <= 13'd0;
        end else if (is_byte) begin
            if (length <= LONGEST) length <= length + 13'd1;
            if (length < 13'd6) first[8*length[2:0]+:8] <= decoded;
            if (length == which) one <= decoded;
            {newest_4, newest_3, newest_2, newest_1, newest_0} <= {newest_3, newest_2, newest_1, newest_0, decoded};
            {crc_4, crc_3, crc_2, crc_1, crc_0} <= {crc_3, crc_2, crc_1, crc_before, crc_of(crc_before, decoded)};
        end
    end

    // What went to the queue, and whether all of it found room.
    reg [12:0] writes;
    reg crowded;
    reg was_ended, was_kept;
    reg [12:0] was_length;
    wire kept = ended && sound && !is_hello && room && !crowded;
    always @(posedge clk) begin
        was_ended <= ended && !rst;
        was_kept <= kept && !rst;
        was_length <= ended_length;
        if (rst || ended) writes <= 13'd0;
        else if (write && !last && writes <= LONGEST) writes <= writes + 13'd1;
        crowded <= !rst && !ended && (crowded || (write && !last && !room));
    end

    always @* if (!rst) begin
        assert (damaged == (ended && !sound));
        assert (hello == (ended && sound && is_hello));
        assert (!hello || {nonce, tag} == first[47:8]);
        assert (overflow == (ended && sound && !is_hello && !kept));
        assert (commit == was_kept && rewind == (was_ended && !was_kept));
        if (write && !last && writes == which && length <= LONGEST) assert (written == one);
        if (commit) assert (write && last && was_length >= 13'd6 && was_length <= LONGEST && was_writes == was_length - 13'd5);
        if (commit && was_length - 13'd5 == which) assert (written == one);
    end
    reg [12:0] was_writes;
    always @(posedge clk) was_writes <= writes;

    // What makes it inductive: the receiver's registers hold what is counted here.
    (* hierconn *) wire [$clog2(LONGEST):0] \dut.check.length ;
    (* hierconn *) wire [3:0] \dut.check.early ;
    (* hierconn *) wire [7:0] \dut.check.held[0] , \dut.check.held[1] , \dut.check.held[2] , \dut.check.held[3] , \dut.check.held[4] ;
    (* hierconn *) wire [31:0] \dut.check.crc ;
    (* hierconn *) wire [39:0] \dut.check.fields ;
    (* hierconn *) wire \dut.check.judged , \dut.check.too_long , \dut.check.is_hello , \dut.check.lost ;
    wire [12:0] back = length - 13'd1 - which;  // how far back that one byte is
    always @* if (!rst) begin
        assert (decoding == {to_come, in_frame, zero_waits, is_byte, is_end, is_byte ? decoded : 8'd0, is_end && !is_whole});
        assert (in_frame || (to_come == 8'd0 && !zero_waits));
        assert (\dut.check.judged == ended);
        assert (!is_byte || (in_frame && age == 3'd1));
        assert (!is_end || (!in_frame && age == 3'd1));
        assert (!ended || (!in_frame && age == 3'd2));
        assert (!was_ended || (!in_frame && age == 3'd3));
        assert (in_frame || is_end || ended || length == 13'd0);
        assert (!(write && !last) || (age == 3'd2 && length >= 13'd6));
        assert (length <= LONGEST + 1);
        assert (\dut.check.too_long == (length > LONGEST));
        assert (\dut.check.too_long || \dut.check.length == length);
        assert (\dut.check.early == (length < 13'd15 ? length : 13'd15));
        assert (length == 13'd0 || \dut.check.crc == crc_0);
        assert (\dut.check.is_hello == (length != 13'd0 && first[7:0] == 8'h01));
        assert (\dut.check.lost == crowded);
        if (length > 13'd0) assert (\dut.check.held[0] == newest_0 && crc_0 == crc_of(crc_1, newest_0));
        if (length > 13'd1) assert (\dut.check.held[1] == newest_1 && crc_1 == crc_of(crc_2, newest_1));
        if (length > 13'd2) assert (\dut.check.held[2] == newest_2 && crc_2 == crc_of(crc_3, newest_2));
        if (length > 13'd3) assert (\dut.check.held[3] == newest_3 && crc_3 == crc_of(crc_4, newest_3));
        if (length > 13'd4) assert (\dut.check.held[4] == newest_4);
        if (length >= 13'd6) assert (\dut.check.fields == first[47:8]);
        if (length == 13'd5) assert (\dut.check.fields == first[39:0]);
        if (length == 13'd4) assert (\dut.check.fields [39:8] == first[31:0]);
        if (length == 13'd3) assert (\dut.check.fields [39:16] == first[23:0]);
        if (length == 13'd2) assert (\dut.check.fields [39:24] == first[15:0]);
        if (length == 13'd1) assert (\dut.check.fields [39:32] == first[7:0]);
        if (length <= LONGEST && which < length) begin
            if (back == 13'd0) assert (newest_0 == one);
            if (back == 13'd1) assert (newest_1 == one);
            if (back == 13'd2) assert (newest_2 == one);
            if (back == 13'd3) assert (newest_3 == one);
            if (back == 13'd4) assert (newest_4 == one);
        end
        if (ended) assert (ended_length == length && (!sound || (length >= 13'd6 && length <= LONGEST)));
        if (length <= LONGEST) assert (writes + (write && !last) == (length > 13'd5 ? length - 13'd5 : 13'd0));
    end

    // A trace: a damaged frame, COBS broken, and right after its delimiter a request of two bytes, which is taken. Its bytes are given, so that it is found
    // in a moment.
    localparam [87:0] SCRIPT = 88'h00F1128B78015507004105;
    (* anyconst *) wire by_script;
    reg [3:0] at = 4'd0;
    reg hurt = 1'b0;
    always @(posedge clk) begin
        if (valid) at <= at + 4'd1;
        hurt <= hurt || damaged;
    end
    always @* begin
        if (by_script) assume (session == 32'd0 && first_session == 32'd0 && !other);
        if (by_script) assume (data == SCRIPT[8*at+:8] && valid == (!rst && age >= 3'd3 && at < 4'd11) && room);
        cover (by_script && hurt && commit && was_length == 13'd6);
    end
endmodule
