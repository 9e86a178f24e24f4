// In fhn_ram's place in testbenches: a word that is read in the clock in which it is written is X, since a part's RAM may give anything then. What passes
// with it needs no such word.
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
    reg [BITS-1:0] words[0:(1<<ADDRESS_BITS)-1];

    always @(posedge clk_i) begin
        if (write_i) words[write_address_i] <= data_i;
        if (read_i) data_o <= write_i && write_address_i == read_address_i ? {BITS{1'bx}} : words[read_address_i];
    end
endmodule
