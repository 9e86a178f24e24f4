namespace FhnHw.Kernels.OpenCl;

/// <summary>Where the samples of a chunk go: word [sample · RowLength + FirstColumn + cell], for cells below Columns.</summary>
/// <param name="Buffer">The memory; null where no samples are kept.</param>
/// <param name="RowLength">Words from one sample to the next.</param>
/// <param name="FirstColumn">Column of the chunk's first cell.</param>
/// <param name="Columns">Cells that have a column.</param>
/// <param name="Streams">True to write past the caches, to rows that begin on a cache line.</param>
internal readonly record struct TracePlace(OpenClBuffer? Buffer, int RowLength, int FirstColumn, int Columns, bool Streams = false);
