// fhn_gain_per_cell, by induction over the clocks of its pipeline: X and d add up to X + floor(f C / 2^16) for each C of 16 bits and each f of 6.
module fhn_gain_per_cell_proof (
    input wire               clk,
    input wire signed [ 5:0] f,
    input wire        [15:0] c,
    input wire signed [ 6:0] x
);
    wire signed [7:0] x_out, sum;
    wire signed [5:0] d;
    wire signed [28:0] along;
    fhn_gain_per_cell #(.F_BITS(6), .X_BITS(7), .ALONG_BITS(29)) dut (
        .clk_i(clk), .f_i(f), .c_i(c), .x_i(x), .along_i({f, c, x}), .x_o(x_out), .d_o(d), .along_o(along)
    );
    assign sum = x_out + d;

    // The same of the words of two clocks ago, as one product.
    wire signed [5:0] f_then = along[28:23];
    wire signed [16:0] c_then = {1'b0, along[22:7]};
    wire signed [6:0] x_then = along[6:0];
    wire signed [22:0] product = f_then * c_then;
    wire signed [7:0] due = x_then + (product >>> 16);

    reg [1:0] clocks = 2'd0;
    always @(posedge clk) begin
        if (clocks != 2'd3) clocks <= clocks + 2'd1;
        if (clocks >= 2'd2) begin
            assert (sum == due);
            cover (f_then == -6'sd32 && c_then == 17'sd65535 && x_then == 7'sd3);
        end
    end
endmodule
