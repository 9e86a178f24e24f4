using FhnHw.Host.Results;

namespace FhnHw.Host.Tests.Results;

public class WaveformTests
{
    [Fact]
    public void The_period_of_a_sine_is_found_between_samples()
    {
        var x = Enumerable.Range(0, 1000).Select(i => Math.Sin(2 * Math.PI * i / 37.3)).ToArray();
        var wave = Waveform.Of(x, 0.1);
        Assert.Equal(3.73, wave.Period!.Value, 3);
        Assert.InRange(wave.Duty, 0.48, 0.52);
    }

    [Fact]
    public void A_constant_has_no_period()
    {
        var wave = Waveform.Of([1.5, 1.5, 1.5], 1);
        Assert.Null(wave.Period);
        Assert.Equal(new Waveform(1.5, 1.5, null, 1), wave);
    }
}
