`include "fhn_protocol.vh"

// Judges frames by length and CRC while they stream into the queue, and finds HELLO among them.
//
// The last five bytes are held back: so the four of the CRC never reach the queue, and the byte before them is known to be the last when it is
// written. What a bad frame has written is taken back (rewind_o). HELLO is not queued: it is taken even where the queue is full.
module frame_check #(
    parameter LONGEST = 2048  // bytes of a frame
) (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        valid_i,
    input  wire [ 7:0] byte_i,
    input  wire        end_i,
    input  wire        broken_i,
    output wire        write_o,
    output wire        last_o,
    output wire [ 7:0] byte_o,
    output wire        commit_o,
    output wire        rewind_o,
    input  wire        room_i,        // the queue takes a byte
    output wire        damaged_o,
    output wire        overflow_o,
    output wire        hello_o,
    output wire [ 7:0] hello_tag_o,
    output wire [31:0] hello_nonce_o
);
    localparam LENGTH_BITS = $clog2(LONGEST + 2);
    localparam [LENGTH_BITS-1:0] LEAST = `FHN_LEAST_FRAME_BYTES;
    localparam [LENGTH_BITS-1:0] MOST = LONGEST[LENGTH_BITS-1:0];
    localparam [LENGTH_BITS-1:0] HELLO_LENGTH = `FHN_LEAST_FRAME_BYTES + `FHN_HELLO_BYTES;
    localparam [LENGTH_BITS-1:0] HELD = `FHN_CRC_BYTES + 1;
    localparam [LENGTH_BITS-1:0] HELLO_FIELDS = `FHN_HEAD_BYTES + `FHN_HELLO_BYTES;

    // What the CRC register holds behind any frame that ends with its own CRC.
    localparam [31:0] RESIDUE = 32'hDEBB20E3;

    reg  [LENGTH_BITS-1:0] length;
    reg  [           39:0] held;  // oldest byte on top
    reg  [           39:0] fields;  // of HELLO: tag and nonce, as long as kind is HELLO
    reg                    is_hello;
    reg                    lost;  // a byte of this frame found no room
    reg  [           31:0] crc;
    wire [           31:0] crc_next;

    crc32 crc_step (
        .crc_i (crc),
        .byte_i(byte_i),
        .crc_o (crc_next)
    );

    wire good = !broken_i && crc == RESIDUE && length >= LEAST && length <= MOST;
    wire hello = is_hello && length == HELLO_LENGTH;
    wire request = end_i && good && !hello;

    assign write_o = (valid_i && length >= HELD) || request;
    assign last_o = end_i;
    assign byte_o = held[39:32];
    assign commit_o = request && room_i && !lost;
    assign rewind_o = end_i && !commit_o;

    assign damaged_o = end_i && !good;
    assign overflow_o = request && !commit_o;
    assign hello_o = end_i && good && hello;
    assign {hello_nonce_o, hello_tag_o} = fields;

    always @(posedge clk_i)
        if (rst_i || end_i) begin
            length <= 0;
            lost <= 1'b0;
            crc <= 32'hFFFFFFFF;
            is_hello <= 1'b0;
        end else if (valid_i) begin
            if (length <= MOST) length <= length + 1'b1;
            if (length == 0) is_hello <= byte_i == `FHN_HELLO_KIND;
            if (length < HELLO_FIELDS) fields <= {byte_i, fields[39:8]};
            if (write_o && !room_i) lost <= 1'b1;
            held <= {held[31:0], byte_i};
            crc <= crc_next;
        end
endmodule
