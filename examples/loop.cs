// Your own training loop around an array, with nothing of FhnHw's but the array and the images: dotnet run -c Release examples/loop.cs [DEVICE]
#:project ../src/Boards/FhnHw.Boards.csproj
#:project ../src/Training/FhnHw.Training.csproj
using FhnHw.Boards.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;

const int Cells = 50, Classes = 10, Pixels = 28 * 28;
const float Rate = 0.05f;
var data = BuiltInDigits.Generate(trainCount: 2000, testCount: 500);
var settings = ArraySettings.Usual;
using var array = DeviceArrays.Open(args.FirstOrDefault("cpu"), settings);
var random = new Random(1);
var first = Draw(Pixels * Cells, MathF.Sqrt(6f / (Pixels + Cells)));
var output = Draw(Cells * Classes, MathF.Sqrt(6f / (Cells + Classes)));
var (u, codes, scores, errors) = (new float[Cells], new ushort[Cells], new float[Classes], new float[Cells]);
for (var epoch = 1; epoch <= 3; epoch++)
{
    Console.WriteLine($"epoch {epoch}: train {Percent(data.Train, learns: true):0.0} %, test {Percent(data.Test, learns: false):0.0} %");
}

float[] Draw(int count, float reach) => [.. Enumerable.Range(0, count).Select(_ => reach * ((2 * random.NextSingle()) - 1))];

// One image after the other: forward through the array, and where it learns back past it.
double Percent(ImageSet images, bool learns)
{
    var correct = 0;
    for (var image = 0; image < images.Count; image++)
    {
        var x = Forward(images.Image(image));
        var best = scores.AsSpan().IndexOf(scores.Max());
        correct += best == images.Labels[image] ? 1 : 0;
        if (learns)
        {
            Backward(images.Image(image), x, images.Labels[image]);
        }
    }

    return 100.0 * correct / images.Count;
}

// I = gamma · tanh(W p); the cells answer with the time-mean of x, and the output layer weighs it.
double[] Forward(ReadOnlySpan<byte> pixels)
{
    Array.Clear(u);
    for (var pixel = 0; pixel < Pixels; pixel++)
    {
        for (var cell = 0; pixels[pixel] > 0 && cell < Cells; cell++)
        {
            u[cell] += first[(pixel * Cells) + cell] * pixels[pixel] / 255;
        }
    }

    for (var cell = 0; cell < Cells; cell++)
    {
        u[cell] = MathF.Tanh(u[cell]);
        codes[cell] = settings.Codes.CodeOf(u[cell]);
    }

    var x = array.Run(new(codes, Features.Mean)).MeanX!;
    for (var label = 0; label < Classes; label++)
    {
        scores[label] = 0;
        for (var cell = 0; cell < Cells; cell++)
        {
            scores[label] += output[(cell * Classes) + label] * (float)x[cell];
        }
    }

    return x;
}

// Softmax and cross entropy, then the surrogate: the mean of x is -(a + gamma · u), so its slope is -gamma · (1 - u²).
void Backward(ReadOnlySpan<byte> pixels, double[] x, int label)
{
    var sum = scores.Sum(score => MathF.Exp(score - scores.Max()));
    Array.Clear(errors);
    for (var other = 0; other < Classes; other++)
    {
        var slope = (MathF.Exp(scores[other] - scores.Max()) / sum) - (other == label ? 1 : 0);
        for (var cell = 0; cell < Cells; cell++)
        {
            errors[cell] += output[(cell * Classes) + other] * slope;
            output[(cell * Classes) + other] -= Rate * slope * (float)x[cell];
        }
    }

    for (var pixel = 0; pixel < Pixels; pixel++)
    {
        for (var cell = 0; pixels[pixel] > 0 && cell < Cells; cell++)
        {
            var slope = errors[cell] * (float)-settings.Codes.Gamma * (1 - (u[cell] * u[cell]));
            first[(pixel * Cells) + cell] -= Rate * slope * pixels[pixel] / 255;
        }
    }
}
