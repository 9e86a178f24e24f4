using System.Collections.Concurrent;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Kernels.Tests.OpenCl;

/// <summary>
/// A device for the tests: the first processor, else the first device. Without one the tests fail, since PoCL can always be installed.
/// </summary>
internal static class TestDevice
{
    /// <summary>Tests that use the device run one after another: each compiles and launches on every core.</summary>
    public const string Collection = "OpenCL";

    // Names another device, such as opencl:1:0; tools/gpu-check sets it.
    private const string Variable = "FHNHW_TEST_DEVICE";

    /// <summary>A tuner that keeps what it finds for this process alone.</summary>
    public static OpenClTuner Tuner { get; } = new(new TuningsInMemory());

    public static OpenClDevice Get() => OpenClDevices.List(out var missing) is { Count: > 0 } devices
        ? devices.FirstOrDefault(device => device.DeviceName == Environment.GetEnvironmentVariable(Variable))
            ?? devices.FirstOrDefault(device => device.IsProcessor) ?? devices[0]
        : throw new InvalidOperationException(missing?.Message, missing);
}

[CollectionDefinition(TestDevice.Collection, DisableParallelization = true)]
public class OpenClTestsInTurn;

/// <summary>What a tuner found, for as long as the tests run.</summary>
internal sealed class TuningsInMemory : IOpenClTunings
{
    private readonly ConcurrentDictionary<string, string> _kept = [];

    private readonly ConcurrentDictionary<string, byte[]> _programs = [];

    public int Count => _kept.Count;

    /// <summary>Built programs.</summary>
    public IReadOnlyCollection<string> Programs => [.. _programs.Keys];

    public byte[]? FindProgram(string key) => _programs.GetValueOrDefault(key);

    public void KeepProgram(string key, byte[] program) => _programs[key] = program;

    public string? Find(string key) => _kept.GetValueOrDefault(key);

    public void Keep(string key, string value) => _kept[key] = value;
}
