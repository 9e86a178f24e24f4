// The slot that comes next, where slots come one after the other from 0 to the last, pass after pass. Whether it is the last is known
// ahead, from the slot before.
module fhn_slot #(
    parameter BITS = 8
) (
    input  wire            clk_i,
    input  wire            clear_i,
    input  wire            next_i,
    input  wire [BITS-1:0] last_but_one_i,  // the slot before a pass's last
    input  wire            one_slot_i,  // the first slot is the last
    output reg  [BITS-1:0] slot_o
);
    reg last;
    always @(posedge clk_i)
        if (clear_i) begin
            slot_o <= {BITS{1'b0}};
            last <= one_slot_i;
        end else if (next_i) begin
            slot_o <= last ? {BITS{1'b0}} : slot_o + 1'b1;
            last <= last ? one_slot_i : slot_o == last_but_one_i;
        end
endmodule
