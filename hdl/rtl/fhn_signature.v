// A multiple-input signature register's next value (docs/protocol.md section 4). Twin of TraceSignature.Append.
module fhn_signature (
    input  wire [31:0] signature_i,
    input  wire [15:0] x_i,          // X, sign-extended
    output wire [31:0] signature_o
);
    assign signature_o = {signature_i[30:0], 1'b0} ^ (signature_i[31] ? 32'h04C11DB7 : 32'd0) ^ {16'd0, x_i};
endmodule
