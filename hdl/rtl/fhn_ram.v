// Block RAM with a port to write and a port to read. The word read stays at the output until the next read.
//
// Nobody reads a word in the clock in which it is written, so the tools need not build what would make that well-defined.
module fhn_ram #(
    parameter BITS = 16,
    parameter ADDRESS_BITS = 8
) (
    input  wire                    clk_i,
    input  wire                    write_i,
    input  wire [ADDRESS_BITS-1:0] write_address_i,
    input  wire [        BITS-1:0] data_i,
    input  wire                    read_i,
    input  wire [ADDRESS_BITS-1:0] read_address_i,
    output reg  [        BITS-1:0] data_o            // a clock after read_i
);
    (* no_rw_check *)
    reg [BITS-1:0] words[0:(1<<ADDRESS_BITS)-1];

    always @(posedge clk_i) if (write_i) words[write_address_i] <= data_i;
    always @(posedge clk_i) if (read_i) data_o <= words[read_address_i];
endmodule
