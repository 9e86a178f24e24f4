// frame_check, bounded: a frame is kept where, and only where, it is 6 to 16 bytes long, its last four are the CRC of those before, COBS was not
// broken and it is no HELLO; then all its bytes but the CRC were queued. A HELLO gives its tag and nonce. Everything else is told as damaged.
module frame_check_proof (
    input wire       clk,
    input wire       valid,
    input wire       is_end,
    input wire       broken,
    input wire [7:0] data
);
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    wire write, last, commit, rewind, damaged, overflow, hello;
    wire [7:0] queued, tag;
    wire [31:0] nonce;
    frame_check #(.LONGEST(16)) dut (
        .clk_i(clk), .rst_i(rst), .valid_i(valid), .byte_i(data), .end_i(is_end), .broken_i(broken),
        .write_o(write), .last_o(last), .byte_o(queued), .commit_o(commit), .rewind_o(rewind), .room_i(1'b1),
        .damaged_o(damaged), .overflow_o(overflow), .hello_o(hello), .hello_tag_o(tag), .hello_nonce_o(nonce)
    );

    // Three clocks from one to the next.
    reg [1:0] since = 2'd0;
    always @(posedge clk) since <= (rst || valid || is_end) ? 2'd0 : since[1] ? since : since + 2'd1;
    always @* assume (!(valid || is_end) || (since[1] && !(valid && is_end)));

    // One byte of the frame, whichever, and the CRC of all but its last four: four values of it, the oldest on top.
    (* anyconst *) wire [4:0] which;
    reg [7:0] one;
    reg [39:0] fields;
    reg [4:0] length = 0, writes = 0;
    reg [127:0] crcs;
    reg [31:0] crc = 32'hFFFFFFFF;
    reg [31:0] tail = 0;
    integer i;
    reg [31:0] next;
    always @* begin
        next = crc;
        for (i = 0; i < 8; i = i + 1) next = (next[0] ^ data[i]) ? (next >> 1) ^ 32'hEDB88320 : next >> 1;
    end
    reg judged = 0, expected = 0, expected_hello = 0, first = 0;
    always @(posedge clk) begin
        judged <= is_end && !rst;
        expected <= !broken && length >= 6 && length <= 16 && tail == ~crcs[127:96];
        expected_hello <= length == 10 && first;
        if (judged || rst) begin
            length <= 0;
            crc <= 32'hFFFFFFFF;
        end else if (valid) begin
            if (length == which) one <= data;
            if (length >= 1 && length <= 5) fields <= {data, fields[39:8]};
            if (length == 0) first <= data == 8'h01;
            length <= length + 5'd1;
            tail <= {data, tail[31:8]};
            crcs <= {crcs[95:0], crc};
            crc <= next;
        end
    end

    reg was_expected = 0, was_judged = 0;
    reg [4:0] was_length;
    always @(posedge clk) if (!rst) begin
        assume (length < 5'd18);
        was_judged <= judged;
        was_expected <= judged && expected && !expected_hello;
        was_length <= length;
        writes <= was_judged ? 5'd0 : writes + {4'd0, write};

        assert (damaged == (judged && !expected));
        assert (hello == (judged && expected && expected_hello));
        if (hello) assert ({nonce, tag} == fields);
        assert (!overflow);
        assert (commit == was_expected && rewind == (was_judged && !was_expected));
        if (write && writes == which) assert (queued == one);
        if (commit) assert (write && last && writes + 5'd5 == was_length);
        cover (commit);
        cover (hello);
        cover (damaged && length == 5'd7);
    end
endmodule
