// Stands in for fhn_array in the testbench of the link: the same ports, and a reply that the testbench can predict.
//
// X_n of a cell is S + n, its Y at n is {S, n} in 24 bits; it knows ends and trace. A step takes CELLS_PER_LANE clocks. Where transient is HANG
// it makes no progress.
module fhn_array #(
    parameter        LANES = 1,
    parameter        CELLS_PER_LANE = 16,
    parameter        SIGNATURE = 0,
    parameter        VOTE = 0,
    parameter        FABRIC = 0,
    parameter        PER_CELL = 0,
    parameter [31:0] HANG = 32'h00DEAD
) (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        s_valid_i,
    input  wire [15:0] s_cell_i,
    input  wire [15:0] s_data_i,
    input  wire        s_bank_i,
    input  wire        bank_i,
    input  wire [ 3:0] per_cell_valid_i,
    input  wire [15:0] per_cell_c_i,
    input  wire [15:0] per_cell_x_i,
    input  wire [22:0] per_cell_y_i,
    input  wire [31:0] per_cell_generator_i,
    input  wire        readout_valid_i,
    input  wire [15:0] readout_word_i,
    input  wire [15:0] readout_data_i,
    input  wire        start_i,
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
    output reg         busy_o,
    output wire        step_o,
    input  wire        ends_told_i,
    output wire        byte_valid_o,
    output wire [ 7:0] byte_o,
    input  wire        byte_ready_i,
    output wire        drained_o,
    output wire        waits_o,
    output reg         done_o,
    output wire [15:0] saturated_o
);
    localparam [1:0] ENDS = 2'd0, SAMPLE = 2'd1, STEP = 2'd2;

    reg [15:0] s[0:2*LANES*CELLS_PER_LANE-1];
    always @(posedge clk_i) if (s_valid_i) s[s_bank_i*LANES*CELLS_PER_LANE+s_cell_i] <= s_data_i;

    reg  [ 1:0] state;
    reg  [31:0] n, next_sample, timer;
    reg  [15:0] cell_number;
    reg  [ 1:0] part;

    wire [31:0] last = transient_i + steps_i;
    wire        ends_here = features_i[0] && (n == transient_i || n == last);
    wire        sample_here = features_i[1] && n == next_sample && n != last;
    wire        gives = (state == ENDS && ends_here) || (state == SAMPLE && sample_here);
    wire [15:0] s_of_cell = s[bank_i*LANES*CELLS_PER_LANE+cell_number];
    wire [15:0] x = s_of_cell + n[15:0];
    wire [23:0] value = (state == ENDS) ? {s_of_cell[7:0], n[15:0]} : {8'd0, x};
    wire [ 1:0] last_part = (state == ENDS) ? 2'd2 : 2'd1;

    assign byte_valid_o = busy_o && gives && ends_told_i;
    assign waits_o = busy_o && gives && !ends_told_i;
    assign drained_o = !byte_valid_o;
    assign byte_o = value[8*part+:8];
    assign step_o = busy_o && state == STEP && timer == 0;
    assign saturated_o = cells_i;

    always @(posedge clk_i) begin
        done_o <= 1'b0;
        if (rst_i) busy_o <= 1'b0;
        else if (start_i) begin
            busy_o <= 1'b1;
            state <= ENDS;
            n <= 32'd0;
            next_sample <= transient_i;
            cell_number <= 16'd0;
            part <= 2'd0;
            timer <= CELLS_PER_LANE - 1;
        end else if (busy_o && transient_i != HANG) begin
            if (state == STEP) begin
                timer <= (timer == 0) ? CELLS_PER_LANE - 1 : timer - 1;
                if (timer == 0) begin
                    n <= n + 1;
                    state <= ENDS;
                end
            end else if (!gives) begin
                if (state != SAMPLE || n != last) state <= state + 2'd1;
                else if (ends_told_i) begin
                    busy_o <= 1'b0;
                    done_o <= 1'b1;
                end
            end else if (byte_valid_o && byte_ready_i) begin
                part <= (part == last_part) ? 2'd0 : part + 2'd1;
                if (part == last_part) begin
                    cell_number <= cell_number + 16'd1;
                    if (cell_number + 16'd1 == cells_i) begin
                        cell_number <= 16'd0;
                        state <= state + 2'd1;
                        if (state == SAMPLE) next_sample <= n + stride_i;
                        if (state == ENDS && n == last) begin
                            busy_o <= 1'b0;
                            done_o <= 1'b1;
                        end
                    end
                end
            end
        end
    end
endmodule
