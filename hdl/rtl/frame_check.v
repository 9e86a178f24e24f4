`include "fhn_protocol.vh"

// Judges frames by length and CRC while they stream into the queue, and finds HELLO among them. A frame of another session is damaged: its CRC started
// at another nonce. HELLO and GREETING are of every session.
//
// The last five bytes are held back: so the four of the CRC never reach the queue, and the byte before them is known to be the last when it is
// written. What a bad frame has written is taken back (rewind_o). HELLO is not queued: it is taken even where the queue is full.
// Bytes and ends come three clocks apart at least: a frame is judged in the clock after its end, and the queue answers a clock later.
module frame_check #(
    parameter LONGEST = 2048  // bytes of a frame, a power of two
) (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        valid_i,
    input  wire [ 7:0] byte_i,
    input  wire        end_i,
    input  wire        broken_i,
    input  wire [31:0] nonce_i,       // of the session; it changes between two frames
    output reg         write_o,
    output reg         last_o,
    output reg  [ 7:0] byte_o,
    output reg         commit_o,
    output reg         rewind_o,
    input  wire        room_i,        // the queue takes a byte
    output wire        damaged_o,
    output wire        overflow_o,
    output wire        hello_o,
    output wire [ 7:0] hello_tag_o,
    output wire [31:0] hello_nonce_o
);
    localparam HELD = `FHN_CRC_BYTES + 1;
    localparam LENGTH_BITS = $clog2(LONGEST) + 1;

    // What the CRC register holds after any frame that ends with its own CRC.
    localparam [31:0] RESIDUE = 32'hDEBB20E3;

    reg  [LENGTH_BITS-1:0] length;
    reg                    too_long;
    reg  [            3:0] early;  // length up to 15, where it stays
    reg  [            7:0] held[0:HELD-1];  // the oldest one last
    reg  [           39:0] fields;  // tag and nonce, if it is a HELLO
    reg                    is_hello;
    reg                    lost;  // a byte found no room
    wire [           31:0] crc;

    reg first;  // early is 0
    wire of_every_session = byte_i == `FHN_HELLO_KIND || byte_i == `FHN_GREETING_KIND;

    crc32 crc_register (
        .clk_i  (clk_i),
        .begin_i(first),
        .ones_i (of_every_session),
        .start_i(~nonce_i),
        .take_i (valid_i),
        .byte_i (byte_i),
        .shift_i(1'b0),
        .crc_o  (crc)
    );

    integer i;
    always @(posedge clk_i)
        if (rst_i || judged) begin
            length <= 0;
            too_long <= 1'b0;
            early <= 4'd0;
            first <= 1'b1;
            is_hello <= 1'b0;
        end else if (valid_i) begin
            length <= length + 1'b1;
            too_long <= too_long || length[LENGTH_BITS-1];
            if (early != 4'd15) early <= early + 4'd1;
            first <= 1'b0;
            if (first) is_hello <= byte_i == `FHN_HELLO_KIND;
        end

    // Bytes alone, which nothing clears: who looks at them counts them.
    always @(posedge clk_i)
        if (valid_i) begin
            if (early < `FHN_HEAD_BYTES + `FHN_HELLO_BYTES) fields <= {byte_i, fields[39:8]};
            for (i = 1; i < HELD; i = i + 1) held[i] <= held[i-1];
            held[0] <= byte_i;
        end

    reg judged, good, hello;
    always @(posedge clk_i) begin
        judged <= end_i && !rst_i;
        good <= !broken_i && crc == RESIDUE && early >= `FHN_LEAST_FRAME_BYTES && !too_long;
        hello <= is_hello && early == `FHN_LEAST_FRAME_BYTES + `FHN_HELLO_BYTES;
    end

    wire request = judged && good && !hello;

    wire kept = request && room_i && !lost;
    always @(posedge clk_i) begin
        write_o <= !rst_i && ((valid_i && early >= HELD) || request);
        last_o <= judged;
        byte_o <= held[HELD-1];
        commit_o <= !rst_i && kept;
        rewind_o <= !rst_i && judged && !kept;
        lost <= !rst_i && !judged && (lost || (write_o && !last_o && !room_i));
    end

    assign damaged_o = judged && !good;
    assign overflow_o = request && !kept;
    assign hello_o = judged && good && hello;
    assign {hello_nonce_o, hello_tag_o} = fields;
endmodule
