using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FhnHw.Kernels.Arrays;

/// <summary>
/// What arrays have done, for whoever watches the program: <c>dotnet-counters monitor -n fhnhw --counters FhnHw.Arrays</c>. Nobody pays
/// where nobody watches.
/// </summary>
public static class ArrayMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "FhnHw.Arrays";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("fhnhw.array.runs", "{run}", "cells run through a window");

    private static readonly Counter<long> Steps =
        Meter.CreateCounter<long>("fhnhw.array.neuron_steps", "{step}", "steps of the cells that were asked for, the transient included");

    private static readonly Counter<double> Seconds =
        Meter.CreateCounter<double>("fhnhw.array.time", "s", "time from the request to the response");

    /// <summary>Begins to measure one call of an array; disposing of the value counts it.</summary>
    /// <param name="device">The array's name, such as <c>cpu</c> or <c>opencl:0:0</c>.</param>
    /// <param name="runs">Runs of the call.</param>
    /// <param name="window">Their window.</param>
    public static MeasuredCall Measure(string device, int runs, Window window) =>
        new(device, runs, (long)runs * window.TotalSteps, Runs.Enabled || Steps.Enabled || Seconds.Enabled ? Stopwatch.GetTimestamp() : 0);

    /// <summary>One call of an array.</summary>
    public readonly ref struct MeasuredCall
    {
        private readonly string _device;
        private readonly long _runs, _steps, _start;

        internal MeasuredCall(string device, long runs, long steps, long start) => (_device, _runs, _steps, _start) = (device, runs, steps, start);

        /// <summary>Counts the call, however it ended.</summary>
        public void Dispose()
        {
            if (_start != 0)
            {
                var tag = new KeyValuePair<string, object?>("device", _device);
                Runs.Add(_runs, tag);
                Steps.Add(_steps, tag);
                Seconds.Add(Stopwatch.GetElapsedTime(_start).TotalSeconds, tag);
            }
        }
    }
}
