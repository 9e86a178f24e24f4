// A CRC-32 register (reflected polynomial 0xEDB88320, ISO 3309), without the inversion at the end. Whatever it starts at, it holds 0xDEBB20E3 after a
// message and its own CRC; and two starts never give the same CRC. It takes a byte a clock and divides only then: a simulation need not compute what
// nobody takes.
module crc32 (
    input  wire        clk_i,
    input  wire        begin_i,  // this byte is a message's first,
    input  wire        ones_i,   // before which the register is 0xFFFFFFFF, as in ISO 3309
    input  wire [31:0] start_i,  // or this
    input  wire        take_i,
    input  wire [ 7:0] byte_i,
    input  wire        shift_i,  // the lowest byte was read: the next one takes its place
    output reg  [31:0] crc_o
);
    function [31:0] divided(input [31:0] value);
        integer i;
        begin
            divided = value;
            for (i = 0; i < 8; i = i + 1) divided = (divided >> 1) ^ (divided[0] ? 32'hEDB88320 : 32'd0);
        end
    endfunction

    // Division is linear, so the byte's part and the register's are made side by side. Who knows ones_i late, from the byte itself, loses no time by it.
    wire [31:0] from = divided(begin_i ? start_i : crc_o);
    always @(posedge clk_i)
        if (take_i) crc_o <= (begin_i && ones_i ? divided(32'hFFFFFFFF) : from) ^ divided({24'd0, byte_i});
        else if (shift_i) crc_o <= crc_o >> 8;
endmodule
