using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace FhnHw.Host.Live.Server;

/// <summary>
/// Tells one page what happens, as server-sent events, until nothing comes any more or the page is closed. What comes in short order is sent together:
/// to send costs more than what is sent.
/// </summary>
internal static class EventStream
{
    private const int Piece = 1 << 16; // bytes that are sent before more are taken

    // A line that is none, so that whoever is gone is found out.
    private static readonly byte[] Beat = ":\n\n"u8.ToArray();
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Writes all that was said and is said.</summary>
    /// <param name="response">To the page.</param>
    /// <param name="topics">What is said.</param>
    /// <param name="cancellation">Cancelled when the page is closed or the server stops.</param>
    public static async Task Write(HttpResponse response, LiveTopics topics, CancellationToken cancellation)
    {
        response.ContentType = "text/event-stream";
        for (var known = 0L; ;)
        {
            var events = topics.After(known, out var changed);
            await Write(response, events, cancellation);
            known = events.Count > 0 ? events[^1].Number : known;
            if (changed is null)
            {
                return;
            }

            await Task.WhenAny(topics.Closed, Task.Delay(Pause, cancellation));
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (await Task.WhenAny(changed, Task.Delay(Silence, patience.Token)) != changed)
            {
                cancellation.ThrowIfCancellationRequested();
                response.BodyWriter.Write(Beat);
            }

            await patience.CancelAsync();
        }
    }

    private static async Task Write(HttpResponse response, IReadOnlyList<LiveEvent> events, CancellationToken cancellation)
    {
        var waiting = 0;
        foreach (var one in events)
        {
            response.BodyWriter.Write(one.Bytes);
            waiting += one.Bytes.Length;
            if (waiting >= Piece)
            {
                await response.BodyWriter.FlushAsync(cancellation);
                waiting = 0;
            }
        }

        await response.BodyWriter.FlushAsync(cancellation);
    }
}
