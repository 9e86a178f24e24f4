// Counts the saturated cells: adds up the bits of a word, clock by clock.
module fhn_saturation #(
    parameter LANES = 4
) (
    input  wire             clk_i,
    input  wire             clear_i,
    input  wire [LANES-1:0] newly_saturated_i,
    output reg  [     15:0] count_o
);
    localparam PAIRS = (LANES + 1) / 2, NOW_BITS = $clog2(LANES + 2) + 1;
    wire [2*PAIRS-1:0] saturated = {{(2 * PAIRS - LANES) {1'b0}}, newly_saturated_i};

    // Pairs of lanes, all lanes, all rows: short additions with registers between instead of one long addition.
    reg [2*PAIRS-1:0] pairs;
    reg [NOW_BITS-1:0] now, newly;
    integer pair, added;
    always @* begin
        now = {NOW_BITS{1'b0}};
        for (added = 0; added < PAIRS; added = added + 1) now = now + {{(NOW_BITS - 2) {1'b0}}, pairs[2*added+:2]};
    end

    always @(posedge clk_i)
        if (clear_i) begin
            pairs <= {2 * PAIRS{1'b0}};
            newly <= {NOW_BITS{1'b0}};
            count_o <= 16'd0;
        end else begin
            for (pair = 0; pair < PAIRS; pair = pair + 1) pairs[2*pair+:2] <= {&saturated[2*pair+:2], ^saturated[2*pair+:2]};
            newly <= now;
            count_o <= count_o + {{(16 - NOW_BITS) {1'b0}}, newly};
        end
endmodule
