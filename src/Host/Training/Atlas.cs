using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;

namespace FhnHw.Host.Training;

/// <summary>
/// The response of an array to every current it can be given. Cells are uncoupled and every run starts from one state, so on a
/// deterministic array a forward pass is a look-up here, equal to the bit to running the device.
/// </summary>
internal sealed class Atlas
{
    private Atlas(ICellArray array, Activation activation, Response response)
    {
        Activation = activation;
        Response = response;
        Description = array.Describe();
        Settings = array.Settings;
        Answers = Array.ConvertAll(
            activation == Activation.Linear ? response.MeanX! : response.MeanActivation!, value => (float)value);
    }

    /// <summary>g of the readout.</summary>
    public Activation Activation { get; }

    /// <summary>The array that was asked.</summary>
    public ArrayDescription Description { get; }

    /// <summary>What it was made for.</summary>
    public ArraySettings Settings { get; }

    /// <summary>Traces and means of every level.</summary>
    public Response Response { get; }

    /// <summary>The hidden layer's answer to every level: the time-mean of g(x).</summary>
    public float[] Answers { get; }

    /// <summary>Runs every level, twice, and compares.</summary>
    /// <exception cref="AtlasMismatchException">The array declares that it is not deterministic, or the two runs differ.</exception>
    public static Atlas Measure(ICellArray array, Activation activation)
    {
        if (!array.Describe().Deterministic)
        {
            throw new AtlasMismatchException(
                $"'{array.Describe().Name}' is not deterministic, so no atlas holds for it; use --forward stream.");
        }

        var first = RunAll(array, activation);
        var second = RunAll(array, activation);
        if (!first.MeanX!.AsSpan().SequenceEqual(second.MeanX) || !first.MeanActivation!.AsSpan().SequenceEqual(second.MeanActivation))
        {
            throw new AtlasMismatchException(
                $"'{array.Describe().Name}' answered equal currents differently, so no atlas holds for it; run 'verify' on it or use --forward stream.");
        }

        return new Atlas(array, activation, first);
    }

    /// <summary>g(X) of every level, level by level, for votes in integers; null on a floating-point array.</summary>
    public short[]? ActivationWords(FixedReadout readout)
    {
        if (Response.Trace is not FixedTrace trace)
        {
            return null;
        }

        var words = new short[trace.Words.Length];
        ActivationRows.Fill(words, trace.Words, trace.Runs, trace.Runs, trace.Samples, readout);
        return words;
    }

    private static Response RunAll(ICellArray array, Activation activation) => array.Run(
        array.Settings.Levels.AllIndices(), Features.Trace | Features.Mean | Features.Activation, new Readout(activation, [], [0]));
}

/// <summary>The atlas does not hold for a device. The message is one sentence for the user.</summary>
internal sealed class AtlasMismatchException(string message) : Exception(message);
