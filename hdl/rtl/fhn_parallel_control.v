// Runs a job on the parallel array: steps, a clock each, and between them passes through the scan chain, in the order of the reply
// (docs/protocol.md section 4).
//
//   INIT       a pass           S goes in, the cells to their initial state
//   TRANSIENT  transient        steps
//   ENDS       with `ends`      Y of all cells; with `charge` it goes to a RAM
//   WINDOW     steps            steps, with a sample of X before the first and then before every `stride`th
//   FINAL      with `ends`      Y; with `charge` too; without them where cells can saturate, to count those
//   SIGNATURE  if asked for
//   VOTES, FLUSH                the counts; until the last byte has gone to those that wait for the link
//
// A pass moves the scan chain by all its cells: two clocks a cell, and longer where a word must wait for the link. What needs several readback
// words takes a pass for each; all but the last word go to a RAM (`gather`). The last of these passes loads S again, for the steps after it.
module fhn_parallel_control #(
    parameter CELL_BITS = 7,  // of a cell's number
    parameter CELLS = 100,
    parameter SATURATES = 0,
    parameter SIGNATURE = 0,
    parameter VOTE = 0,
    parameter LAST_WORD = 1  // number of the last readback word, where there are signatures
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
    /* verilator lint_on UNUSEDSIGNAL */
    output wire                 busy_o,
    output reg                  done_o,
    output wire                 begin_o,       // once a job
    // to the cells
    output wire                 init_o,
    output wire                 run_o,         // a step in this clock, or with init_o none
    output wire                 record_o,
    output wire                 move_o,        // the scan chain: clear, capture or else shift
    output wire                 clear_o,
    output wire                 capture_o,
    output reg  [          2:0] word_o,        // number of the readback word
    output wire                 fill_o,        // what goes into the scan chain: fill_bit_o, else S
    output wire                 fill_bit_o,
    // to the RAMs
    output wire                 read_o,        // S and what was gathered, of cell_o
    output reg  [CELL_BITS-1:0] cell_o,
    output wire                 gather_o,      // the word goes to the RAM
    output wire                 saturated_valid_o,  // the readback word says whether the cell saturated
    output wire                 start_valid_o, // the cell's word is complete and is Y at the window's start, for `charge`
    // to the link
    output wire                 word_valid_o,  // the cell's word is complete
    output wire                 word_y_o,      // it is Y, or with `charge` what Y has gained,
    output wire                 word_signature_o,  // or the signature, else X
    output wire                 word_last_o,   // of the pass
    input  wire                 word_ready_i,
    output wire                 votes_o,       // send the counts
    input  wire                 votes_done_i,
    input  wire                 flushed_i
);
    localparam [3:0] IDLE = 4'd0, INIT = 4'd1, TRANSIENT = 4'd2, ENDS = 4'd3, WINDOW = 4'd4, FINAL = 4'd5, DUMP = 4'd6, VOTES = 4'd7, FLUSH = 4'd8;
    // A phase: its number of steps is loaded and negated; then passes and steps alternate.
    localparam [3:0] LOAD = 4'd0, NEGATE = 4'd1, CLEAR = 4'd2, CAPTURE = 4'd3, READ = 4'd4, SHIFT = 4'd5, RESUME = 4'd6, RUN = 4'd7, NEXT = 4'd8;
    localparam COUNT_BITS = 27;  // up to 2^26 steps
    localparam [31:0] LAST_CELL = CELLS - 1;
    localparam [31:0] LAST_WORD_NUMBER = LAST_WORD;

    reg [3:0] phase, stage;
    wire votes = features_i[4] && VOTE != 0;
    wire ends = features_i[0], charge = features_i[5];
    wire sampled = features_i[1] || features_i[2] || votes;
    wire signature = features_i[3] && SIGNATURE != 0;
    wire is_ends = phase == ENDS || phase == FINAL;
    wire is_window = phase == WINDOW;
    wire is_signature = phase == DUMP;
    assign busy_o = phase != IDLE;
    assign begin_o = phase == INIT && stage == LOAD;
    assign votes_o = phase == VOTES && votes;

    // Counters stand at minus what is left, one bit longer: the top bit is 1 until they come to 0.
    reg [COUNT_BITS:0] steps_left, stride_left;
    assign run_o = init_o || (stage == RUN && steps_left[COUNT_BITS] && (stride_left[COUNT_BITS] || !(is_window && sampled)));
    assign init_o = begin_o;
    assign record_o = is_window;
    wire [COUNT_BITS-1:0] steps = is_window ? steps_i[COUNT_BITS-1:0] : transient_i[COUNT_BITS-1:0];
    always @(posedge clk_i) begin
        if (stage == LOAD) steps_left <= {1'b1, ~steps};
        else if (stage == NEGATE || run_o) steps_left <= steps_left + 1'b1;
        if (stage == READ) stride_left <= {1'b1, ~stride_i[COUNT_BITS-1:0]};
        else if (stage == RESUME || run_o) stride_left <= stride_left + 1'b1;
    end

    // The scan chain.
    wire pass_due = phase == INIT || (is_ends && (ends || charge || (SATURATES != 0 && phase == FINAL))) || (is_window && sampled) ||
        (is_signature && signature);
    wire last_word = is_ends ? word_o == 3'd1 : is_signature ? word_o == LAST_WORD_NUMBER[2:0] : 1'b1;
    wire last_cell = cell_o == LAST_CELL[CELL_BITS-1:0];
    wire given = last_word && phase != INIT && (!is_ends || ends || (charge && phase == FINAL));  // this pass gives words to the link
    reg used, last_used;  // a cell of the job, and its last
    wire shift = stage == SHIFT && (!word_valid_o || word_ready_i);
    assign clear_o = stage == CLEAR;
    assign capture_o = stage == CAPTURE;
    assign move_o = clear_o || capture_o || shift;
    assign fill_o = capture_o || !last_word;
    assign fill_bit_o = is_ends && (!capture_o || word_o[0]);
    assign read_o = stage == READ;
    assign gather_o = shift && !last_word;
    assign saturated_valid_o = shift && phase == FINAL && last_word && used;
    assign word_valid_o = stage == SHIFT && given && used;
    assign start_valid_o = shift && phase == ENDS && last_word;
    assign word_y_o = is_ends;
    assign word_signature_o = is_signature;
    assign word_last_o = last_used;

    always @(posedge clk_i) begin
        if (stage == CAPTURE || stage == LOAD) begin
            cell_o <= {CELL_BITS{1'b0}};
            used <= 1'b1;
        end else if (shift) begin
            cell_o <= cell_o + 1'b1;
            used <= used && !last_used;
        end
        if (stage == READ) last_used <= {{(16 - CELL_BITS) {1'b0}}, cell_o} + 16'd1 == cells_i;
        if (stage == LOAD) word_o <= is_signature ? 3'd2 : 3'd0;
        else if (shift && last_cell) word_o <= last_word ? 3'd0 : word_o + 3'd1;
    end

    always @(posedge clk_i) begin
        done_o <= 1'b0;
        if (rst_i) begin
            phase <= IDLE;
            stage <= LOAD;
        end else
            case (phase)
                IDLE: if (start_i) phase <= INIT;
                VOTES: if (!votes || votes_done_i) phase <= FLUSH;
                FLUSH:
                if (flushed_i) begin
                    phase <= IDLE;
                    done_o <= 1'b1;
                end
                default:
                case (stage)
                    LOAD: stage <= NEGATE;
                    NEGATE: stage <= phase == INIT ? READ : pass_due ? CLEAR : phase == TRANSIENT || is_window ? RUN : NEXT;
                    CLEAR: stage <= CAPTURE;
                    CAPTURE: stage <= READ;
                    READ: stage <= SHIFT;
                    SHIFT:
                    if (shift) stage <= !last_cell ? READ : !last_word ? CAPTURE : is_window ? RESUME : NEXT;
                    RESUME: stage <= RUN;
                    RUN:
                    if (!run_o) stage <= steps_left[COUNT_BITS] ? CLEAR : NEXT;
                    default: begin
                        stage <= LOAD;
                        phase <= phase + 1'b1;
                    end
                endcase
            endcase
    end
endmodule
