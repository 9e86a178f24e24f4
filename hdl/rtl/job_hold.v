// The job that runs: its fields stay here while request_parse takes the next one apart.
module job_hold (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        start_i,
    input  wire [ 7:0] tag_i,
    input  wire        bank_i,
    input  wire [15:0] features_i,
    input  wire [15:0] cells_i,
    input  wire [31:0] transient_i,
    input  wire [31:0] steps_i,
    input  wire [31:0] stride_i,
    input  wire [15:0] image_cells_i,
    input  wire [ 7:0] classes_i,
    input  wire [14:0] noise_x_i,
    input  wire [14:0] noise_y_i,
    input  wire [ 2:0] first_i,
    output reg         start_o,        // a clock later, with these until the next
    output reg  [ 7:0] tag_o,
    output reg         bank_o,
    output reg  [15:0] features_o,
    output reg  [15:0] cells_o,
    output reg  [31:0] transient_o,
    output reg  [31:0] steps_o,
    output reg  [31:0] stride_o,
    output reg  [15:0] image_cells_o,
    output reg  [ 7:0] classes_o,
    output reg  [14:0] noise_x_o,
    output reg  [14:0] noise_y_o,
    output reg  [ 2:0] first_o
);
    always @(posedge clk_i) begin
        start_o <= start_i && !rst_i;
        if (start_i) begin
            {tag_o, bank_o, features_o, cells_o} <= {tag_i, bank_i, features_i, cells_i};
            {transient_o, steps_o, stride_o} <= {transient_i, steps_i, stride_i};
            {image_cells_o, classes_o} <= {image_cells_i, classes_i};
            {noise_x_o, noise_y_o, first_o} <= {noise_x_i, noise_y_i, first_i};
        end
    end
endmodule
