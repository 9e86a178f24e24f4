// A cover as the assertion that what it names never comes, which a trace to it breaks.
(* techmap_celltype = "$cover" *)
module never (input wire A, input wire EN);
    \$assert _TECHMAP_REPLACE_ (.A(!A), .EN(EN));
endmodule
