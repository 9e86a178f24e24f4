// Takes a row as the RAM of an ECP5's lanes gives it and hands on its words, lane by lane: hdl/rtl/fhn_sampler.v without per-cell parameters, for rows that
// come a clock later. The RAM's output is the buffer: it stays as it is until the next read, and no row is issued before the last word of this one was taken.
module fhn_sampler #(
    parameter LANES = 4,
    parameter LANE_BITS = 2,  // log2(LANES), but at least 1
    parameter X_BITS = 16,
    parameter Y_BITS = 23,
    parameter X_BYTES = 2,
    parameter Y_BYTES = 3,
    parameter WORD_BITS = 32,  // the longest word
    parameter PER_CELL = 0  // 0
) (
    input  wire                    clk_i,
    input  wire                    clear_i,
    input  wire                    take_i,            // a row was issued; its registers are here from the clock after the next on
    input  wire                    take_y_i,          // its Y is wanted,
    input  wire                    take_signature_i,  // or its signature,
    input  wire                    take_generator_i,  // or its generator, else X
    input  wire                    take_plain_i,      // X as it is
    input  wire                    row_last_i,        // it is the pass's last row,
    input  wire [   LANE_BITS-1:0] last_lane_i,       // which has cells up to this lane
    input  wire                    pack_i,            // of X only the sign is wanted
    input  wire                    vote_i,            // X is not sent, it votes
    output wire                    ready_o,
    output wire [   LANE_BITS-1:0] lane_o,            // the lane whose words are wanted two clocks later, not yet in a register,
    output wire                    generator_o,       // its generator in the place of its signature
    input  wire [      X_BITS-1:0] x_i,               // Q1.F
    input  wire [      Y_BITS-1:0] y_i,
    input  wire [            31:0] signature_i,
    output reg                     word_valid_o,
    output reg  [   WORD_BITS-1:0] word_o,            // sign-extended
    output reg  [             2:0] word_bytes_o,
    output reg                     word_pack_o,       // an X, of which the sign is to be packed
    output reg                     word_vote_o,       // an X, which votes
    output reg                     word_last_o,       // of the pass
    input  wire                    word_ready_i
);
    localparam [31:0] LAST_LANE = LANES - 1;

    // No tool finds this module.
    generate
        if (PER_CELL != 0) begin : g_wrong
            lanes_of_an_ecp5_have_equal_cells stop ();
        end
    endgenerate

    reg busy, here, settled, y, signature, row_last;
    reg [LANE_BITS-1:0] lane, last_lane;
    // A word every other clock: one for the lane, one for the kind of word. So no ready signal passes through without a register.
    wire load = busy && settled && !word_valid_o;
    assign ready_o = !busy;

    // Each group of lanes has registers of its own for it: one register here would have a wire to all lanes' words.
    wire [LANE_BITS-1:0] lane_next = busy ? lane + {{(LANE_BITS - 1) {1'b0}}, load} : {LANE_BITS{1'b0}};
    assign lane_o = lane_next;
    assign generator_o = 1'b0;
    wire unused = &{1'b0, take_generator_i, take_plain_i};  // no such words
    wire [WORD_BITS-1:0] x_long = {{(WORD_BITS - X_BITS) {x_i[X_BITS-1]}}, x_i};
    wire [WORD_BITS-1:0] y_long = {{(WORD_BITS - Y_BITS) {y_i[Y_BITS-1]}}, y_i};
    wire [WORD_BITS-1:0] signature_long;
    generate
        if (WORD_BITS > 32) assign signature_long = {{(WORD_BITS - 32) {1'b0}}, signature_i};
        else assign signature_long = signature_i;
    endgenerate

    always @(posedge clk_i)
        if (clear_i) begin
            busy <= 1'b0;
            here <= 1'b0;
            settled <= 1'b0;
            word_valid_o <= 1'b0;
        end else begin
            busy <= busy ? !(load && lane == last_lane) : take_i;
            here <= busy;
            settled <= busy && here && !load;
            word_valid_o <= load || (word_valid_o && !word_ready_i);
        end

    // What is loaded for nothing is not looked at.
    always @(posedge clk_i) begin
        lane <= lane_next;
        if (!busy) begin
            last_lane <= row_last_i ? last_lane_i : LAST_LANE[LANE_BITS-1:0];
            row_last <= row_last_i;
            y <= take_y_i;
            signature <= take_signature_i;
        end
        if (!word_valid_o) begin
            word_o <= y ? y_long : signature ? signature_long : x_long;
            word_bytes_o <= y ? Y_BYTES[2:0] : signature ? 3'd4 : X_BYTES[2:0];
            word_pack_o <= pack_i && !y && !signature;
            word_vote_o <= vote_i && !y && !signature;
            word_last_o <= row_last && lane == last_lane;
        end
    end
endmodule
