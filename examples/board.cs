// A board over a serial line, compared with the processor's array to the bit: dotnet run examples/board.cs serial:/dev/ttyUSB1
// Without a board: artifacts/refdevice/fhn-refdevice --pty prints the path of its port (make -C tools/refdevice builds it), tools/fhnhw board sim its address.
#:project ../src/Boards/FhnHw.Boards.csproj
using FhnHw.Boards.Arrays;
using FhnHw.Boards.Lines;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;

if (args is not [var place] || BoardAddress.TryParse(place) is not { } address)
{
    Console.Error.WriteLine("Give a board: serial:PATH, serial:PATH@BAUD or tcp:HOST:PORT.");
    return 2;
}

var settings = ArraySettings.Usual with { Codes = CurrentCodes.OfBits(6) };
using var board = new BoardArray(address, settings);
using var cpu = new CpuArray(settings);
Console.WriteLine(board.Describe());
var request = new RunRequest(settings.Codes.AllCodes(), Features.Trace);
var (ofBoard, ofCpu) = (board.Run(request).Trace!.Words!, cpu.Run(request).Trace!.Words!);
var line = board.Board.Statistics;
var same = ofBoard.AsSpan().SequenceEqual(ofCpu.AsSpan());
Console.WriteLine($"{settings.Codes.Count} currents, {ofBoard.Length} samples, {(same ? "bit-exact" : "NOT bit-exact")}");
Console.WriteLine($"{line.Jobs} jobs, {line.BytesReceived} bytes read, {line.Retries} retries");
return same ? 0 : 1;
