// The slot that comes next, where slots come one after the other from 0 to the last, pass after pass.
module fhn_slot #(
    parameter BITS = 8
) (
    input  wire            clk_i,
    input  wire            clear_i,
    input  wire            next_i,
    input  wire [BITS-1:0] last_i,  // the last slot of a pass
    output reg  [BITS-1:0] slot_o
);
    always @(posedge clk_i)
        if (clear_i) slot_o <= {BITS{1'b0}};
        else if (next_i) slot_o <= slot_o == last_i ? {BITS{1'b0}} : slot_o + 1'b1;
endmodule
