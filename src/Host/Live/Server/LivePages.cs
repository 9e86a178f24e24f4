using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FhnHw.Host.Live.Server;

/// <summary>
/// From a request to its answer: <c>/</c> and the page's files; <c>/events</c>, which stays open; <c>/images</c>, <c>/weights</c> and <c>/answer</c>.
/// </summary>
/// <param name="content">What is shown.</param>
internal sealed class LivePages(ILiveContent content) : IHttpApplication<HttpContext>, IDisposable
{
    private const string Index = "index.html";
    private const int MostReaders = 16, MostAsked = 1 << 20, MostImages = 600;

    private readonly SemaphoreSlim _turn = new(1); // cells answer one at a time
    private int _readers;

    /// <summary>Who may ask; set when the port is known.</summary>
    public RequestGuard? Guard { get; set; }

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopping { get; init; }

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        Shield(response.Headers);
        if (Guard?.Refuses(request) is var refusal && (Guard is null || refusal is not null))
        {
            await Say(response, StatusCodes.Status403Forbidden, refusal ?? "Not yet.");
            return;
        }

        try
        {
            await ((request.Method, request.Path.Value) switch
            {
                ("GET", "/events") => Tell(context),
                ("GET", "/images") => Send(response, content.Images(Numbers(request.Query["numbers"].ToString()))),
                ("GET", "/weights") => Send(response, content.Weights()),
                ("POST", "/answer") => Answer(context),
                ("GET", { } path) => SendFile(response, path == "/" ? Index : path[1..]),
                _ => Say(response, StatusCodes.Status405MethodNotAllowed, "This page is read with GET and asked with POST /answer."),
            });
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            context.Abort(); // the page was closed
        }
#pragma warning disable CA1031 // Whatever went wrong, the page says one sentence, and the run goes on.
        catch (Exception error) when (!response.HasStarted)
#pragma warning restore CA1031
        {
            await Say(response, StatusCodes.Status400BadRequest, content.Explain(error));
        }
    }

    // Only what this server sends runs in the page, and no other page may hold it in a frame.
    private static void Shield(IHeaderDictionary headers)
    {
        headers[HeaderNames.ContentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers[HeaderNames.CacheControl] = "no-store";
    }

    private async Task Tell(HttpContext context)
    {
        if (Interlocked.Increment(ref _readers) > MostReaders)
        {
            Interlocked.Decrement(ref _readers);
            await Say(context.Response, StatusCodes.Status503ServiceUnavailable, $"{MostReaders} pages are open already; close one.");
            return;
        }

        try
        {
            using var reads = content.Topics.Read();
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Stopping);
            await EventStream.Write(context.Response, content.Topics, ends.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    private async Task Answer(HttpContext context)
    {
        if (context.Request.ContentLength is not (>= 0 and <= MostAsked))
        {
            await Say(context.Response, StatusCodes.Status413PayloadTooLarge, "An image of at most 1 MiB can be asked about.");
            return;
        }

        using var ask = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        await _turn.WaitAsync(context.RequestAborted);
        byte[] answer;
        try
        {
            answer = await Task.Run(() => content.Answer(ask.RootElement));
        }
        finally
        {
            _turn.Release();
        }

        await Send(context.Response, answer);
    }

    private Task SendFile(HttpResponse response, string name)
    {
        if (PageFiles.Read(name) is not { } bytes)
        {
            return Say(response, StatusCodes.Status404NotFound, "There is no such page.");
        }

        response.ContentType = PageFiles.TypeOf(name);
        if (name == Index)
        {
            bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("{token}", Guard!.Token, StringComparison.Ordinal));
        }

        return response.Body.WriteAsync(bytes, 0, bytes.Length);
    }

    private static Task Send(HttpResponse response, byte[] bytes)
    {
        (response.ContentType, response.ContentLength) = ("application/octet-stream", bytes.Length);
        return response.Body.WriteAsync(bytes, 0, bytes.Length);
    }

    private static Task Say(HttpResponse response, int status, string sentence)
    {
        var bytes = Encoding.UTF8.GetBytes(sentence + "\n");
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, "text/plain; charset=utf-8", bytes.Length);
        return response.Body.WriteAsync(bytes, 0, bytes.Length);
    }

    private static int[] Numbers(string text) =>
        [.. text.Split(',').Take(MostImages).Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
}
