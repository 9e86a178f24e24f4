using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FhnHw.Host.Live.Server;

/// <summary>
/// Who may ask. Every page that a browser has open can send requests to this machine: one of another origin is refused, under whatever name it calls
/// this machine (DNS rebinding), and nothing is asked of the cells without the token that the page was given.
/// </summary>
internal sealed class RequestGuard
{
    /// <summary>The header in which the page sends its token.</summary>
    public const string TokenHeader = "X-FhnHw-Token";

    private const string SiteHeader = "Sec-Fetch-Site";

    private readonly string[] _hosts;

    /// <summary>Guards the page at a port.</summary>
    public RequestGuard(int port) => _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];

    /// <summary>The token of this server's page: 128 random bits.</summary>
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Why a request is refused, in one sentence; null where it is not.</summary>
    public string? Refuses(HttpRequest request)
    {
        var headers = request.Headers;
        if (!_hosts.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase))
        {
            return $"This page is at http://{_hosts[0]}/ and answers to no other name.";
        }

        var origin = headers[HeaderNames.Origin].ToString();
        var site = headers[SiteHeader].ToString();
        if ((origin.Length > 0 && !_hosts.Any(host => origin == $"http://{host}")) || site is not ("" or "same-origin" or "none"))
        {
            return "Only this page itself may ask here.";
        }

        return HttpMethods.IsGet(request.Method) || IsToken(headers[TokenHeader].ToString()) ? null : "Load the page again: its token is an old one.";
    }

    private bool IsToken(string text) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Token));
}
