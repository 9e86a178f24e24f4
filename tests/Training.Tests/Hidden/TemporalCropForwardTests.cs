using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;
using FhnHw.Training.Hidden;

namespace FhnHw.Training.Tests.Hidden;

public class TemporalCropForwardTests
{
    private const int Cells = 6;
    private static readonly ArraySettings Settings = SmallArrays.Settings;
    private readonly float[] _sums = Array.ConvertAll(SmallImages.Noise(Cells * 50), value => 2.5f * value);

    [Theory]
    [InlineData(Nonlinearity.Linear, false)]
    [InlineData(Nonlinearity.Sigmoid, false)]
    [InlineData(Nonlinearity.Linear, true)]
    public void A_temporal_crop_of_the_whole_window_is_the_mean_of_its_samples(Nonlinearity nonlinearity, bool real)
    {
        using ICellArray array = real ? new FloatArray(Settings) : new CpuArray(Settings);
        var responses = ResponseTable.Measure(array, nonlinearity);
        var activations = Activations(responses, Settings.Window.Samples, 1);
        Assert.All(
            activations.Index(),
            activation => Assert.Equal(MeanOf(responses, RunAt(responses, activation.Index), 0, Settings.Window.Samples), activation.Item, 1e-5));
    }

    [Fact]
    public void All_cells_of_an_image_are_seen_at_the_same_instant()
    {
        using var array = new CpuArray(Settings);
        var responses = ResponseTable.Measure(array, Nonlinearity.Linear);
        var activations = Activations(responses, 1, 1);
        var starts = new HashSet<int>();
        for (var image = 0; image < activations.Length; image += Cells)
        {
            var fitting = Enumerable.Range(0, Settings.Window.Samples).Where(sample => Enumerable.Range(image, Cells).All(
                place => Math.Abs(MeanOf(responses, RunAt(responses, place), sample, 1) - activations[place]) < 1e-4)).ToArray();
            Assert.NotEmpty(fitting);
            starts.Add(fitting[0]);
        }

        Assert.True(starts.Count > 20, "Images begin at different instants.");
    }

    [Fact]
    public void An_epoch_repeats_itself_and_differs_from_the_next()
    {
        using var array = new CpuArray(Settings);
        var responses = ResponseTable.Measure(array, Nonlinearity.Linear);
        Assert.Equal(Activations(responses, 4, 3), Activations(responses, 4, 3));
        Assert.NotEqual(Activations(responses, 4, 3), Activations(responses, 4, 4));
    }

    [Fact]
    public void Without_a_temporal_crop_the_mean_is_that_of_the_array()
    {
        using var array = new CpuArray(Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Auto);
        Assert.Same(cells.Forward, cells.ForwardInTraining(0, Cells, 1)(1));
    }

    [Fact]
    public void A_streamed_array_has_no_temporal_crops()
    {
        using var array = new CpuArray(Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Stream);
        Assert.Contains(
            Remedy.Do(RemedyAction.TakeTable),
            Assert.Throws<InvalidSettingException>(() => cells.ForwardInTraining(temporalCrop: 1, Cells, seed: 1)).Remedies);
    }

    [Fact]
    public void A_temporal_crop_longer_than_the_window_is_refused()
    {
        using var array = new CpuArray(Settings);
        var cells = new HiddenCells(array, Nonlinearity.Linear, ForwardMode.Table);
        Assert.Throws<InvalidSettingException>(() => cells.ForwardInTraining(5, Cells, 1));
    }

    private float[] Activations(ResponseTable responses, int length, int epoch)
    {
        var activations = new float[_sums.Length];
        new TemporalCropForward(responses, Cells, length, seed: 7).InEpoch(epoch).Respond(_sums, activations);
        return activations;
    }

    private int RunAt(ResponseTable responses, int place)
    {
        var indices = new ushort[_sums.Length];
        CurrentEncoder.Of(_sums, Settings.Codes, new float[_sums.Length], indices);
        return responses.RunOf(indices[place], place);
    }

    private static double MeanOf(ResponseTable responses, int run, int first, int length) =>
        Enumerable.Range(first, length).Average(sample => Readout.Apply(responses.Nonlinearity, responses.Response.Trace![sample, run]));
}
