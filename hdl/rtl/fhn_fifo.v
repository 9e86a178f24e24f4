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
    // What is known of the fill is late, so that no long compare lies in a path: `full` two clocks, which is why it comes 4 bytes early, and
    // `filled` one, which a byte's clock at the output hides.
    localparam [ADDRESS_BITS-1:0] NEARLY_FULL = {{(ADDRESS_BITS - 2) {1'b1}}, 2'b00};
    reg [ADDRESS_BITS-1:0] head, tail;  // the RAM's next byte to write and to read
    reg [ADDRESS_BITS-1:0] fill;
    reg full, filled, written;
    wire write = byte_valid_i && !full;
    wire read = filled && !byte_valid_o;

    assign byte_ready_o = !full;
    assign empty_o = !written && !filled && !byte_valid_o;

    fhn_ram #(
        .BITS(8),
        .ADDRESS_BITS(ADDRESS_BITS)
    ) ram (
        .clk_i(clk_i),
        .write_i(write),
        .write_address_i(head),
        .data_i(byte_i),
        .read_i(read),
        .read_address_i(tail),
        .data_o(byte_o)
    );

    always @(posedge clk_i)
        if (clear_i) begin
            head <= {ADDRESS_BITS{1'b0}};
            tail <= {ADDRESS_BITS{1'b0}};
            fill <= {ADDRESS_BITS{1'b0}};
            full <= 1'b0;
            filled <= 1'b0;
            written <= 1'b0;
            byte_valid_o <= 1'b0;
        end else begin
            if (write) head <= head + 1'b1;
            if (read) tail <= tail + 1'b1;
            fill <= head - tail;
            full <= fill >= NEARLY_FULL;
            filled <= head != tail;
            written <= write;
            byte_valid_o <= byte_valid_o ? !byte_ready_i : read;
        end
endmodule
