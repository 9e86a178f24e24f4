// Runs a job: passes over the slots, a row a clock, in the order of the reply (docs/protocol.md section 4).
//
//   INIT        1 pass          writes the initial state
//   TRANSIENT   transient       steps
//   START_ENDS  1 with `ends`   Y is sampled
//   WINDOW      steps           steps; X is sampled at the first and then every `stride` passes; the signature takes X in
//   FINAL_ENDS  1 with `ends`   Y is sampled
//   SIGNATURE   1 if asked for  the signature is sampled
//   VOTES       -               the counts are sent, by fhn_vote
//   FLUSH       -               until the last byte was taken
//
// A row is issued when the cell's last row has left the pipeline, that is when fewer rows than a pass has are on their way: so a pass
// of few slots waits for the pipeline, and one of many never does. Behind a row that is sampled, the next waits until the sampler has
// taken its words. Nothing behind the issue ever stalls.
module fhn_sequencer #(
    parameter LANE_BITS = 2,  // log2 of the number of lanes, 0 to 7
    parameter SLOT_BITS = 8,  // log2 of the slots of a lane; LANE_BITS + SLOT_BITS is at most 16
    parameter SIGNATURE = 1,
    parameter VOTE = 0,
    parameter LANE_PORT_BITS = LANE_BITS > 0 ? LANE_BITS : 1  // not to be set
) (
    input  wire                 clk_i,
    input  wire                 rst_i,
    input  wire                 start_i,
    /* verilator lint_off UNUSEDSIGNAL */  // other features are no business of the sequence; numbers are checked, 2^26 at most
    input  wire [          7:0] features_i,
    input  wire [         15:0] cells_i,
    input  wire [         31:0] transient_i,
    input  wire [         31:0] steps_i,
    input  wire [         31:0] stride_i,
    /* verilator lint_on UNUSEDSIGNAL */
    output wire                 busy_o,
    output reg                  done_o,
    output wire                 step_o,          // one clock a pass: the job goes on
    output wire                 clear_o,         // reset, and until what is in the pipeline has run out
    output wire                 begin_o,         // the first clock of a job
    // a row, in the clock of the issue
    output wire                 issue_o,
    output reg  [SLOT_BITS-1:0] slot_o,
    output reg  [SLOT_BITS-1:0] last_slot_o,
    output reg  [LANE_PORT_BITS-1:0] last_lane_o,  // the last lane with a cell in the last row
    output wire                 row_last_o,      // the pass's last row
    output wire                 sample_o,        // the sampler takes this row
    output wire                 sample_y_o,      // its Y,
    output wire                 sample_signature_o,  // its signature, else its X
    // the same row a clock later, with its registers
    output reg                  valid_o,
    output reg                  init_o,
    output reg                  advance_o,
    output reg                  record_o,
    output reg                  partial_o,       // the last row: lanes behind the last cell's are not used
    // what comes back
    input  wire                 row_done_i,
    input  wire                 sampler_ready_i,
    output wire                 votes_o,         // send the counts
    input  wire                 votes_done_i,
    input  wire                 flushed_i        // no byte is on its way
);
    localparam [3:0] IDLE = 4'd0, INIT = 4'd1, TRANSIENT = 4'd2, START_ENDS = 4'd3, WINDOW = 4'd4, FINAL_ENDS = 4'd5,
        DUMP_SIGNATURE = 4'd6, VOTES = 4'd7, FLUSH = 4'd8;
    // A phase begins with three clocks in which its number of passes is loaded and looked at.
    localparam [1:0] LOAD = 2'd0, SETTLE = 2'd1, CHECK = 2'd2, RUN = 2'd3;
    localparam PASS_BITS = 27;  // up to 2^26 passes
    localparam [15:0] LANE_MASK = (1 << LANE_BITS) - 1;
    localparam COUNT_BITS = (SLOT_BITS > 6 ? SLOT_BITS : 6) + 1;

    reg [5:0] in_flight;  // rows issued and not yet done

    wire ends = features_i[0];
    wire signature = features_i[3] && SIGNATURE != 0;
    wire votes = features_i[4] && VOTE != 0;
    wire sampled = features_i[1] || features_i[2] || votes;  // trace, signs

    // Reset lasts as long as rows may be in the pipeline: under 32 clocks for every gain (2 products of 3 clocks, 11 digits, ends).
    reg [4:0] settling;
    assign clear_o = rst_i || settling != 5'd0;
    always @(posedge clk_i)
        if (rst_i) settling <= 5'd31;
        else if (settling != 5'd0) settling <= settling - 1'b1;

    /* verilator lint_off UNUSEDSIGNAL */  // a job has no more cells than there are slots
    wire [15:0] last_cell = cells_i - 16'd1;
    /* verilator lint_on UNUSEDSIGNAL */

    // Phases.
    reg [3:0] phase;
    reg [1:0] stage;
    reg [PASS_BITS-1:0] left;  // passes to go
    reg none_left, one_left;  // what `left` is, a clock later: that is early enough, since passes end at least 2 clocks apart
    reg [PASS_BITS-1:0] passes;
    wire pass_end = issue_o && row_last_o;
    assign busy_o = phase != IDLE;
    assign step_o = pass_end;
    assign begin_o = phase == INIT && stage == LOAD;

    always @*
        case (phase)
            INIT: passes = {{(PASS_BITS - 1) {1'b0}}, 1'b1};
            TRANSIENT: passes = transient_i[PASS_BITS-1:0];
            START_ENDS, FINAL_ENDS: passes = {{(PASS_BITS - 1) {1'b0}}, ends};
            WINDOW: passes = steps_i[PASS_BITS-1:0];
            DUMP_SIGNATURE: passes = {{(PASS_BITS - 1) {1'b0}}, signature};
            default: passes = {PASS_BITS{1'b0}};
        endcase

    always @(posedge clk_i) begin
        done_o <= 1'b0;
        none_left <= left == {PASS_BITS{1'b0}};
        one_left <= left == {{(PASS_BITS - 1) {1'b0}}, 1'b1};
        if (rst_i) begin
            phase <= IDLE;
            stage <= LOAD;
        end else if (phase == IDLE) begin
            stage <= LOAD;
            if (start_i) phase <= INIT;
        end else if (phase == VOTES) begin
            if (!votes || votes_done_i) phase <= FLUSH;
        end else if (phase == FLUSH) begin
            if (in_flight == 6'd0 && flushed_i) begin
                phase <= IDLE;
                done_o <= 1'b1;
            end
        end else
            case (stage)
                LOAD: begin
                    left <= passes;
                    if (!clear_o) stage <= SETTLE;
                end
                SETTLE: stage <= CHECK;
                CHECK:
                if (none_left) begin
                    phase <= phase + 1'b1;
                    stage <= LOAD;
                end else stage <= RUN;
                RUN:
                if (pass_end) begin
                    left <= left - 1'b1;
                    if (one_left) begin
                        phase <= phase + 1'b1;
                        stage <= LOAD;
                    end
                end
            endcase
    end

    // Samples: X is due in the window's first pass and then every stride.
    reg due;
    reg [PASS_BITS-1:0] until_due;  // passes between this and the next that is due, of those to come
    reg next_due;  // that is 0, a clock later
    wire [PASS_BITS-1:0] between = stride_i[PASS_BITS-1:0] - 1'b1;
    always @(posedge clk_i) begin
        next_due <= until_due == {PASS_BITS{1'b0}};
        if (phase != WINDOW) begin
            due <= 1'b1;
            until_due <= between;
        end else if (pass_end) begin
            due <= next_due;
            until_due <= next_due ? between : until_due - 1'b1;
        end
    end

    // Rows.
    wire [COUNT_BITS-1:0] slots = {{(COUNT_BITS - SLOT_BITS) {1'b0}}, last_slot_o} + 1'b1;
    wire full = {{(COUNT_BITS - 6) {1'b0}}, in_flight} == slots;
    wire sample_x = phase == WINDOW && due && sampled;
    wire sample_row = sample_y_o || sample_signature_o || sample_x;
    assign sample_y_o = phase == START_ENDS || phase == FINAL_ENDS;
    assign sample_signature_o = phase == DUMP_SIGNATURE;
    assign row_last_o = slot_o == last_slot_o;
    assign issue_o = stage == RUN && !full && sampler_ready_i;
    assign sample_o = issue_o && sample_row;
    assign votes_o = phase == VOTES && votes && in_flight == 6'd0 && sampler_ready_i;

    always @(posedge clk_i) begin
        if (phase == IDLE) begin
            last_slot_o <= last_cell[LANE_BITS+SLOT_BITS-1:LANE_BITS];
            last_lane_o <= last_cell[LANE_PORT_BITS-1:0] & LANE_MASK[LANE_PORT_BITS-1:0];
        end
        if (clear_o) in_flight <= 6'd0;
        else in_flight <= in_flight + {5'd0, issue_o} - {5'd0, row_done_i};
        if (clear_o) slot_o <= {SLOT_BITS{1'b0}};
        else if (issue_o) slot_o <= row_last_o ? {SLOT_BITS{1'b0}} : slot_o + 1'b1;

        valid_o <= issue_o;
        init_o <= phase == INIT;
        advance_o <= phase == TRANSIENT || phase == WINDOW;
        record_o <= phase == WINDOW;
        partial_o <= row_last_o;
    end
endmodule
