// Block RAM of rows, all lanes side by side. A row is written at once, or one given word into some of its lanes; so each lane has its own RAM.
module fhn_row_ram #(
    parameter LANES = 4,
    parameter BITS = 16,  // of a lane
    parameter ADDRESS_BITS = 8
) (
    input  wire                    clk_i,
    input  wire [       LANES-1:0] write_i,
    input  wire [ADDRESS_BITS-1:0] write_address_i,
    input  wire [  LANES*BITS-1:0] data_i,
    input  wire                    given_i,         // the given word in place of data_i
    input  wire [        BITS-1:0] given_data_i,
    input  wire                    read_i,
    input  wire [ADDRESS_BITS-1:0] read_address_i,
    output wire [  LANES*BITS-1:0] data_o           // a clock after read_i
);
    genvar lane;
    generate
        for (lane = 0; lane < LANES; lane = lane + 1) begin : g_lane
            fhn_ram #(
                .BITS(BITS),
                .ADDRESS_BITS(ADDRESS_BITS)
            ) ram (
                .clk_i(clk_i),
                .write_i(write_i[lane]),
                .write_address_i(write_address_i),
                .data_i(given_i ? given_data_i : data_i[lane*BITS+:BITS]),
                .read_i(read_i),
                .read_address_i(read_address_i),
                .data_o(data_o[lane*BITS+:BITS])
            );
        end
    endgenerate
endmodule
