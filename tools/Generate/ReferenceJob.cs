using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Generate;

/// <summary>
/// A job and its reply as docs/protocol.md section 4 says, one cell and one step after the other.
/// </summary>
internal sealed record ReferenceJob(int Features, int Cells, int Transient, int Steps, int Stride, int ImageCells = 0, int Classes = 0)
{
    public const int Ends = 0x01, Trace = 0x02, Signs = 0x04, Signature = 0x08, Votes = 0x10, Charge = 0x20, PerCell = 0x40, Registers = 0x80;

    /// <summary>A_x, LSBs of X.</summary>
    public int NoiseX { get; init; }

    /// <summary>A_y, units of 2^J LSBs of Y.</summary>
    public int NoiseY { get; init; }

    /// <summary>n modulo 8 of the first step, from which the noise's moves are counted.</summary>
    public int First { get; init; }

    /// <summary>The reply of ideal cells.</summary>
    /// <param name="inputWords">S, one a cell.</param>
    /// <param name="readout">Words of the readout, for votes.</param>
    /// <param name="constants">Format and gains.</param>
    /// <param name="saturated">Cells that were held at the bound of X at least once.</param>
    public byte[] Reply(int[] inputWords, short[] readout, CellConstants constants, out int saturated) => Reply(
        [.. inputWords.Select(S => new ReferenceCell(S, constants.EpsGain, constants.InitialState, new NoiseGenerator(1)))], readout, constants, out saturated);

    /// <summary>The reply's bytes.</summary>
    /// <param name="cells">What each cell is; behind the job, what it is then.</param>
    /// <param name="readout">Words of the readout, for votes.</param>
    /// <param name="constants">Format and gains.</param>
    /// <param name="saturated">Cells that were held at the bound of X at least once.</param>
    public byte[] Reply(ReferenceCell[] cells, short[] readout, CellConstants constants, out int saturated)
    {
        var format = constants.Format;
        CellState[] states = [.. cells.Select(cell => cell.State)];
        NoiseGenerator[] generators = [.. cells.Select(cell => cell.Generator)];
        var (held, signatures, votes) = (new bool[Cells], new uint[Cells], new uint[ImageCells == 0 ? 0 : Cells / ImageCells * Classes]);
        var bytes = new List<byte>();
        long[] first = [];
        for (var n = 0; n < Transient + Steps; n++)
        {
            first = n == Transient ? [.. states.Select(state => state.Y(format))] : first;
            AppendIf(bytes, Ends, n == Transient, () => states.SelectMany(state => Bytes(state.Y(format), constants.YBytes)));
            var sampled = n >= Transient && (n - Transient) % Stride == 0;
            AppendIf(bytes, Trace, sampled, () => states.SelectMany(state => Bytes(state.X, format.XBytes)));
            AppendIf(bytes, Signs, sampled, () => states.Chunk(8).Select(SignByte));
            if (sampled && (Features & Votes) != 0)
            {
                Vote(states, readout, votes);
            }

            for (var cell = 0; cell < Cells; cell++)
            {
                signatures[cell] = n < Transient ? TraceSignature.Start : TraceSignature.Append(signatures[cell], (short)states[cell].X);
                var (signX, signY) = generators[cell].Signs(First + n);
                var noisy = cells[cell].C == 0 ? 0 : 1;
                states[cell] = FixedStep.Advance(
                    states[cell], cells[cell].S, cells[cell].C, noisy * signX * NoiseX, noisy * signY * NoiseY, format, out var clamped);
                held[cell] |= clamped;
            }
        }

        AppendIf(bytes, Ends, true, () => states.SelectMany(state => Bytes(state.Y(format), constants.YBytes)));
        AppendIf(bytes, Charge, true, () => states.Zip(first, (state, start) => state.Y(format) - start).SelectMany(gained => Bytes(gained, constants.YBytes)));
        AppendIf(bytes, Signature, true, () => signatures.SelectMany(signature => Bytes(signature, 4)));
        AppendIf(bytes, Votes, true, () => votes.SelectMany(count => Bytes(count, 4)));
        AppendIf(bytes, Registers, true, () => states.SelectMany(state => Bytes(state.X, format.XBytes)));
        AppendIf(bytes, Registers, true, () => generators.SelectMany(generator => Bytes(Word(generator), 4)));
        saturated = held.Count(cell => cell);
        for (var cell = 0; cell < Cells; cell++)
        {
            cells[cell] = cells[cell] with { State = states[cell], Generator = generators[cell] };
        }

        return [.. bytes];
    }

    /// <summary>The payload of JOB.</summary>
    public byte[] Request(ReferenceCell[] cells, CellConstants constants)
    {
        var bytes = new List<byte>();
        var perCellWords = (Features & PerCell) != 0;
        bytes.AddRange(
        [
            .. Bytes(Features, 2), .. Bytes(Cells, 2), .. Bytes(Transient, 4), .. Bytes(Steps, 4), .. Bytes(Stride, 4),
            .. Bytes(ImageCells, 2), .. Bytes(Classes, 1),
        ]);
        bytes.AddRange(perCellWords ? [.. Bytes(NoiseX, 2), .. Bytes(NoiseY, 2), .. Bytes(First, 1)] : []);
        foreach (var cell in cells)
        {
            bytes.AddRange(Bytes(cell.S, constants.Format.SBytes));
            bytes.AddRange(perCellWords
                ? [
                    .. Bytes(cell.C, 2), .. Bytes(cell.State.X, constants.Format.XBytes),
                    .. Bytes(cell.State.Y(constants.Format), constants.YBytes), .. Bytes(Word(cell.Generator), 4),
                ]
                : []);
        }

        return [.. bytes];
    }

    // u, and v above it.
    private static long Word(NoiseGenerator generator) => generator.U | ((long)generator.V << 16);

    private void AppendIf(List<byte> bytes, int feature, bool now, Func<IEnumerable<byte>> part)
    {
        if (now && (Features & feature) != 0)
        {
            bytes.AddRange(part());
        }
    }

    private static IEnumerable<byte> Bytes(long value, int count) =>
        Enumerable.Range(0, count).Select(n => unchecked((byte)(value >> (8 * n))));

    private static byte SignByte(CellState[] eight) =>
        (byte)eight.Select((state, bit) => state.X >= 0 ? 1 << bit : 0).Sum();

    private void Vote(CellState[] states, short[] readout, uint[] votes)
    {
        for (var image = 0; image < Cells / ImageCells; image++)
        {
            var (winner, best) = (0, int.MinValue);
            for (var c = 0; c < Classes; c++)
            {
                var sum = unchecked((ushort)readout[2 * c]) + (readout[(2 * c) + 1] << 16);
                for (var cell = 0; cell < ImageCells; cell++)
                {
                    sum += readout[(2 * Classes) + (cell * Classes) + c] * states[(image * ImageCells) + cell].X;
                }

                (winner, best) = c == 0 || sum > best ? (c, sum) : (winner, best);
            }

            votes[(image * Classes) + winner]++;
        }
    }
}

/// <summary>What a cell is and where it stands: S, C, X and Y, the noise's generator.</summary>
internal sealed record ReferenceCell(int S, int C, CellState State, NoiseGenerator Generator);
