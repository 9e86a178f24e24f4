namespace FhnHw.Kernels.Arrays;

/// <summary>An array whose cells may go on from trial to trial, so that what it answers depends on what it was asked before.</summary>
public interface IFreeRunningArray : ICellArray
{
    /// <summary>The registers of cells that run on, to continue from later; empty where cells start anew in each trial.</summary>
    long[] Memory { get; set; }
}
