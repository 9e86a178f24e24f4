using FhnHw.Files;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Export;

/// <summary>A response table as arrays that NumPy opens.</summary>
public static class ResponseTableFile
{
    /// <summary>The arrays. Where cells have per-cell parameters, arrays of [code] are [code, cell], and the trace [code, cell, sample].</summary>
    /// <remarks>
    /// <c>codes</c>: signed codes c, int32. <c>currents</c>: I of each, float64. <c>mean</c>: mean of x over every step of the window, float64.
    /// <c>activation</c>: mean of g(x), float32, what a forward pass in training gives. <c>trace</c>: x by sample, int16 words of
    /// <c>traceUnit</c> in fixed point, float64 in floating point; <c>traceBound</c>: the largest word that there can be, NaN in floating point.
    /// <c>t</c>: the time of each sample.
    /// </remarks>
    /// <param name="responses">The response table.</param>
    /// <param name="about">What it was measured on: UTF-8 text, as bytes.</param>
    /// <param name="trace">True for the traces too; the response table keeps them.</param>
    public static IEnumerable<KeyValuePair<string, NpyArray>> Arrays(ResponseTable responses, byte[] about, bool trace)
    {
        var (codes, response) = (responses.Settings.Codes, responses.Response);
        int[] shape = responses.Settings.HasPerCellParameters ? [codes.Count, responses.Cells] : [codes.Count];
        yield return new("codes", NpyArray.Of([.. Enumerable.Range(-codes.MaxCode, codes.Count)]));
        yield return new("currents", NpyArray.Of(codes.Currents.ToArray()));
        yield return new("mean", NpyArray.Of(response.MeanX!, shape));
        yield return new("activation", NpyArray.Of(responses.Activations, shape));
        if (trace)
        {
            var (window, format) = (responses.Settings.Window, responses.Settings.Format);
            yield return new("trace", TraceOf(response.Trace!, responses.TraceColumns.ToArray(), [.. shape, window.Samples]));
            yield return new("traceUnit", NpyArray.Scalar(response.Trace!.Words is null ? 1 : format.XUnit));
            yield return new("traceBound", NpyArray.Scalar(response.Trace.Words is null ? double.NaN : format.XMax));
            yield return new("t", NpyArray.Of([.. Enumerable.Range(0, window.Samples)
                .Select(sample => (window.TransientSteps + ((double)sample * window.Stride)) * format.Dt)]));
        }

        yield return new("about", NpyArray.Of(about));
    }

    // Traces lie sample by sample; in the file they lie run by run.
    private static NpyArray TraceOf(Trace trace, int[] columns, int[] shape)
    {
        columns = columns.Length > 0 ? columns : [.. Enumerable.Range(0, trace.Runs)];
        return trace.Words is { } words
            ? NpyArray.Of(Turned<short>(words.AsMemory(), trace.Samples, trace.Runs, columns), shape)
            : NpyArray.Of(Turned<double>(((RealTrace)trace).Values, trace.Samples, trace.Runs, columns), shape);
    }

    // Run r has the column columns[r].
    private static T[] Turned<T>(ReadOnlyMemory<T> values, int samples, int width, int[] columns)
    {
        var turned = new T[checked(samples * columns.Length)];
        Parallel.For(0, columns.Length, run =>
        {
            var source = values.Span;
            for (var sample = 0; sample < samples; sample++)
            {
                turned[(run * samples) + sample] = source[(sample * width) + columns[run]];
            }
        });
        return turned;
    }
}
