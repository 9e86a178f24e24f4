// Bytes wait here in block RAM, so that the lanes run on while the link is busy.
module fhn_fifo #(
    parameter ADDRESS_BITS = 9  // 512 bytes, one RAM block
) (
    input  wire       clk_i,
    input  wire       clear_i,
    input  wire       byte_valid_i,
    input  wire [7:0] byte_i,
    output wire       byte_ready_o,
    output reg        byte_valid_o,
    output wire [7:0] byte_o,
    input  wire       byte_ready_i,
    output wire       empty_o
);
    // Addresses have a bit more than the RAM's: equal means empty, equal but for that bit full.
    reg [ADDRESS_BITS:0] head, tail;
    wire in_ram = head != tail;
    wire full = head == {!tail[ADDRESS_BITS], tail[ADDRESS_BITS-1:0]};
    wire write = byte_valid_i && !full;
    wire read = in_ram && (!byte_valid_o || byte_ready_i);

    assign byte_ready_o = !full;
    assign empty_o = !in_ram && !byte_valid_o;

    fhn_ram #(
        .BITS(8),
        .ADDRESS_BITS(ADDRESS_BITS)
    ) ram (
        .clk_i(clk_i),
        .write_i(write),
        .write_address_i(head[ADDRESS_BITS-1:0]),
        .data_i(byte_i),
        .read_i(read),
        .read_address_i(tail[ADDRESS_BITS-1:0]),
        .data_o(byte_o)
    );

    always @(posedge clk_i)
        if (clear_i) begin
            head <= {ADDRESS_BITS + 1{1'b0}};
            tail <= {ADDRESS_BITS + 1{1'b0}};
            byte_valid_o <= 1'b0;
        end else begin
            if (write) head <= head + 1'b1;
            if (read) tail <= tail + 1'b1;
            if (!byte_valid_o || byte_ready_i) byte_valid_o <= read;
        end
endmodule
