// Your own hardware as an array, trained in the loop: dotnet run -c Release examples/hardware.cs
// The chip here is made up: 40 cells in floating point, each with an offset and a gain of its own, and noise on what is read.
#:project ../src/Training/FhnHw.Training.csproj
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Samples;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

var settings = ArraySettings.Usual with { Cells = 40, Window = Window.OfTime(new CellFormat(), transient: 8, record: 16, stride: 32) };
using var chip = new Chip(settings, mismatch: 0.3);
var data = BuiltInDigits.Generate(trainCount: 600, testCount: 200);
var recipe = new RunSettings { Training = new TrainingOptions { Hidden = settings.Cells, Epochs = 3, Batch = 32, LearningRate = 0.01 } };
var run = new TrainingRun(recipe, data.Train, new HiddenCells(chip))
{
    Watched = data.Test,
    OnEpoch = (epoch, test) => Console.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:0.000}, test {test!.Vote:0.0} % by vote, {test.Mean:0.0} % by mean"),
};
Console.WriteLine(chip.Describe());
run.Run(CancellationToken.None);

// All that your own array has to write: put the chip's driver into Trial.
internal sealed class Chip : HardwareArray
{
    private readonly Random _random = new(7);
    private readonly double[] _offset, _gain;

    public Chip(ArraySettings settings, double mismatch) : base(settings, "chip", "a made-up chip of 40 cells") =>
        (_offset, _gain) = (Draw(mismatch, 0), Draw(mismatch, 1));

    protected override void Trial(ReadOnlySpan<double> currents, Span<double> x)
    {
        var window = Settings.Window;
        for (var cell = 0; cell < currents.Length; cell++)
        {
            var (u, v, drive) = (0.1, 0.1, _offset[cell] + (_gain[cell] * currents[cell]));
            for (var step = 0; step < window.TotalSteps; step++)
            {
                if (step >= window.TransientSteps && (step - window.TransientSteps) % window.Stride == 0)
                {
                    x[((step - window.TransientSteps) / window.Stride * currents.Length) + cell] = u + (0.02 * (_random.NextDouble() - 0.5));
                }

                (u, v) = (u + ((u - (u * u * u / 3) - v) / (256 * 0.01)), v + ((u + drive) / 256)); // dt = 1/256, eps = 0.01, a = 0
            }
        }
    }

    private double[] Draw(double spread, double middle) =>
        [.. Enumerable.Range(0, Settings.Cells).Select(_ => middle + (spread * ((2 * _random.NextDouble()) - 1)))];
}
