using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Verification;

/// <summary>
/// Proves by exhaustion that two fixed-point arrays are bit-exact: for every current code, x of the cells at every step of the run (by
/// signature, where an array is far away), and then each feature that an array can compute by itself, after the ADC where there is one.
/// </summary>
public sealed class EqualityCheck
{
    private readonly Func<ArraySettings, ICellArray> _expected;
    private readonly Func<ArraySettings, ICellArray> _got;
    private readonly ArraySettings _settings;
    private readonly int _seed;

    /// <summary>Prepares a check.</summary>
    /// <param name="expected">Makes the first array.</param>
    /// <param name="got">Makes the second array.</param>
    /// <param name="settings">Format, cell, codes and window.</param>
    /// <param name="seed">Seed of the readout's weights and of the images.</param>
    public EqualityCheck(
        Func<ArraySettings, ICellArray> expected, Func<ArraySettings, ICellArray> got, ArraySettings settings, int seed)
    {
        _expected = expected;
        _got = got;
        _settings = settings;
        _seed = seed;
    }

    /// <summary>Units of work, as they are reported while the check runs.</summary>
    public long TotalWork => _settings.Codes.Count + EqualityFeatures.WorkOf(_settings);

    /// <summary>Compares.</summary>
    /// <param name="progress">Gets the units of work done so far.</param>
    /// <param name="cancellation">Ends the check early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    /// <exception cref="DeviceLostException">An array was lost.</exception>
    public EqualityReport Run(Action<long> progress, CancellationToken cancellation)
    {
        var traces = Traces(progress, cancellation);
        var features = Features(done => progress(_settings.Codes.Count + done), cancellation);
        return new EqualityReport(
            _settings.Codes.Count,
            _settings.Window.TotalSteps,
            [.. traces.Findings, .. features.Findings],
            traces.First ?? features.First,
            traces.Around?.Near(),
            traces.Around);
    }

    private IEveryStepCheck Traces(Action<long> progress, CancellationToken cancellation)
    {
        var wholeRun = _settings with
        {
            Window = new Window(0, _settings.Window.TotalSteps, 1),
            Imperfections = _settings.Imperfections.WithoutAdc(),
        };
        using var expected = _expected(wholeRun);
        using var got = _got(wholeRun);
        IEveryStepCheck traces = EqualitySignatures.Apply(expected, got)
            ? new EqualitySignatures(expected, got)
            : new EqualityTraces(expected, got);
        traces.Run(progress, cancellation);
        return traces;
    }

    private EqualityFeatures Features(Action<long> progress, CancellationToken cancellation)
    {
        using var expected = _expected(_settings);
        using var got = _got(_settings);
        var features = new EqualityFeatures(expected, got, _seed);
        features.Run(progress, cancellation);
        return features;
    }
}
