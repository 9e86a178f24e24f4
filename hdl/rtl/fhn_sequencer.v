// Runs a job: passes over the slots, a row a clock, in the order of the reply (docs/protocol.md section 4).
//
//   INIT        1 pass          writes the initial state
//   TRANSIENT   transient       steps
//   START_ENDS  1 with `ends`   Y is sampled
//   WINDOW      steps           steps; X is sampled at the first and then every `stride` passes; the signature takes X in
//   FINAL_ENDS  1 with `ends`   Y is sampled
//   SIGNATURE   1 if asked for  the signature is sampled
//   VOTES       -               the counts are sent, by fhn_vote
//   LAST_X      1 with `registers`, and so for the next: X is sampled, never as a sign or a vote
//   GENERATOR   1               the noise's generator is sampled
//   FLUSH       -               until the last byte has left the lanes
//
// A row is issued when its slot's last row has left the pipeline, that is when fewer rows than a pass has are on their way: so a pass
// of few slots waits for the pipeline, and one of many never does. After a row that is sampled, the next waits until the sampler has
// taken its words. A row that was issued never stalls.
module fhn_sequencer #(
    parameter LANE_BITS = 2,  // log2 of the number of lanes, 0 to 7
    parameter SLOT_BITS = 8,  // log2 of the slots of a lane; LANE_BITS + SLOT_BITS is at most 16
    parameter SIGNATURE = 1,
    parameter VOTE = 0,
    parameter PER_CELL = 0,  // 1: knows `registers`, and counts the steps between two moves of the noise's generator
    parameter LANE_PORT_BITS = LANE_BITS > 0 ? LANE_BITS : 1  // not to be set
) (
    input  wire                 clk_i,
    input  wire                 rst_i,
    input  wire                 start_i,
    /* verilator lint_off UNUSEDSIGNAL */  // other features do not change the sequence; numbers are checked, 2^26 at most
    input  wire [         15:0] features_i,
    input  wire [         15:0] cells_i,
    input  wire [         31:0] transient_i,
    input  wire [         31:0] steps_i,
    input  wire [         31:0] stride_i,
    input  wire [          2:0] first_i,  // n mod 8 of the first step
    /* verilator lint_on UNUSEDSIGNAL */
    output wire                 busy_o,
    output reg                  done_o,
    output wire                 step_o,          // one clock a pass: the job goes on
    output wire                 clear_o,         // reset, and until what is in the pipeline has run out
    output reg                  begin_o,         // once, before a job's first row
    // a row, in the clock of the issue
    output wire                 issue_o,
    output reg  [SLOT_BITS-1:0] slot_o,
    output reg  [SLOT_BITS-1:0] last_slot_but_one_o,
    output reg                  one_slot_o,
    output reg  [LANE_PORT_BITS-1:0] last_lane_o,  // the last lane with a cell in the last row
    output reg                  row_last_o,      // the pass's last row
    output wire                 sample_o,        // the sampler takes this row
    output wire                 sample_y_o,      // its Y,
    output wire                 sample_signature_o,  // its signature,
    output wire                 sample_generator_o,  // its generator, else its X
    output wire                 sample_plain_o,  // X as it is
    // the same row a clock later, with its registers
    output reg                  valid_o,
    output reg                  init_o,
    output reg                  advance_o,
    output reg                  record_o,
    output wire [          7:0] turn_o,          // n mod 8 of the step, one bit a number
    output reg                  partial_o,       // the last row: lanes after the last cell's are not used
    // what comes back
    input  wire                 row_done_i,
    input  wire                 sampler_ready_i,
    output wire                 votes_o,         // send the counts
    input  wire                 votes_done_i,
    input  wire                 flushed_i        // no byte is on its way, and the job may end
);
    localparam [3:0] IDLE = 4'd0, INIT = 4'd1, TRANSIENT = 4'd2, START_ENDS = 4'd3, WINDOW = 4'd4, FINAL_ENDS = 4'd5,
        DUMP_SIGNATURE = 4'd6, VOTES = 4'd7, LAST_X = 4'd8, GENERATOR = 4'd9, FLUSH = PER_CELL != 0 ? 4'd10 : 4'd8;
    // A phase begins with clocks in which its number of passes is looked up and compared, and ends with one that goes on to the next.
    localparam [2:0] LOAD = 3'd0, SETTLE = 3'd1, CHECK = 3'd2, RUN = 3'd3, NEXT = 3'd4;
    localparam PASS_BITS = 27;  // up to 2^26 passes
    localparam [15:0] LANE_MASK = (1 << LANE_BITS) - 1;

    wire ends = features_i[0];
    wire signature = features_i[3] && SIGNATURE != 0;
    wire votes = features_i[4] && VOTE != 0;
    wire registers = features_i[7] && PER_CELL != 0;
    wire at_last_x = PER_CELL != 0 && phase == LAST_X;
    wire at_generator = PER_CELL != 0 && phase == GENERATOR;
    reg sampled;  // trace, signs or votes
    always @(posedge clk_i) sampled <= features_i[1] || features_i[2] || votes;

    // Reset lasts as long as rows may be in the pipeline: under 32 clocks for every gain (2 products of 4 clocks, 11 digits, ends).
    reg [4:0] settling;
    reg clearing;
    assign clear_o = clearing;
    always @(posedge clk_i)
        if (rst_i) begin
            settling <= 5'd31;
            clearing <= 1'b1;
        end else begin
            settling <= settling - 1'b1;
            if (settling == 5'd0) clearing <= 1'b0;
        end

    // Phases.
    reg [3:0] phase;
    reg [2:0] stage;
    reg [PASS_BITS-1:0] passes;  // of this phase
    reg [PASS_BITS-1:0] pass;  // this one, the first being 1
    reg no_passes, low_pass, high_pass, last_pass;  // clocks later: that is early enough, since passes end a pipeline's length apart
    reg none_in_flight;  // no row is on its way; also a clock later, and looked at clocks after the last issue
    wire pass_end = issue_o && row_last_o;
    reg pass_ended;
    reg running;  // stage is RUN
    always @(posedge clk_i) begin
        pass_ended <= pass_end;
        begin_o <= phase == INIT && stage == SETTLE;
        running <= !rst_i && ((stage == CHECK && !no_passes) || (running && !(pass_end && last_pass)));
    end
    assign busy_o = phase != IDLE;
    assign votes_o = phase == VOTES && votes && none_in_flight && sampler_ready_i;
    assign step_o = pass_ended;

    always @(posedge clk_i)
        case (phase)
            TRANSIENT: passes <= transient_i[PASS_BITS-1:0];
            START_ENDS, FINAL_ENDS: passes <= {{(PASS_BITS - 1) {1'b0}}, ends};
            WINDOW: passes <= steps_i[PASS_BITS-1:0];
            DUMP_SIGNATURE: passes <= {{(PASS_BITS - 1) {1'b0}}, signature};
            LAST_X, GENERATOR: passes <= {{(PASS_BITS - 1) {1'b0}}, PER_CELL == 0 || registers};
            default: passes <= {{(PASS_BITS - 1) {1'b0}}, 1'b1};  // INIT; nothing else asks
        endcase

    always @(posedge clk_i) begin
        no_passes <= passes == {PASS_BITS{1'b0}};
        low_pass <= pass[13:0] == passes[13:0];
        high_pass <= pass[PASS_BITS-1:14] == passes[PASS_BITS-1:14];
        last_pass <= low_pass && high_pass;
        if (stage == LOAD) pass <= {{(PASS_BITS - 1) {1'b0}}, 1'b1};
        else if (pass_ended) pass <= pass + 1'b1;
    end

    always @(posedge clk_i) begin
        done_o <= 1'b0;
        if (rst_i) begin
            phase <= IDLE;
            stage <= LOAD;
        end else
            case (phase)
                IDLE: if (start_i) phase <= INIT;
                VOTES: if (!votes || votes_done_i) phase <= PER_CELL != 0 ? LAST_X : FLUSH;
                FLUSH:
                if (none_in_flight && flushed_i) begin
                    phase <= IDLE;
                    done_o <= 1'b1;
                end
                default:
                case (stage)
                    LOAD: if (!clear_o) stage <= SETTLE;
                    SETTLE: stage <= CHECK;
                    CHECK: stage <= no_passes ? NEXT : RUN;
                    RUN: if (pass_end && last_pass) stage <= NEXT;
                    default: begin
                        stage <= LOAD;
                        phase <= phase + 1'b1;
                    end
                endcase
            endcase
    end

    // Samples: X is due in the window's first pass and then every stride.
    reg due;
    reg [PASS_BITS-1:0] since_due;  // passes since then, with this one
    reg low_due, high_due, next_due;  // X is due in the next pass; clocks later, as above
    reg sampling;  // rows are sampled
    always @(posedge clk_i) begin
        sampling <= sample_y_o || sample_signature_o || sample_plain_o || sample_generator_o || (phase == WINDOW && sampled &&
            (pass_end ? next_due : due));
        low_due <= since_due[13:0] == stride_i[13:0];
        high_due <= since_due[PASS_BITS-1:14] == stride_i[PASS_BITS-1:14];
        next_due <= low_due && high_due;
        if (phase != WINDOW) begin
            due <= 1'b1;
            since_due <= {{(PASS_BITS - 1) {1'b0}}, 1'b1};
        end else begin
            if (pass_end) due <= next_due;
            if (pass_ended) since_due <= next_due ? {{(PASS_BITS - 1) {1'b0}}, 1'b1} : since_due + 1'b1;
        end
    end

    // The steps between two moves of the generator, counted on in each pass of steps.
    generate
        if (PER_CELL != 0) begin : g_turn
            reg [7:0] turn;
            always @(posedge clk_i)
                if (begin_o) turn <= 8'd1 << first_i;
                else if (pass_ended && advance_o) turn <= {turn[6:0], turn[7]};
            assign turn_o = turn;
        end else begin : g_no_turn
            assign turn_o = 8'd1;
            wire unused = &{1'b0, first_i};  // no noise
        end
    endgenerate

    // Rows. `room` is how many more may be on their way at once: at most a pass, and of a long pass 63, more than the pipeline holds.
    /* verilator lint_off UNUSEDSIGNAL */  // a job has no more cells than there are slots
    wire [15:0] last_cell = cells_i - 16'd1;
    /* verilator lint_on UNUSEDSIGNAL */
    reg [SLOT_BITS-1:0] last_row;
    wire [15:0] last_slot = {{(16 - SLOT_BITS) {1'b0}}, last_row};
    reg [5:0] room, most_room;
    reg some_room;  // room is not 0
    assign sample_y_o = phase == START_ENDS || phase == FINAL_ENDS;
    assign sample_signature_o = phase == DUMP_SIGNATURE;
    assign sample_plain_o = at_last_x;
    assign sample_generator_o = at_generator;
    assign issue_o = running && some_room && sampler_ready_i;
    assign sample_o = issue_o && sampling;

    always @(posedge clk_i) begin
        // What depends on the number of cells; a job's first rows come clocks later.
        last_row <= last_cell[LANE_BITS+SLOT_BITS-1:LANE_BITS];
        last_lane_o <= last_cell[LANE_PORT_BITS-1:0] & LANE_MASK[LANE_PORT_BITS-1:0];
        last_slot_but_one_o <= last_row - 1'b1;
        one_slot_o <= last_slot == 16'd0;
        most_room <= last_slot >= 16'd62 ? 6'd63 : last_slot[5:0] + 1'b1;

        none_in_flight <= room == most_room;
        if (clear_o || begin_o) begin
            room <= most_room;
            some_room <= 1'b1;
            slot_o <= {SLOT_BITS{1'b0}};
            row_last_o <= one_slot_o;
        end else begin
            if (issue_o != row_done_i) begin
                room <= row_done_i ? room + 6'd1 : room - 6'd1;
                some_room <= row_done_i || room != 6'd1;
            end
            if (issue_o) begin
                slot_o <= row_last_o ? {SLOT_BITS{1'b0}} : slot_o + 1'b1;
                row_last_o <= row_last_o ? one_slot_o : slot_o == last_slot_but_one_o;
            end
        end

        valid_o <= issue_o;
        init_o <= phase == INIT;
        advance_o <= phase == TRANSIENT || phase == WINDOW;
        record_o <= phase == WINDOW;
        partial_o <= row_last_o;
    end
endmodule
