// Constants of the cells, written by tools/Generate from src/Kernels/FitzHughNagumo. Do not edit.
// fhn-step 1;W=6;F=4;P=4;U=0;k=8;e=6;C=25600;Xmax=24;X0=1;Y0=15135
`ifndef FHN_CONSTANTS
`define FHN_CONSTANTS

`define FHN_W           6 // bits of X, Q1.F
`define FHN_F           4 // fraction bits of X
`define FHN_P           4 // right shift of a product
`define FHN_U           0 // left shift of the cube
`define FHN_K           8 // dt = 2^-k
`define FHN_E           6 // fraction bits of S and Y beyond those of X
`define FHN_G           0 // whole part of C = 65536 G + Cl = round(2^16 dt/eps)
`define FHN_CL          25600 // the rest of C, a signed 16-bit word
`define FHN_XMAX        24 // bound of X, LSBs
`define FHN_X0          1 // X at step 0, LSBs
`define FHN_YH0         0 // Yh at step 0, LSBs of X
`define FHN_YL0         15135 // Yl at step 0, 2^-(F+e+k)
`define FHN_YH_BITS     7 // bits of Yh, sign included
`define FHN_YH_PER_CELL 10 // bits of Yh with per-cell parameters, where Y fills its bytes
`define FHN_J           6 // noise of Y is in units of 2^J
`define FHN_X_BYTES     1 // bytes of X on the link
`define FHN_S_BYTES     2 // bytes of S on the link
`define FHN_Y_BYTES     3 // bytes of Y on the link
`define FHN_HASH        64'h632ac043adb785bc // the constants' hash, first digit highest

`endif
