using System.Runtime.ExceptionServices;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Groups;

/// <summary>
/// One call of a group: each device has a thread and takes chunks until all runs are done. What a lost device had is run by the others.
/// </summary>
internal sealed class GroupBatch
{
    // How often a device that has nothing to do looks whether another is late.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly DeviceGroup _group;
    private readonly IReadOnlyList<ICellArray?> _arrays;
    private readonly IReadOnlyList<int> _devices;
    private readonly RunShares _shares;
    private readonly GroupResponse _whole;
    private readonly TimeProvider _time;
    private readonly ushort[] _codes;
    private readonly Features _features;
    private readonly Readout? _readout;
    private readonly uint _firstTrial;
    private readonly int _cells; // N
    private readonly long _start;
    private Response? _only; // of a chunk that is the whole batch
    private int _working; // devices that are not lost
    private ExceptionDispatchInfo? _failure;

    /// <summary>Prepares a call.</summary>
    /// <param name="group">Keeps who has computed what.</param>
    /// <param name="arrays">The devices, by number; null for those that were lost before.</param>
    /// <param name="devices">The numbers of those that take part.</param>
    /// <param name="shares">The runs of each.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="time">Times the devices.</param>
    public GroupBatch(
        DeviceGroup group, IReadOnlyList<ICellArray?> arrays, IReadOnlyList<int> devices, RunShares shares, RunRequest request, TimeProvider time)
    {
        (_group, _arrays, _devices, _shares, _time) = (group, arrays, devices, shares, time);
        (_codes, _features, _readout, _firstTrial) = (request.Codes.ToArray(), request.Features, request.Readout, request.FirstTrial);
        var first = arrays[devices[0]]!;
        (_cells, _working) = (first.Settings.Cells, devices.Count);
        _whole = new GroupResponse(first.Settings, _codes.Length, _features, _readout, first.Describe().Capabilities.FixedPoint);
        _start = time.GetTimestamp();
    }

    private double Now => _time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Runs all of it.</summary>
    /// <exception cref="DeviceLostException">All devices are lost, or one gave wrong numbers.</exception>
    public Response Run()
    {
        Task[] others = [.. _devices.Skip(1).Select(device => Task.Factory.StartNew(
            () => Work(device), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Work(_devices[0]);
        Task.WaitAll(others);
        _failure?.Throw();
        return _only ?? _whole.Whole();
    }

    private void Work(int device)
    {
        try
        {
            while (Next(device) is { } runs)
            {
                var response = RunOn(device, runs);
                if (response is null)
                {
                    return;
                }

                Put(runs, response);
                Finish(device, runs);
            }
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                _failure ??= ExceptionDispatchInfo.Capture(error);
                Monitor.PulseAll(_gate);
            }
        }
    }

    // Waits while others work: one of them may be lost, or late.
    private RunRange? Next(int device)
    {
        lock (_gate)
        {
            while (!_shares.IsDone && _failure is null)
            {
                if (_shares.Take(device, Now) is { } runs)
                {
                    return runs;
                }

                Monitor.Wait(_gate, Look);
            }

            return null;
        }
    }

    // Null where the device is lost. Wrong numbers are no loss: what it gave before may be wrong too, so the whole call fails.
    private Response? RunOn(int device, RunRange runs)
    {
        var trial = unchecked(_firstTrial + (uint)(runs.First / _cells));
        try
        {
            return _arrays[device]!.Run(new RunRequest(_codes.AsSpan(runs.First, runs.Count), _features, _readout, trial));
        }
        catch (Exception error) when (error is DeviceMissingException or DeviceLostException and not WrongNumbersException)
        {
            Lose(device, error);
            return null;
        }
    }

    private void Lose(int device, Exception error)
    {
        lock (_gate)
        {
            _shares.Lose(device);
            _failure ??= --_working == 0 ? ExceptionDispatchInfo.Capture(error) : null;
            Monitor.PulseAll(_gate);
        }

        _group.Drop(device, error.Message);
    }

    private void Put(RunRange runs, Response response)
    {
        if (runs.Count == _codes.Length)
        {
            _only = response;
        }
        else
        {
            _whole.Put(runs, response);
        }
    }

    private void Finish(int device, RunRange runs)
    {
        lock (_gate)
        {
            _group.Count(device, runs.Count, _shares.Done(device, Now));
            Monitor.PulseAll(_gate);
        }
    }
}
