using System.Net.Sockets;
using System.Text;

namespace FhnHw.Host.Tests.Live;

/// <summary>A page that asks for events and reads none of them.</summary>
internal sealed class SilentReader : IDisposable
{
    private readonly TcpClient _line = new() { ReceiveBufferSize = 1024 };

    public SilentReader(Uri address)
    {
        _line.Connect(address.Host, address.Port);
        _line.GetStream().Write(Encoding.ASCII.GetBytes($"GET /events HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
    }

    public void Dispose() => _line.Dispose();
}
