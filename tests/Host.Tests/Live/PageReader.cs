using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Live;

/// <summary>Reads a page's server as a browser does, without one.</summary>
internal sealed class PageReader(Uri address) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address, Timeout = Generous.Patience };
    private StreamReader? _events;

    /// <summary>The next event: its number, topic and value; null at the end.</summary>
    public async Task<(long Number, string Topic, JsonElement Value)?> Next()
    {
        _events ??= new StreamReader(await _client.GetStreamAsync("events"));
        var (number, topic) = (0L, "");
        while (await _events.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                number = long.Parse(line[4..]);
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                topic = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var value = JsonDocument.Parse(line[6..]).RootElement;
                Assert.Equal("", await _events.ReadLineAsync());
                return (number, topic, value);
            }
            else
            {
                Assert.Matches("^:?$", line);
            }
        }

        return null;
    }

    /// <summary>The next event of a topic.</summary>
    public async Task<JsonElement> Next(string topic)
    {
        while (await Next() is { } one)
        {
            if (one.Topic == topic)
            {
                return one.Value;
            }
        }

        throw new InvalidOperationException($"No event '{topic}' came.");
    }

    /// <summary>What cells answer: the head.</summary>
    public async Task<JsonElement> Answer(string ask) => (await AnswerWithCurrents(ask)).Head;

    /// <summary>What cells answer: the head, and their currents.</summary>
    public async Task<(JsonElement Head, float[] Currents)> AnswerWithCurrents(string ask)
    {
        var bytes = await (await Post(ask, await Token())).Content.ReadAsByteArrayAsync();
        var at = 4 + BitConverter.ToInt32(bytes);
        var head = JsonDocument.Parse(bytes.AsMemory(4, at - 4)).RootElement;
        var (cells, samples) = (head.GetProperty("cells").GetInt32(), head.GetProperty("samples").GetInt32());
        var x = ((cells * samples) + 1) / 2 * 4; // 16-bit numbers in whole words of 32
        return (head, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(at + x, 4 * cells)).ToArray());
    }

    public async Task<HttpResponseMessage> Post(string ask, string? token, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "answer") { Content = new StringContent(ask, Encoding.UTF8, "application/json") };
        if (token is not null)
        {
            request.Headers.Add("X-FhnHw-Token", token);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await _client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> Get(string path, string? host = null, string? site = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return await _client.SendAsync(request);
    }

    public async Task<string> Token() => (await _client.GetStringAsync("")).Split("name=\"token\" content=\"")[1].Split('"')[0];

    public void Dispose()
    {
        _events?.Dispose();
        _client.Dispose();
    }
}
