using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Managed;
using FhnHw.Tests;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;

namespace FhnHw.Training.Tests.Hidden;

public class GlimpseForwardTests
{
    private const int Cells = 6;
    private static readonly ArraySettings Settings = SmallArrays.Settings;
    private readonly float[] _sums = Array.ConvertAll(SmallImages.Noise(Cells * 50), value => 2.5f * value);

    [Theory]
    [InlineData(Activation.Linear, false)]
    [InlineData(Activation.Sigmoid, false)]
    [InlineData(Activation.Linear, true)]
    public void A_glimpse_of_the_whole_window_is_the_mean_of_its_samples(Activation activation, bool real)
    {
        using ICellArray array = real ? new FloatArray(Settings) : new ManagedArray(Settings);
        var atlas = Atlas.Measure(array, activation);
        var answers = Answers(atlas, Settings.Window.Samples, 1);
        Assert.All(answers.Index(), answer => Assert.Equal(MeanOf(atlas, RunAt(atlas, answer.Index), 0, Settings.Window.Samples), answer.Item, 1e-5));
    }

    [Fact]
    public void All_cells_of_an_image_are_seen_at_the_same_instant()
    {
        using var array = new ManagedArray(Settings);
        var atlas = Atlas.Measure(array, Activation.Linear);
        var answers = Answers(atlas, 1, 1);
        var starts = new HashSet<int>();
        for (var image = 0; image < answers.Length; image += Cells)
        {
            var fitting = Enumerable.Range(0, Settings.Window.Samples).Where(sample => Enumerable.Range(image, Cells).All(
                place => Math.Abs(MeanOf(atlas, RunAt(atlas, place), sample, 1) - answers[place]) < 1e-4)).ToArray();
            Assert.NotEmpty(fitting);
            starts.Add(fitting[0]);
        }

        Assert.True(starts.Count > 20, "Images begin at different instants.");
    }

    [Fact]
    public void An_epoch_repeats_itself_and_differs_from_the_next()
    {
        using var array = new ManagedArray(Settings);
        var atlas = Atlas.Measure(array, Activation.Linear);
        Assert.Equal(Answers(atlas, 4, 3), Answers(atlas, 4, 3));
        Assert.NotEqual(Answers(atlas, 4, 3), Answers(atlas, 4, 4));
    }

    [Fact]
    public void No_glimpse_is_the_array_s_own_mean()
    {
        using var array = new ManagedArray(Settings);
        var cells = new HiddenCells(array, Activation.Linear, ForwardMode.Auto);
        Assert.Same(cells.Forward, cells.ForwardInTraining(0, Cells, 1)(1));
    }

    [Fact]
    public void A_streamed_array_has_no_glimpses()
    {
        using var array = new ManagedArray(Settings);
        var cells = new HiddenCells(array, Activation.Linear, ForwardMode.Stream);
        Assert.Contains(Remedy.Do(RemedyAction.TakeAtlas), Assert.Throws<InvalidSettingException>(() => cells.ForwardInTraining(glimpse: 1, Cells, seed: 1)).Remedies);
    }

    [Fact]
    public void A_glimpse_longer_than_the_window_is_refused()
    {
        using var array = new ManagedArray(Settings);
        var cells = new HiddenCells(array, Activation.Linear, ForwardMode.Atlas);
        Assert.Throws<InvalidSettingException>(() => cells.ForwardInTraining(5, Cells, 1));
    }

    private float[] Answers(Atlas atlas, int length, int epoch)
    {
        var answers = new float[_sums.Length];
        new GlimpseForward(atlas, Cells, length, seed: 7).InEpoch(epoch).Respond(_sums, answers);
        return answers;
    }

    private int RunAt(Atlas atlas, int place)
    {
        var indices = new ushort[_sums.Length];
        CurrentCodes.Of(_sums, Settings.Levels, new float[_sums.Length], indices);
        return atlas.RunOf(indices[place], place);
    }

    private static double MeanOf(Atlas atlas, int run, int first, int length) =>
        Enumerable.Range(first, length).Average(sample => Readout.Apply(atlas.Activation, atlas.Response.Trace![sample, run]));
}
