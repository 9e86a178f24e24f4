// Currents in, x out, on any device: dotnet run examples/currents.cs [DEVICE]
#:project ../src/Boards/FhnHw.Boards.csproj
using FhnHw.Boards.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;

var settings = ArraySettings.Usual with { Codes = CurrentCodes.Of(-1.2, -0.5, 0.25, 0.5) };
using var array = DeviceArrays.Open(args.FirstOrDefault("cpu"), settings);
var response = array.Run(new(settings.Codes.AllCodes(), Features.Trace | Features.Mean));
Console.WriteLine(array.Describe());
for (var run = 0; run < response.Runs; run++)
{
    var x = Enumerable.Range(0, 5).Select(sample => response.Trace![sample, run].ToString("+0.000;-0.000"));
    Console.WriteLine($"I = {settings.Codes.Currents[run]:+0.00;-0.00}  mean of x {response.MeanX![run]:+0.000;-0.000}  first samples {string.Join(' ', x)}");
}
