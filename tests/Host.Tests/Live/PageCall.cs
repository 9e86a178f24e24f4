using FhnHw.Host.Commands;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Live;

/// <summary>
/// A call of the program that serves a page. It waits where it tells the page's address, and after each epoch where that is asked for, until
/// <see cref="GoOn"/>: so a test does what it does during the run however fast that is.
/// </summary>
internal sealed class PageCall : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HoldingWriter _output;
    private readonly StringWriter _error = new();
    private readonly Task<int> _call;

    public PageCall(string line, bool holdsEpochs = false)
    {
        _output = new HoldingWriter(holdsEpochs);
        _call = Task.Factory.StartNew(
            () => Cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), _output, _error, _stop.Token), TaskCreationOptions.LongRunning);
        Generous.Until(() => _output.Address is not null || _call.IsCompleted, "a page's address");
        Assert.True(_output.Address is not null, _error.ToString());
        Address = new Uri(_output.Address);
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    public string Output => _output.ToString();

    public void GoOn() => _output.Go.Release();

    /// <summary>Waits until so many epochs are done and the run holds.</summary>
    public void AwaitEpoch(int epoch) => Generous.Until(() => _output.Epochs >= epoch, $"epoch {epoch}");

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => _stop.Cancel();

    /// <summary>The exit code, at the end.</summary>
    public int Wait()
    {
        _output.Go.Release(1_000_000);
        Assert.True(_call.Wait(Generous.Patience), "The call did not end.");
        return _call.Result;
    }

    public void Dispose()
    {
        Interrupt();
        Wait();
        _stop.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private sealed class HoldingWriter(bool holdsEpochs) : StringWriter
    {
        private const string Mark = "live    ";

        private volatile int _epochs;

        public SemaphoreSlim Go { get; } = new(0);

        public string? Address { get; private set; }

        public int Epochs => _epochs;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(Mark, StringComparison.Ordinal) == true)
            {
                Address = value[Mark.Length..];
                Go.Wait(Generous.Patience);
            }
            else if (holdsEpochs && value?.StartsWith("epoch ", StringComparison.Ordinal) == true)
            {
                _epochs++;
                Go.Wait(Generous.Patience);
            }
        }

        protected override void Dispose(bool disposing)
        {
            Go.Dispose();
            base.Dispose(disposing);
        }
    }
}
