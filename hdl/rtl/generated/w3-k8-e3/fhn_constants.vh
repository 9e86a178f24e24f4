// Constants of the cells, written by tools/Generate from src/Kernels/FitzHughNagumo. Do not edit.
// fhn-step 1;W=3;F=1;P=1;U=0;k=8;e=3;C=25600;Xmax=3;X0=0;Y0=236
`ifndef FHN_CONSTANTS
`define FHN_CONSTANTS

`define FHN_W           3 // bits of X, Q1.F
`define FHN_F           1 // fraction bits of X
`define FHN_P           1 // right shift of a product
`define FHN_U           0 // left shift of the cube
`define FHN_K           8 // dt = 2^-k
`define FHN_E           3 // fraction bits of S and Y beyond those of X
`define FHN_G           0 // whole part of C = 65536 G + Cl = round(2^16 dt/eps)
`define FHN_CL          25600 // the rest of C, a signed 16-bit word
`define FHN_XMAX        3 // bound of X, LSBs
`define FHN_X0          0 // X at step 0, LSBs
`define FHN_YH0         0 // Yh at step 0, LSBs of X
`define FHN_YL0         236 // Yl at step 0, 2^-(F+e+k)
`define FHN_YH_BITS     5 // bits of Yh, sign included
`define FHN_YH_PER_CELL 5 // bits of Yh with per-cell parameters, where Y fills its bytes
`define FHN_J           3 // noise of Y is in units of 2^J
`define FHN_X_BYTES     1 // bytes of X on the link
`define FHN_S_BYTES     1 // bytes of S on the link
`define FHN_Y_BYTES     2 // bytes of Y on the link
`define FHN_HASH        64'h03ad144c43f65ffd // the constants' hash, first digit highest

// What all runs from the initial state meet (NarrowTable).
`define FHN_YH_RUNS     3 // bits of Yh in all runs, sign included
`define FHN_SATURATES   0 // 1: X saturates in a run
`define FHN_NEXT        192'hf0f0f000f1f1f1f0fcfefe0e010181fc8280fd0dfdfd7f02 // Xn over {Yh, X}, a part a bit of Xn, the lowest bit's lowest

`endif
