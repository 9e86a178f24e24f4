using System.Net;
using System.Net.Sockets;
using FhnHw.Kernels.Errors;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using MadeOptions = Microsoft.Extensions.Options.Options;

namespace FhnHw.Host.Live.Server;

/// <summary>
/// A page on this machine alone: ASP.NET Core's server, Kestrel, on 127.0.0.1. It stands by itself, without the rest of ASP.NET Core, which would
/// take more time to start than a short run.
/// </summary>
internal sealed class LiveServer : IDisposable
{
    // What readers get at the end to take the last that was said: no run is held up by one that does not.
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly KestrelServer _server;
    private readonly LivePages _pages;
    private readonly ILiveContent _content;
    private readonly CancellationTokenSource _stop = new();

    private LiveServer(ILiveContent content, int port)
    {
        _content = content;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = 128;
        options.Limits.MaxResponseBufferSize = 1 << 20; // what cells answer goes out at once
        options.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        _server = new KestrelServer(
            MadeOptions.Create(options), new SocketTransportFactory(MadeOptions.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
        _pages = new LivePages(content) { Stopping = _stop.Token };
        try
        {
            _server.StartAsync(_pages, default).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            _server.Dispose();
            throw new InvalidSettingException(
                error.InnerException is AddressInUseException
                    ? $"Port {port} of this machine is in use; give --port another, or leave it out for one that is free."
                    : $"Port {port} of this machine cannot be had ({error.Message.TrimEnd('.')}); give --port another, or leave it out for one that is free.",
                error);
        }

        Address = _server.Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
        _pages.Guard = new RequestGuard(new Uri(Address).Port);
    }

    /// <summary>Where the page is.</summary>
    public string Address { get; }

    /// <summary>Serves a page.</summary>
    /// <param name="content">What it shows.</param>
    /// <param name="port">The port; 0 for one that is free.</param>
    /// <exception cref="InvalidSettingException">The port cannot be had.</exception>
    public static LiveServer Start(ILiveContent content, int port) => new(content, port);

    /// <summary>Ends it: pages get what was said last, if they take it at once.</summary>
    public void Dispose()
    {
        _content.Topics.Close();
        SpinWait.SpinUntil(() => !_content.Topics.AreRead, Farewell);
        _stop.Cancel();
        using var now = new CancellationTokenSource(Farewell);
        _server.StopAsync(now.Token).GetAwaiter().GetResult();
        _server.Dispose();
        _pages.Dispose();
        _stop.Dispose();
    }
}
