using System.Net;
using System.Net.Sockets;

namespace FhnHw.Training.Tests.Data;

/// <summary>What a mirror does with a request.</summary>
internal enum Answer
{
    /// <summary>Sends the file.</summary>
    File,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>Sends other bytes.</summary>
    OtherBytes,

    /// <summary>Breaks off in the middle.</summary>
    Cut,

    /// <summary>Sends half, and then nothing until it is closed.</summary>
    Stall,
}

/// <summary>A real HTTP server on the loopback interface that can misbehave.</summary>
internal sealed class MirrorServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly IReadOnlyDictionary<string, byte[]> _files;
    private readonly Answer _answer;
    private readonly Task _serving;
    private int _requests;

    public MirrorServer(IReadOnlyDictionary<string, byte[]> files, Answer answer)
    {
        _files = files;
        _answer = answer;
        (_listener, Address) = Listen();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public int Requests => _requests;

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Close();
        _serving.Wait();
        _closing.Dispose();
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        // Between finding a free port and taking it another program may be faster: then the next.
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/mnist/");
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                Interlocked.Increment(ref _requests);
                answers.Add(AnswerAsync(context));
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var response = context.Response;
        try
        {
            var content = _files[context.Request.Url!.Segments[^1]];
            var half = content.Length / 2;
            response.StatusCode = _answer == Answer.NotFound ? 404 : 200;
            response.ContentLength64 = _answer == Answer.NotFound ? 0 : content.Length;
            switch (_answer)
            {
                case Answer.File:
                    await response.OutputStream.WriteAsync(content);
                    break;
                case Answer.OtherBytes:
                    await response.OutputStream.WriteAsync(new byte[content.Length]);
                    break;
                case Answer.Cut:
                    await response.OutputStream.WriteAsync(content.AsMemory(0, half));
                    await response.OutputStream.FlushAsync();
                    response.Abort();
                    return;
                case Answer.Stall:
                    await response.OutputStream.WriteAsync(content.AsMemory(0, half));
                    await response.OutputStream.FlushAsync();
                    await Task.Delay(Timeout.Infinite, _closing.Token);
                    break;
            }

            response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            response.Abort();
        }
    }
}
