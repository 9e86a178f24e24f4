// One byte more of CRC-32 (reflected polynomial 0xEDB88320, ISO 3309), without the inversions at start and end.
module crc32 (
    input  wire [31:0] crc_i,
    input  wire [ 7:0] byte_i,
    output wire [31:0] crc_o
);
    function [31:0] divided(input [31:0] value);
        integer i;
        begin
            divided = value;
            for (i = 0; i < 8; i = i + 1) divided = (divided >> 1) ^ (divided[0] ? 32'hEDB88320 : 32'd0);
        end
    endfunction

    assign crc_o = divided(crc_i ^ {24'd0, byte_i});
endmodule
