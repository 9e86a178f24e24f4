using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Noise;

namespace FhnHw.Boards.Conformance;

/// <summary>The reply that a job must have, computed by the normative step, cell by cell and step by step.</summary>
internal sealed class NormativeReply
{
    private readonly JobRequest _job;
    private readonly Greeting _board;
    private readonly short[,] _x; // [sample, cell]
    private readonly long[] _first, _last;
    private readonly uint[] _signatures;
    private readonly CellRegisters[] _after; // the cells after the last step

    /// <summary>Computes a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="board">Gives the widths.</param>
    /// <param name="constants">What the cells compute.</param>
    public NormativeReply(JobRequest job, Greeting board, CellConstants constants)
    {
        _job = job;
        _board = board;
        _x = new short[job.Samples, job.Cells];
        _first = new long[job.Cells];
        _last = new long[job.Cells];
        _signatures = new uint[job.Cells];
        _after = new CellRegisters[job.Cells];
        for (var cell = 0; cell < job.Cells; cell++)
        {
            Saturated += RunCell(cell, constants) ? 1 : 0;
        }
    }

    /// <summary>Cells in which X saturated.</summary>
    public int Saturated { get; }

    /// <summary>The bytes.</summary>
    /// <param name="readout">Words of the readout, where votes are asked for.</param>
    public byte[] ToBytes(short[]? readout = null)
    {
        var bytes = new List<byte>();
        Ends(bytes, _first);
        for (var m = 0; m < _job.Samples; m++)
        {
            Sample(bytes, m);
        }

        Ends(bytes, _last);
        if (_job.Asks(Protocol.ChargeFeature))
        {
            bytes.AddRange(_last.Zip(_first, (last, first) => last - first).SelectMany(gained => Word(gained, _board.YBytes)));
        }

        if (_job.Asks(Protocol.SignatureFeature))
        {
            bytes.AddRange(_signatures.SelectMany(signature => Word(signature, 4)));
        }

        if (_job.Asks(Protocol.VotesFeature))
        {
            bytes.AddRange(Votes(readout!).SelectMany(votes => Word(votes, 4)));
        }

        if (_job.Asks(Protocol.RegistersFeature))
        {
            bytes.AddRange(_after.SelectMany(cell => Word(cell.State.X, _board.XBytes)));
            bytes.AddRange(_after.SelectMany(cell => Word(cell.Noise.U | ((long)cell.Noise.V << 16), Protocol.NoiseBytes)));
        }

        return [.. bytes];
    }

    private bool RunCell(int cell, CellConstants constants)
    {
        var perCellWords = _job.PerCell?.Cells[cell]
            ?? new CellRegisters(_job.InputWords[cell], constants.EpsGain, constants.InitialState, 0, 0, new NoiseGenerator(1));
        var (aX, aY) = perCellWords.IsStuck || _job.PerCell is null ? (0, 0) : (_job.PerCell.NoiseX, _job.PerCell.NoiseY);
        var (state, noise, saturated) = (perCellWords.State, perCellWords.Noise, false);
        for (var n = 0; n < _job.Transient + _job.Steps; n++)
        {
            var inWindow = n - _job.Transient;
            _first[cell] = inWindow == 0 ? state.Y(constants.Format) : _first[cell];
            if (inWindow >= 0)
            {
                _signatures[cell] = TraceSignature.Append(_signatures[cell], (short)state.X);
                if (inWindow % _job.Stride == 0)
                {
                    _x[inWindow / _job.Stride, cell] = (short)state.X;
                }
            }

            var (signX, signY) = noise.Signs(n + (_job.PerCell?.First ?? 0));
            state = FixedStep.Advance(state, perCellWords.S, perCellWords.EpsGain, signX * aX, signY * aY, constants.Format, out var clamped);
            saturated |= clamped;
        }

        _after[cell] = perCellWords with { State = state, Noise = noise };

        _last[cell] = state.Y(constants.Format);
        return saturated;
    }

    private void Ends(List<byte> bytes, long[] ends)
    {
        if (_job.Asks(Protocol.EndsFeature))
        {
            bytes.AddRange(ends.SelectMany(end => Word(end, _board.YBytes)));
        }
    }

    private void Sample(List<byte> bytes, int m)
    {
        if (_job.Asks(Protocol.TraceFeature))
        {
            bytes.AddRange(Enumerable.Range(0, _job.Cells).SelectMany(cell => Word(_x[m, cell], _board.XBytes)));
        }

        if (_job.Asks(Protocol.SignsFeature))
        {
            var row = new byte[(_job.Cells + 7) / 8];
            for (var cell = 0; cell < _job.Cells; cell++)
            {
                row[cell / 8] |= (byte)((_x[m, cell] >= 0 ? 1 : 0) << (cell % 8));
            }

            bytes.AddRange(row);
        }
    }

    private int[] Votes(short[] readout)
    {
        var (cells, classes) = (_job.ImageCells, _job.Classes);
        var votes = new int[_job.Cells / cells * classes];
        for (var m = 0; m < _job.Samples; m++)
        {
            for (var image = 0; image < _job.Cells / cells; image++)
            {
                votes[(image * classes) + Winner(readout, m, image)]++;
            }
        }

        return votes;
    }

    private int Winner(short[] readout, int m, int image)
    {
        var (cells, classes) = (_job.ImageCells, _job.Classes);
        var (winner, best) = (0, long.MinValue);
        for (var c = 0; c < classes; c++)
        {
            long sum = unchecked((ushort)readout[2 * c]) | (readout[(2 * c) + 1] << 16);
            for (var cell = 0; cell < cells; cell++)
            {
                sum += readout[(2 * classes) + (cell * classes) + c] * _x[m, (image * cells) + cell];
            }

            (winner, best) = sum > best ? (c, sum) : (winner, best);
        }

        return winner;
    }

    private static byte[] Word(long value, int bytes)
    {
        var word = new byte[bytes];
        Words.Write(word, value);
        return word;
    }
}
