// request_queue against a list of what was committed, bounded, with a ring of eight words, of which four are kept free: all of it is read, in its
// order, and nothing else.
module request_queue_proof (
    input wire       clk,
    input wire       write,
    input wire [1:0] data,
    input wire       commit,
    input wire       rewind,
    input wire       take
);
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    wire room, valid;
    wire [1:0] out;
    request_queue #(.WIDTH(2), .DEPTH(8)) dut (
        .clk_i(clk), .rst_i(rst), .write_i(write), .data_i(data), .commit_i(commit), .rewind_i(rewind), .room_o(room),
        .valid_o(valid), .data_o(out), .take_i(take)
    );
    always @* begin
        assume (!take || valid);
        assume (!(commit && rewind));
    end

    // How many words were written, committed and read, and one of them, whichever.
    (* anyconst *) wire [3:0] which;
    reg [1:0] word;
    reg [3:0] written = 0, committed = 0, taken = 0;
    wire [3:0] written_next = written + {3'd0, write && room};
    always @(posedge clk) if (!rst) begin
        if (write && room && written == which) word <= data;
        written <= rewind ? committed : written_next;
        if (commit) committed <= written_next;
        if (take) taken <= taken + 4'd1;
    end

    reg [3:0] quiet = 0;  // clocks in which a word could be read and is not there
    always @(posedge clk) quiet <= (!rst && committed != taken && !valid && !commit) ? quiet + 4'd1 : 4'd0;

    always @(posedge clk) if (!rst) begin
        assert (written - taken <= 4'd9);  // eight in the ring and one at the output
        if (valid) begin
            assert (taken != committed);
            if (taken == which) assert (out == word);
        end
        assert (quiet <= 4'd3);
        cover (taken == 4'd4);
        cover (!room && valid && committed == taken + 4'd1);
    end
endmodule
