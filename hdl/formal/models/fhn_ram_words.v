// In fhn_ram's place in proofs that look at all of its words, which stand side by side here. A word that is read in the clock in which it is written may be
// anything, so a proof with this model shows that nobody needs it.
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
    output reg  [        BITS-1:0] data_o
);
    (* anyseq *) wire [BITS-1:0] anything;
    reg [(BITS<<ADDRESS_BITS)-1:0] words;
    always @(posedge clk_i) begin
        if (write_i) words[BITS*write_address_i+:BITS] <= data_i;
        if (read_i) data_o <= write_i && write_address_i == read_address_i ? anything : words[BITS*read_address_i+:BITS];
    end
endmodule
