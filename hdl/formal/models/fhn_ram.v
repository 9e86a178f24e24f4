// In fhn_ram's place in proofs: one word of it is real, whichever; all others give anything. What holds with it holds with every RAM of any size. A word
// that is read in the clock in which it is written may be anything too, so a proof with this model shows that nobody needs it.
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
    (* anyconst *) wire [ADDRESS_BITS-1:0] real_one;
    (* anyseq *) wire [BITS-1:0] anything;
    reg [BITS-1:0] word;
    always @(posedge clk_i) begin
        if (write_i && write_address_i == real_one) word <= data_i;
        if (read_i) data_o <= read_address_i == real_one && !(write_i && write_address_i == real_one) ? word : anything;
    end
endmodule
