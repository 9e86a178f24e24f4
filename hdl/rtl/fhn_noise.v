// The noise of a step: moves the generator on, and takes two bits of its word v as the signs of nX and nY. It computes the same as
// NoiseGenerator in src/Kernels/Noise; docs/imperfections.md, 4.
//
// The generator moves before every eighth step, and that step takes bits 0 and 1 of the new v. Each of the two is computed by itself,
// so that the path from the RAM is no longer than an exclusive or and the choice among eight bits.
module fhn_noise #(
    parameter X_CLOCKS = 2  // clocks from u and v to nX, 1 or more; nY comes after one
) (
    input  wire               clk_i,
    input  wire        [15:0] u_i,
    input  wire        [15:0] v_i,
    input  wire               stuck_i,      // a stuck cell: it has no noise
    input  wire        [ 7:0] turn_i,       // n mod 8 of the step, one bit a number
    input  wire signed [15:0] more_x_i,     // A_x, LSBs of X
    input  wire signed [15:0] less_x_i,     // -A_x
    input  wire signed [15:0] more_y_i,     // A_y, units of 2^J LSBs of Y
    input  wire signed [15:0] less_y_i,     // -A_y
    output wire        [15:0] u_o,          // moved on, at once: what is kept where turn_i[0] is 1
    output wire        [15:0] v_o,
    output wire signed [15:0] noise_x_o,    // nX, X_CLOCKS later
    output wire signed [15:0] noise_y_o     // nY, a clock later
);
    wire [15:0] t = u_i ^ {u_i[10:0], 5'd0};
    assign u_o = v_i;
    assign v_o = v_i ^ {1'b0, v_i[15:1]} ^ t ^ {3'd0, t[15:3]};

    // The signs: even bits of v for nX, odd ones for nY, the first two from the new v.
    wire [7:0] signs_x = {v_i[14], v_i[12], v_i[10], v_i[8], v_i[6], v_i[4], v_i[2], v_o[0]};
    wire [7:0] signs_y = {v_i[15], v_i[13], v_i[11], v_i[9], v_i[7], v_i[5], v_i[3], v_o[1]};
    reg plus_x, plus_y, stuck;
    always @(posedge clk_i) begin
        plus_x <= (signs_x & turn_i) != 8'd0;
        plus_y <= (signs_y & turn_i) != 8'd0;
        stuck <= stuck_i;
    end
    assign noise_y_o = stuck ? 16'sd0 : plus_y ? more_y_i : less_y_i;

    wire plus_x_late, stuck_late;
    fhn_delay #(
        .BITS(2),
        .CLOCKS(X_CLOCKS - 1)
    ) delay_x (
        .clk_i(clk_i),
        .data_i({plus_x, stuck}),
        .data_o({plus_x_late, stuck_late})
    );
    assign noise_x_o = stuck_late ? 16'sd0 : plus_x_late ? more_x_i : less_x_i;
endmodule
