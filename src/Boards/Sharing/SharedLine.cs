using System.Collections.Concurrent;
using FhnHw.Boards.Lines;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Sharing;

/// <summary>The line to a board that is shared: held open, read and written by a thread each, opened again a second after it broke.</summary>
internal sealed class SharedLine : ISharedLine, IDisposable
{
    // Written at once: a tenth of a second at 57,600 baud, so that a slow port is not taken for one that takes nothing.
    private const int PieceBytes = 512;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1), EndPatience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(5);

    private readonly BoardAddress _address;
    private readonly ConcurrentQueue<byte[]> _waiting = new();
    private readonly ManualResetEventSlim _written = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Thread _reader, _writer;
    private volatile CancellationTokenSource _opening;
    private volatile ILink? _link;
    private ShareDesk? _desk;
    private int _backlog;

    /// <summary>Opens the line.</summary>
    /// <exception cref="DeviceMissingException">There is nothing there.</exception>
    public SharedLine(BoardAddress address)
    {
        _address = address;
        _link = address.Open();
        _opening = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        _reader = new Thread(Read) { IsBackground = true, Name = "shared board, from it" };
        _writer = new Thread(Send) { IsBackground = true, Name = "shared board, to it" };
    }

    /// <summary>Bytes that wait to be sent.</summary>
    public int Backlog => Volatile.Read(ref _backlog);

    /// <summary>Starts to read and write.</summary>
    /// <param name="desk">Gets what comes.</param>
    public void Start(ShareDesk desk)
    {
        _desk = desk;
        _reader.Start();
        _writer.Start();
    }

    /// <inheritdoc/>
    public void Write(byte[] bytes)
    {
        Interlocked.Add(ref _backlog, bytes.Length);
        _waiting.Enqueue(bytes);
        _written.Set();
    }

    /// <inheritdoc/>
    public void Drop()
    {
        while (_waiting.TryDequeue(out var bytes))
        {
            Interlocked.Add(ref _backlog, -bytes.Length);
        }
    }

    /// <inheritdoc/>
    public void Reopen() => _opening.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _written.Set();
        _reader.Join(EndPatience);
        _writer.Join(EndPatience);
        _link?.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[1 << 16];
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                _link ??= _address.Open();
                _opening = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
                _desk!.BoardOpened();
                while (true)
                {
                    var count = _link.Read(buffer, _opening.Token);
                    _desk.BoardSent(buffer.AsSpan(0, count));
                    while (_desk.IsClogged && !_opening.IsCancellationRequested)
                    {
                        Thread.Sleep(Pause);
                    }
                }
            }
            catch (Exception error) when (error is LinkGoneException or DeviceMissingException or OperationCanceledException)
            {
                var broken = Interlocked.Exchange(ref _link, null);
                Drop();
                _desk!.BoardLost();
                broken?.Dispose();
                _ending.Token.WaitHandle.WaitOne(Again);
            }
        }
    }

    private void Send()
    {
        while (!_ending.IsCancellationRequested)
        {
            _written.Wait();
            _written.Reset();
            while (!_ending.IsCancellationRequested && _waiting.TryDequeue(out var bytes))
            {
                SendAll(bytes);
                Interlocked.Add(ref _backlog, -bytes.Length);
            }
        }
    }

    private void SendAll(byte[] bytes)
    {
        try
        {
            foreach (var part in bytes.Chunk(PieceBytes))
            {
                _link?.Write(part);
            }
        }
        catch (LinkGoneException)
        {
            Reopen();
        }
    }
}
