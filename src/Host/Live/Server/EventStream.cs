using Microsoft.AspNetCore.Http;

namespace FhnHw.Host.Live.Server;

/// <summary>
/// Tells one page what happens, as server-sent events, until nothing comes any more or the page is closed. What comes in short order is sent together:
/// to send costs more than what is sent.
/// </summary>
internal static class EventStream
{
    private const int Together = 256; // events

    // A line that is none, so that whoever is gone is found out.
    private static readonly byte[] Beat = ":\n\n"u8.ToArray();
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(500);

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
            foreach (var some in events.Chunk(Together))
            {
                using var bytes = new MemoryStream();
                foreach (var one in some)
                {
                    bytes.Write(one.Bytes);
                    known = one.Number;
                }

                await response.Body.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancellation);
            }

            await response.Body.FlushAsync(cancellation);
            if (changed is null)
            {
                return;
            }

            await Task.WhenAny(topics.Closed, Task.Delay(Pause, cancellation));
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (await Task.WhenAny(changed, Task.Delay(Silence, patience.Token)) != changed)
            {
                cancellation.ThrowIfCancellationRequested();
                await response.Body.WriteAsync(Beat, cancellation);
            }

            await patience.CancelAsync();
        }
    }
}
