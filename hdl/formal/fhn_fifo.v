// fhn_fifo by induction, for whoever gives and takes bytes, in any clocks: it never runs over or under, each byte that comes out is the one that was taken in
// its place of the order, a byte is at the output three clocks later at most, and `empty` says that there is none.
module fhn_fifo_proof #(
    parameter ADDRESS_BITS = 9
) (
    input wire       clk,
    input wire       clear,
    input wire       give,
    input wire [7:0] data,
    input wire       take
);
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;
    wire clears = rst || clear;

    wire ready, valid, empty;
    wire [7:0] out;
    fhn_fifo #(.ADDRESS_BITS(ADDRESS_BITS)) dut (
        .clk_i(clk), .clear_i(clears), .byte_valid_i(give), .byte_i(data), .byte_ready_o(ready), .byte_valid_o(valid), .byte_o(out),
        .byte_ready_i(take), .empty_o(empty)
    );
    (* hierconn *) wire [ADDRESS_BITS-1:0] \dut.head , \dut.tail , \dut.fill , \dut.ram.real_one ;
    (* hierconn *) wire \dut.full , \dut.filled , \dut.written , \dut.read ;
    (* hierconn *) wire [7:0] \dut.ram.word ;
    wire [ADDRESS_BITS-1:0] head = \dut.head , tail = \dut.tail , fill = \dut.fill , watched = \dut.ram.real_one ;
    localparam [ADDRESS_BITS-1:0] MOST = {ADDRESS_BITS{1'b1}};

    // How many bytes wait in the RAM, counted; a count one bit longer than the pointers knows full from empty.
    reg [ADDRESS_BITS:0] count, fill_before;
    reg wrote_1, wrote_2;
    reg [7:0] last_written, due;
    reg out_watched;
    reg [2:0] quiet;
    wire writes = give && ready && !clears;
    always @(posedge clk) begin
        count <= clears ? 0 : count + writes - \dut.read ;
        fill_before <= clears ? 0 : fill;
        {wrote_2, wrote_1} <= clears ? 2'd0 : {wrote_1, writes};
        if (writes && head == watched) last_written <= data;
        if (\dut.read ) begin
            out_watched <= tail == watched;
            due <= last_written;
        end
        quiet <= !clears && count != 0 && !valid ? quiet + 3'd1 : 3'd0;
    end

    wire [ADDRESS_BITS-1:0] offset = watched - tail;
    always @* if (!rst) begin
        assert (count <= MOST - 1);
        assert (!\dut.read || count != 0);
        assert (empty == (count == 0 && !valid));
        if (valid && out_watched) assert (out == due);
        assert (quiet <= 3'd2);
        // What makes it inductive.
        assert (head == tail + count[ADDRESS_BITS-1:0]);
        assert (count <= fill + wrote_1 && fill <= fill_before + wrote_2 && fill <= MOST - 1);
        assert (\dut.full == (fill_before >= MOST - 3));
        assert (\dut.written == wrote_1);
        assert (!\dut.filled || valid || count != 0);
        assert (count <= wrote_1 || \dut.filled || valid);
        assert (valid || quiet == 3'd0 || (quiet == 3'd1 && \dut.filled ));
        assert ({1'b0, offset} >= count || last_written == \dut.ram.word );
    end
    always @* cover (!rst && valid && out_watched && out == 8'hA5 && count == 2);
endmodule
