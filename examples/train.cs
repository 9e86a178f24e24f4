// Trains MNIST with spiking neurons in the forward pass: dotnet run -c Release examples/train.cs [DEVICE] [DATA] [EPOCHS]
// DATA: a folder, mnist, or builtin for drawn digits. Without it MNIST is looked for, and fetched where it is not at hand.
#:project ../src/Boards/FhnHw.Boards.csproj
#:project ../src/Training/FhnHw.Training.csproj
using System.Globalization;
using FhnHw.Boards.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Learning;
using FhnHw.Training.Runs;

var data = (await DataLocator.Usual().LocateAsync(args.ElementAtOrDefault(1))).Set;
var epochs = int.Parse(args.ElementAtOrDefault(2) ?? "3", CultureInfo.InvariantCulture);
using var array = DeviceArrays.Open(args.FirstOrDefault("cpu"), ArraySettings.Usual);
Console.WriteLine($"{data}\n{array.Describe()}");
var run = new TrainingRun(new RunSettings { Training = new TrainingOptions { Epochs = epochs } }, data.Train, new HiddenCells(array))
{
    Watched = data.Test,
    OnEpoch = (epoch, test) => Console.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:0.000}, test {test!.Vote:0.00} % by vote, {test.Mean:0.00} % by mean"),
};
run.Run(CancellationToken.None);
