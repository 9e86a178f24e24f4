// request_queue at its full size, by induction, for whoever writes, commits, takes back and reads, in any clocks: it never runs over or under; each word that
// is read is the one that was written in its place of the order, committed, and not taken back; a committed word is at the output three clocks later at
// most where nothing is there; and where the reader takes what comes, there is room again.
module request_queue_proof #(
    parameter DEPTH = 2048
) (
    input wire       clk,
    input wire       write,
    input wire [1:0] data,
    input wire       commit,
    input wire       rewind,
    input wire       take
);
    localparam AT_BITS = $clog2(DEPTH);
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    wire room, valid;
    wire [1:0] out;
    request_queue #(.WIDTH(2), .DEPTH(DEPTH)) dut (
        .clk_i(clk), .rst_i(rst), .write_i(write), .data_i(data), .commit_i(commit), .rewind_i(rewind), .room_o(room),
        .valid_o(valid), .data_o(out), .take_i(take)
    );
    always @* assume ((!take || valid) && !(commit && rewind));

    (* hierconn *) wire [AT_BITS:0] \dut.tail , \dut.committed , \dut.head , \dut.used ;
    (* hierconn *) wire \dut.fetch , \dut.some ;
    (* hierconn *) wire [AT_BITS-1:0] \dut.ring.real_one ;
    (* hierconn *) wire [1:0] \dut.ring.word ;
    wire [AT_BITS:0] tail = \dut.tail , committed = \dut.committed , head = \dut.head , used = \dut.used ;
    wire [AT_BITS-1:0] watched = \dut.ring.real_one ;
    wire [AT_BITS:0] waiting = committed - head, held = tail - head;
    wire [AT_BITS-1:0] offset = watched - head[AT_BITS-1:0];  // of the watched place from the next word to read

    // What was written last in the watched place, and its number.
    reg [1:0] last_written;
    reg [AT_BITS:0] number;
    wire writes = write && room && !rst;
    always @(posedge clk)
        if (writes && tail[AT_BITS-1:0] == watched) begin
            last_written <= data;
            number <= tail;
        end

    // Writes of the last clocks, which `used` does not know yet; and clocks in which a word could be at the output and is not.
    reg wrote_1 = 1'b0, wrote_2 = 1'b0;
    reg [AT_BITS:0] used_before = 0;
    reg [2:0] quiet = 3'd0;
    always @(posedge clk) begin
        {wrote_2, wrote_1} <= {wrote_1 && !rst, writes};
        used_before <= rst ? {AT_BITS + 1{1'b0}} : used;
        quiet <= (!rst && waiting != 0 && !valid) ? quiet + 3'd1 : 3'd0;
    end

    // Words written since the last commit or taking back.
    reg [AT_BITS:0] open;
    always @(posedge clk) open <= rst || rewind || commit ? {AT_BITS + 1{1'b0}} : open + writes;

    // Of the word at the output: was it written in the place where it was read?
    reg [AT_BITS:0] out_number;
    reg out_watched = 1'b0;
    reg [1:0] due;
    always @(posedge clk)
        if (\dut.fetch ) begin
            out_number <= head;
            out_watched <= head[AT_BITS-1:0] == watched;
            due <= last_written;
        end

    always @* if (!rst) begin
        assert (held <= DEPTH - 2);
        assert (waiting <= held && tail - committed == open);
        if (\dut.fetch ) assert (waiting != 0 && (head[AT_BITS-1:0] != watched || head == number));
        if (valid && out_watched) assert (out == due);
        assert (quiet <= 3'd2);
        // What makes it inductive.
        assert (held <= used + wrote_1 && used <= used_before + wrote_2);
        assert (!room || used_before <= DEPTH - 5);
        assert (!\dut.some || valid || waiting != 0);
        assert ({1'b0, offset} >= held || number == head + offset);
        assert ({1'b0, offset} >= held || last_written == \dut.ring.word );
        assert (valid || quiet == 3'd0 || (quiet == 3'd1 && \dut.some ));
    end
    always @* begin
        cover (!rst && valid && out_watched && out == 2'd3 && rewind);
    end
endmodule
