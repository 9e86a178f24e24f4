// Counts the cells that were held at the bound of X: the bits of a word, added up clock by clock.
module fhn_saturation #(
    parameter LANES = 4
) (
    input  wire             clk_i,
    input  wire             clear_i,
    input  wire [LANES-1:0] newly_held_i,
    output reg  [     15:0] count_o
);
    reg [15:0] now;
    integer lane;
    always @* begin
        now = 16'd0;
        for (lane = 0; lane < LANES; lane = lane + 1) now = now + {15'd0, newly_held_i[lane]};
    end

    reg [15:0] newly;  // of the clock before: two short additions in place of a long one
    always @(posedge clk_i)
        if (clear_i) begin
            newly <= 16'd0;
            count_o <= 16'd0;
        end else begin
            newly <= now;
            count_o <= count_o + newly;
        end
endmodule
