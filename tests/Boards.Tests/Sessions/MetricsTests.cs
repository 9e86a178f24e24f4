using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Sessions;

/// <summary>Whoever watches the program's counters sees what its boards and arrays do.</summary>
public class MetricsTests
{
    [DeviceFact]
    public void The_counters_of_link_and_array_say_what_the_statistics_say()
    {
        var settings = new ArraySettings(new CellFormat(), new CellParameters(), CurrentCodes.OfBits(6, -1), new Window(0, 64, 1));
        using var device = ReferenceDevice.OnTerminal(settings.Constants);
        var name = device.Address.ToString();
        using var seen = new Seen(name);
        using var array = new BoardArray(device.Address, settings, new LinkOptions());
        _ = array.Run(new RunRequest(settings.Codes.AllCodes(), Features.Trace));
        var link = array.Board.Statistics;
        Assert.True(link is { BytesSent: > 0, BytesReceived: > 0, Jobs: > 0 });
        Assert.Equal(link.BytesSent, seen["fhnhw.link.sent"]);
        Assert.Equal(link.Jobs, seen["fhnhw.link.jobs"]);
        Assert.Equal(0, seen["fhnhw.link.damaged_frames"]);
        Assert.True(seen["fhnhw.link.received"] >= link.Jobs);
        Assert.Equal(settings.Codes.Count, seen["fhnhw.array.runs"]);
        Assert.Equal(64L * settings.Codes.Count, seen["fhnhw.array.neuron_steps"]);
    }

    /// <summary>Adds up what one device's counters say.</summary>
    private sealed class Seen : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> _sums = new();
        private readonly MeterListener _listener = new();

        public Seen(string device)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith("FhnHw.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                if (tags.Length == 1 && Equals(tags[0].Value, device))
                {
                    _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
                }
            });
            _listener.Start();
        }

        public long this[string name] => _sums.GetValueOrDefault(name);

        public void Dispose() => _listener.Dispose();
    }
}
