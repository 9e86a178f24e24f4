`include "fhn_protocol.vh"

// The payload of GREETING, byte by byte (docs/protocol.md, 5).
module greeting #(
    parameter         WORD_BITS = 16,
    parameter         DT_EXPONENT = 8,
    parameter         EXTRA_BITS = 0,
    parameter         Y_BYTES = 4,
    parameter         LANES = 1,
    parameter         CELLS = 256,
    parameter         QUEUE = 2048,
    parameter         HEARTBEAT_MS = 250,
    parameter         CLOCK_HZ = 48_000_000,
    parameter         READOUT_WORDS = 0,
    parameter [  7:0] FLAGS = 8'h01,
    parameter [ 15:0] FEATURES = 16'h0003,
    parameter [ 63:0] CONSTANTS = 64'd0,      // its first digit on top
    parameter [127:0] NAME = "fhn"
) (
    input  wire [ 5:0] index_i,
    input  wire [31:0] nonce_i,
    output wire [ 7:0] byte_o
);
    localparam X_BYTES = (WORD_BITS > 8) ? 2 : 1;
    localparam S_BYTES = (WORD_BITS + EXTRA_BITS + 7) / 8;

    // A Verilog string is filled up on its left; in the greeting the zeros come after.
    function [127:0] from_left(input [127:0] text);
        integer i;
        begin
            from_left = text;
            for (i = 0; i < `FHN_NAME_BYTES; i = i + 1) if (from_left[127:120] == 8'd0) from_left = from_left << 8;
        end
    endfunction

    // The byte on top becomes the lowest.
    function [191:0] reversed(input [191:0] text);
        integer i;
        for (i = 0; i < `FHN_HASH_BYTES + `FHN_NAME_BYTES; i = i + 1) reversed[8*i+:8] = text[191-8*i-:8];
    endfunction

    localparam [191:0] TEXT = reversed({CONSTANTS, from_left(NAME)});

    localparam NONCE_BYTES = 4;
    wire [8*(`FHN_GREETING_BYTES-NONCE_BYTES)-1:0] fixed = {
        TEXT,
        READOUT_WORDS[15:0],
        CLOCK_HZ[31:0],
        HEARTBEAT_MS[15:0],
        QUEUE[15:0],
        CELLS[15:0],
        LANES[15:0],
        Y_BYTES[7:0],
        S_BYTES[7:0],
        X_BYTES[7:0],
        EXTRA_BITS[7:0],
        DT_EXPONENT[7:0],
        WORD_BITS[7:0],
        FEATURES,
        FLAGS,
        `FHN_VERSION
    };
    // Behind zeros in the nonce's place, so that the constant is looked up by the same index.
    wire [8*`FHN_GREETING_BYTES-1:0] payload = {fixed, {8 * NONCE_BYTES{1'b0}}};

    // The first four; said so, since a comparison would become a chain of carries.
    wire in_nonce = index_i[5:2] == 4'd0;
    assign byte_o = in_nonce ? nonce_i[8*index_i[1:0]+:8] : payload[8*index_i+:8];
endmodule
