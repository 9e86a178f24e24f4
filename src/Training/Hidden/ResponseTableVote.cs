using System.Buffers;
using FhnHw.Kernels.Samples;
using FhnHw.Kernels.Threads;

namespace FhnHw.Training.Hidden;

/// <summary>One vote on images by the traces of a fixed-point response table.</summary>
/// <remarks>
/// Samples go by in blocks of 32: all images vote on one block of every run, which each core's second-level cache holds, while the next one is fetched.
/// Where the winner alone is asked for, an image is done as soon as no other class can win any more, after half of its samples at the earliest.
/// </remarks>
/// <param name="voter">Sums and counts.</param>
/// <param name="readout">The output layer.</param>
/// <param name="blocks">g(X) of all runs, block by block.</param>
/// <param name="samples">Samples of a run.</param>
internal sealed class ResponseTableVote(FixedVoter voter, FixedReadout readout, ReadOnlyMemory<short> blocks, int samples) : IDisposable
{
    // Images that a core takes at a time, and after how many it asks for a bit of the next block.
    private const int Grain = 64, ImagesPerFetch = 8;

    private readonly int _cells = readout.Cells, _classes = readout.Classes;
    private readonly int _block = blocks.Length / ActivationBlocks.Count(samples); // words of one
    private int[] _runs = [], _open = []; // [image · cells + cell]; the images that are not won yet
    private bool[] _isWon = [];
    private int _start, _openCount;
    private bool _untilWon;

    /// <summary>What was counted, [image · classes + class].</summary>
    public int[] Votes { get; private set; } = [];

    /// <summary>Takes the images and looks up which run each of their cells reads.</summary>
    /// <param name="responses">The response table.</param>
    /// <param name="codes">Current codes, image by image.</param>
    public void TakeRuns(ResponseTable responses, ReadOnlySpan<ushort> codes)
    {
        var images = codes.Length / _cells;
        Votes = new int[images * _classes];
        _runs = ArrayPool<int>.Shared.Rent(codes.Length);
        _open = ArrayPool<int>.Shared.Rent(images);
        _isWon = ArrayPool<bool>.Shared.Rent(images);
        for (var image = 0; image < images; image++)
        {
            responses.TraceColumnsOf(codes.Slice(image * _cells, _cells), _runs.AsSpan(image * _cells, _cells));
            (_open[image], _isWon[image]) = (image, false);
        }

        _openCount = images;
        FixedVoter.CheckRuns(blocks.Span[.._block], _runs.AsSpan(0, codes.Length));
    }

    /// <summary>Counts.</summary>
    /// <param name="untilWon">True where it may end when it is certain which class has most votes.</param>
    public void Run(bool untilWon)
    {
        _untilWon = untilWon;
        Action<int, int> part = VotePart;
        for (_start = 0; _start < samples && _openCount > 0; _start += ActivationBlocks.Samples)
        {
            Team.Share(_openCount, Grain, part);
            LeaveWonOut();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_runs);
        ArrayPool<int>.Shared.Return(_open);
        ArrayPool<bool>.Shared.Return(_isWon);
    }

    private void VotePart(int from, int to)
    {
        var block = blocks.Span.Slice(_start / ActivationBlocks.Samples * _block, _block);
        var count = Math.Min(ActivationBlocks.Samples, samples - _start);
        for (var first = from; first < to; first += ImagesPerFetch)
        {
            var images = _open.AsSpan(first, Math.Min(ImagesPerFetch, to - first));
            Fetch(first, first + images.Length);
            voter.AddEach(block, _runs, images, count, Votes);
            MarkWon(images, samples - _start - count);
        }
    }

    // Bit by bit the next block comes nearer: all of it to every core, where there are as many cells as runs.
    private void Fetch(int first, int end)
    {
        var next = blocks.Span[((_start / ActivationBlocks.Samples * _block) + _block)..];
        var share = Math.Max(1, _openCount / Team.Threads);
        if (!next.IsEmpty && share * _cells * ActivationBlocks.Samples >= _block)
        {
            CacheLines.Prefetch(next[Row(first % share)..Row(Math.Min(share, (first % share) + end - first))]);
        }

        int Row(int image) => (int)((long)_block * image / share);
    }

    private void MarkWon(ReadOnlySpan<int> images, int left)
    {
        if (!_untilWon || left > samples / 2)
        {
            return;
        }

        foreach (var image in images)
        {
            _isWon[image] = IsWon(Votes.AsSpan(image * _classes, _classes), left);
        }
    }

    private void LeaveWonOut()
    {
        var open = 0;
        foreach (var image in _open.AsSpan(0, _openCount))
        {
            _open[open] = image;
            open += _isWon[image] ? 0 : 1;
        }

        _openCount = open;
    }

    // True where the samples that are left cannot make another class the first.
    private static bool IsWon(ReadOnlySpan<int> votes, int left)
    {
        var (most, second) = (0, 0);
        foreach (var count in votes)
        {
            (most, second) = (Math.Max(most, count), Math.Max(second, Math.Min(most, count)));
        }

        return most - second > left;
    }
}
