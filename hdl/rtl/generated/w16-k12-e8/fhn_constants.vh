// Constants of the cells, written by tools/Generate from src/Kernels/FitzHughNagumo. Do not edit.
// fhn-step 1;W=16;F=14;P=16;U=4;k=12;e=8;C=533;Xmax=20480;X0=946;Y0=991880210
`ifndef FHN_CONSTANTS
`define FHN_CONSTANTS

`define FHN_W           16 // bits of X, Q1.F
`define FHN_F           14 // fraction bits of X
`define FHN_P           16 // right shift of a product
`define FHN_U           4 // left shift of the cube
`define FHN_K           12 // dt = 2^-k
`define FHN_E           8 // fraction bits of S and Y beyond those of X
`define FHN_G           0 // whole part of C = 65536 G + Cl = round(2^16 dt/eps)
`define FHN_CL          533 // the rest of C, a signed 16-bit word
`define FHN_XMAX        20480 // bound of X, LSBs
`define FHN_X0          946 // X at step 0, LSBs
`define FHN_YH0         945 // Yh at step 0, LSBs of X
`define FHN_YL0         975890 // Yl at step 0, 2^-(F+e+k)
`define FHN_YH_BITS     16 // bits of Yh, sign included
`define FHN_YH_PER_CELL 20 // bits of Yh with per-cell parameters, where Y fills its bytes
`define FHN_J           20 // noise of Y is in units of 2^J
`define FHN_X_BYTES     2 // bytes of X on the link
`define FHN_S_BYTES     3 // bytes of S on the link
`define FHN_Y_BYTES     5 // bytes of Y on the link
`define FHN_HASH        64'hcf3b472d4ca3ee90 // the constants' hash, first digit highest

`endif
