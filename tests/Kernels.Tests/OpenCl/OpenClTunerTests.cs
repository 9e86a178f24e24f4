using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Kernels.Tests.OpenCl;

[Collection(TestDevice.Collection)]
public class OpenClTunerTests
{
    private static readonly OpenClForm Two = OpenClForm.Int16 with { Vectors = 2 }, Four = OpenClForm.Int16, Six = OpenClForm.Int16 with { Vectors = 6 };

    [Fact]
    public void The_fastest_of_two_devices_is_chosen_and_one_that_runs_nothing_is_not()
    {
        var speeds = new Dictionary<string, double?> { ["eight slow units"] = 2e9, ["two fast units"] = 4e10, ["broken"] = null };
        Assert.Equal("two fast units", OpenClTuner.Fastest(speeds.Keys, name => speeds[name]));
        Assert.Null(OpenClTuner.Fastest(["broken"], name => speeds[name]));
    }

    [Fact]
    public void The_fastest_variant_of_the_first_family_that_is_right_is_chosen()
    {
        var trial = new SpeedsOfForms(form => form == Four ? 2e9 : 1e9)
        {
            Refusals = { [OpenClForm.Short32] = "the compiler refuses it", [Six] = "its bits are wrong" },
        };
        var choice = OpenClTuner.Choose([[OpenClForm.Short32], [Two, Four, Six], [OpenClForm.Scalar]], trial, out _);

        Assert.Equal(Four, choice!.Form);
        Assert.Equal("2 vectors of 16 lanes of 32 bits 1.0, 4 vectors of 16 lanes of 32 bits 2.0", choice.Measured);
        Assert.Contains("AVX-512 (the compiler refuses it), 6 vectors of 16 lanes of 32 bits (its bits are wrong)", choice.Refused, StringComparison.Ordinal);
        Assert.StartsWith($"measured: {choice.Measured} G neuron-steps/s; refused: ", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_that_is_wrong_after_many_steps_is_taken_in_short_launches_where_they_are_right()
    {
        const string wrong = OpenClTrial.WrongAfterManySteps;
        var trial = new SpeedsOfForms(form => form == Six.InShortLaunches ? 2e9 : 1e9)
        {
            Refusals = { [Four] = wrong, [Six] = wrong, [Two] = wrong, [Two.InShortLaunches] = wrong },
        };
        var choice = OpenClTuner.Choose([[Two, Four, Six]], trial, out _)!;
        Assert.Equal(Six.InShortLaunches, choice.Form);
        Assert.Equal(choice, OpenClChoice.Read(choice.Write(), [Six, Six.InShortLaunches]));
        Assert.Contains("2 vectors of 16 lanes of 32 bits (its bits", choice.Refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_that_is_faster_by_chance_does_not_replace_one_before_it()
    {
        var fourSixTwo = new SpeedsOfForms(form => form == Four ? 1e9 : form == Six ? 1.04e9 : 1.06e9);
        Assert.Equal(Two, OpenClTuner.Choose([[Four, Six, Two]], fourSixTwo, out _)!.Form);
        Assert.Equal(Four, OpenClTuner.Choose([[Four, Six]], fourSixTwo, out _)!.Form);
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(3, 12)]
    [InlineData(5, 9)]
    [InlineData(1, 20)]
    public void A_hiccup_of_the_machine_that_outlasts_several_calls_chooses_no_slow_form(int first, int calls)
    {
        var call = 0;
        var trial = new SpeedsOfForms(form =>
        {
            var isHiccup = call >= first && call < first + calls;
            call++;
            return (form == Four ? 4.5e10 : 3e10) / (isHiccup ? 3 : 1);
        });
        var choice = OpenClTuner.Choose([[Two, Four, Six]], trial, out _)!;
        Assert.Equal((Four, 4.5e10), (choice.Form, choice.NeuronStepsPerSecond));
    }

    [Fact]
    public void Forms_are_measured_in_turns_and_no_longer_than_they_get_faster()
    {
        var asked = new List<OpenClForm>();
        OpenClRounds.Best([Two, Four], form => Ask(form, 1e9));
        Assert.Equal(Enumerable.Repeat((OpenClForm[])[Two, Four], 9).SelectMany(round => round), asked);

        asked.Clear();
        OpenClRounds.Best([Two, Four], form => Ask(form, Math.Pow(2, asked.Count)));
        Assert.Equal(2 * 24, asked.Count);

        double Ask(OpenClForm form, double speed)
        {
            asked.Add(form);
            return speed;
        }
    }

    [Fact]
    public void Built_programs_are_kept_and_taken_again_with_the_same_bits()
    {
        var kept = new TuningsInMemory();
        var settings = ArraySettings.Usual with { Window = new Window(37, 203, 7), Parameters = new CellParameters(0.0123) };
        for (var round = 0; round < 2; round++)
        {
            using (var array = new OpenClArray(settings, TestDevice.Get(), OpenClForm.Int16, kept))
            {
                Assert.True(OpenClTrial.IsRight(array, settings));
                Assert.Single(kept.Programs);
            }

            OpenClEngine.Forget();
        }
    }

    [Fact]
    public void A_kept_program_that_the_driver_does_not_take_is_built_again()
    {
        var kept = new TuningsInMemory();
        var settings = ArraySettings.Usual with { Window = new Window(37, 203, 7), Parameters = new CellParameters(0.0124) };
        new OpenClArray(settings, TestDevice.Get(), OpenClForm.Int16, kept).Dispose();
        OpenClEngine.Forget();
        kept.KeepProgram(Assert.Single(kept.Programs), [1, 2, 3, 4, 5, 6, 7, 8]);
        using var array = new OpenClArray(settings, TestDevice.Get(), OpenClForm.Int16, kept);
        Assert.True(OpenClTrial.IsRight(array, settings));
    }

    [Fact]
    public void After_a_device_was_lost_the_next_array_borrows_nothing_that_was_kept_of_it()
    {
        var (device, settings) = (TestDevice.Get(), ArraySettings.Usual with { Window = new Window(37, 203, 7), Parameters = new CellParameters(0.0125) });
        var (idle, lost, other) = (Borrow(), Borrow(), Borrow());
        idle.GiveBack();
        lost.GiveUp();
        other.GiveBack(); // of an array that stood on the same context
        var next = Borrow();
        Assert.DoesNotContain(next, new[] { idle, lost, other });
        Assert.NotSame(lost.Context, next.Context);
        Assert.Same(OpenClContext.Of(device), next.Context);
        next.GiveBack();
        Assert.Same(next, Borrow());
        next.GiveBack();
        using var array = new OpenClArray(settings, device, OpenClForm.Int16);
        Assert.True(OpenClTrial.IsRight(array, settings));

        OpenClEngine Borrow() => OpenClEngine.Borrow(device, settings, OpenClForm.Int16, null);
    }

    [Fact]
    public void A_faster_form_whose_bits_are_wrong_is_never_chosen()
    {
        var wrong = new SpeedsOfForms(_ => 1e12) { Refusals = { [Two] = "its bits are wrong", [Four] = "its bits are wrong" } };
        Assert.Null(OpenClTuner.Choose([[Two], [Four]], wrong, out var refused));
        Assert.Equal("2 vectors of 16 lanes of 32 bits (its bits are wrong), 4 vectors of 16 lanes of 32 bits (its bits are wrong)", refused);
    }

    [Fact]
    public void A_form_that_computes_something_else_fails_its_trial()
    {
        var settings = ArraySettings.Usual with { Window = new Window(37, 203, 7) };
        using var array = new OpenClArray(settings, TestDevice.Get(), OpenClForm.Int16);
        Assert.True(OpenClTrial.IsRight(array, settings));
        Assert.False(OpenClTrial.IsRight(array, settings with { Parameters = new CellParameters(0.0101) }));
        Assert.False(OpenClTrial.IsRight(array, settings with { Parameters = new CellParameters(a: 0.001) }));
    }

    [Theory]
    [InlineData("ideal")]
    [InlineData("lab")]
    [InlineData("harsh")]
    public void A_choice_is_kept_by_format_and_kind_of_cells_and_read_again(string imperfections)
    {
        var settings = ArraySettings.Usual with { Imperfections = Imperfections.Preset(imperfections), Cells = 100 };
        var kept = new TuningsInMemory();
        var tuner = new OpenClTuner(kept);
        var choice = tuner.Choose(TestDevice.Get(), settings);
        Assert.True(choice.NeuronStepsPerSecond > 0);
        Assert.Equal(1, kept.Count);

        Assert.Equal(choice.Form, tuner.Choose(TestDevice.Get(), settings with { Window = new Window(1, 2, 1) }).Form);
        Assert.Equal(1, kept.Count);
        tuner.Choose(TestDevice.Get(), settings with { Format = new CellFormat(8, 8, 6) });
        Assert.Equal(2, kept.Count);
    }

    [Fact]
    public void What_was_kept_in_other_words_or_for_another_candidate_is_measured_again()
    {
        var choice = new OpenClChoice(Four, 4.5e10, "some 45.0", "something, it failed");
        Assert.Equal(choice, OpenClChoice.Read(choice.Write(), [Two, Four]));
        Assert.Null(OpenClChoice.Read(choice.Write(), [Two, Six]));
        Assert.Null(OpenClChoice.Read("something else", [Four]));
        Assert.Null(OpenClChoice.Read(null, [Four]));
    }

    /// <summary>Forms with speeds and refusals that a test gives.</summary>
    private sealed class SpeedsOfForms(Func<OpenClForm, double> speed) : IOpenClTrial
    {
        public Dictionary<OpenClForm, string> Refusals { get; } = [];

        public string? RefusalOf(OpenClForm form) => Refusals.GetValueOrDefault(form);

        public double SpeedOf(OpenClForm form) => speed(form);
    }
}
