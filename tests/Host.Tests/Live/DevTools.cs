using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhnHw.Host.Tests.Reports;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Live;

/// <summary>Headless Chromium with one page, led by the DevTools protocol.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private readonly Process _browser;
    private readonly TemporaryFolder _profile = new();
    private readonly ClientWebSocket _line = new();
    private readonly List<string> _complaints = [], _asked = [];
    private int _last;

    private DevTools() => _browser = Process.Start(new ProcessStartInfo(Chromium.Program!,
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
        "--disable-background-networking", "--remote-debugging-port=0", $"--user-data-dir={_profile["profile"]}", "about:blank",
    ])
    {
        RedirectStandardError = true,
    })!;

    /// <summary>Errors of the page, and what it wrote to the console.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Every address that the page asked for.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>Opens a page.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="width">Of the window, pixels.</param>
    /// <param name="isDark">True for a dark system.</param>
    /// <param name="height">Of the window, pixels.</param>
    public static async Task<DevTools> Open(Uri address, int width, bool isDark, int height = 900)
    {
        var tools = new DevTools();
        await tools._line.ConnectAsync(await tools.PageLine(), default);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network", "Performance" })
        {
            await tools.Call($"{domain}.enable");
        }

        await tools.Call("Emulation.setDeviceMetricsOverride", ("width", width), ("height", height), ("deviceScaleFactor", 1), ("mobile", width < 500));
        await tools.Call("Emulation.setScrollbarsHidden", ("hidden", true));
        await tools.Call("Emulation.setEmulatedMedia", ("features", new JsonArray(
            new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" })));
        await tools.Call("Page.navigate", ("url", address.ToString()));
        return tools;
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonNode?> Value(string expression)
    {
        var result = await Call("Runtime.evaluate", ("expression", expression), ("returnByValue", true), ("awaitPromise", true));
        Assert.True(result["exceptionDetails"] is null, $"{expression}: {result["exceptionDetails"]?["exception"]?["description"]}");
        return result["result"]!["value"];
    }

    /// <summary>What the window shows, as PNG.</summary>
    public async Task<byte[]> Picture() =>
        Convert.FromBase64String((await Call("Page.captureScreenshot", ("format", "png")))["data"]!.GetValue<string>());

    /// <summary>What the page keeps in the heap of JavaScript once what it no longer needs is collected, bytes.</summary>
    public async Task<double> Heap()
    {
        await Call("HeapProfiler.collectGarbage");
        return await Metric("JSHeapUsedSize");
    }

    /// <summary>One of Chromium's counters of the page; of durations the seconds so far.</summary>
    public async Task<double> Metric(string name) => (await Call("Performance.getMetrics"))["metrics"]!.AsArray()
        .Single(metric => metric!["name"]!.GetValue<string>() == name)!["value"]!.GetValue<double>();

    /// <summary>
    /// Ends the record of what the page asks for: with it the browser keeps the bodies of all answers for a debugger, some 10 MB a minute, which it does for
    /// nobody else.
    /// </summary>
    public Task StopRecording() => Call("Network.disable");

    /// <summary>Memory of the browser and all that it started, bytes, pages that several have divided among them; on Linux.</summary>
    public long Memory() => ProcessesOf(_browser.Id).Sum(id => File.ReadLines($"/proc/{id}/smaps_rollup")
        .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Sum(line => 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])));

    /// <summary>Processor seconds of the browser and all that it started; on Linux.</summary>
    public double Processor() => ProcessesOf(_browser.Id).Sum(id =>
    {
        const int User = 11, System = 12; // after the name, which is in brackets
        const double Ticks = 100;
        var words = File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ');
        return (long.Parse(words[User]) + long.Parse(words[System])) / Ticks;
    });

    /// <summary>Waits until an expression is true in the page.</summary>
    public async Task Until(string expression)
    {
        var clock = Stopwatch.StartNew();
        while (await Value($"Boolean({expression})") is var value && !value!.GetValue<bool>())
        {
            Assert.True(clock.Elapsed < Generous.Patience, $"'{expression}' did not come; {await Value("document.body.innerText")}");
            await Task.Delay(20);
        }
    }

    /// <summary>Clicks an element: once it rests, and again where the page moved it away under the mouse.</summary>
    public async Task Click(string selector)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            Assert.True(clock.Elapsed < Generous.Patience, $"'{selector}' took no click; {await Value("document.body.innerText")}");
            var (x, y) = await RestingPlace(selector);
            await Value(
                $"window.tookClick = false; document.querySelector(\"{selector}\")"
                + ".addEventListener('click', () => { window.tookClick = true; }, { once: true })");
            await Mouse("mousePressed", x, y);
            await Mouse("mouseReleased", x, y);
        }
        while (await Value("window.tookClick") is var took && took is not null && !took.GetValue<bool>());
    }

    /// <summary>Draws on an element with the mouse: places in shares of its width and height.</summary>
    public async Task Draw(string selector, params (double X, double Y)[] way)
    {
        var (x, y) = await Place(selector, way[0].X, way[0].Y);
        await Mouse("mousePressed", x, y);
        foreach (var place in way)
        {
            (x, y) = await Place(selector, place.X, place.Y);
            await Mouse("mouseMoved", x, y);
        }

        await Mouse("mouseReleased", x, y);
    }

    /// <summary>Presses a key.</summary>
    /// <param name="key">As JavaScript calls it.</param>
    /// <param name="code">The virtual key code.</param>
    public async Task Press(string key, int code)
    {
        foreach (var type in new[] { "rawKeyDown", "keyUp" })
        {
            await Call("Input.dispatchKeyEvent", ("type", type), ("key", key), ("windowsVirtualKeyCode", code));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Kill(entireProcessTree: true);
        await _browser.WaitForExitAsync();
        _browser.Dispose();
        _line.Dispose();
        Generous.Until(TryRemove, "the end of the browser's files");
    }

    private static IEnumerable<int> ProcessesOf(int id) => File.ReadAllText($"/proc/{id}/task/{id}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(child => ProcessesOf(int.Parse(child))).Append(id);

    private bool TryRemove()
    {
        try
        {
            _profile.Dispose();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The middle of an element that is at the same place a frame later.</summary>
    private async Task<(double X, double Y)> RestingPlace(string selector)
    {
        var before = await Place(selector, 0.5, 0.5);
        while (true)
        {
            await Value("new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))");
            var now = await Place(selector, 0.5, 0.5);
            if (now == before) return now;
            before = now;
        }
    }

    private async Task<(double X, double Y)> Place(string selector, double x, double y)
    {
        var box = (await Value(
            $"(() => {{ const e = document.querySelector(\"{selector}\"); e.scrollIntoView({{ block: 'center' }}); const b = e.getBoundingClientRect(); "
            + "return [b.left, b.top, b.width, b.height]; })()"))!.AsArray().Select(one => one!.GetValue<double>()).ToArray();
        return (box[0] + (x * box[2]), box[1] + (y * box[3]));
    }

    private async Task Mouse(string type, double x, double y) => await Call(
        "Input.dispatchMouseEvent", ("type", type), ("x", x), ("y", y), ("button", "left"), ("buttons", type == "mouseReleased" ? 0 : 1), ("clickCount", 1));

    private async Task<Uri> PageLine()
    {
        const string Mark = "DevTools listening on ";
        while (await _browser.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                _ = _browser.StandardError.ReadToEndAsync();
                using var client = new HttpClient();
                var pages = JsonNode.Parse(await client.GetStringAsync($"http://{new Uri(line[Mark.Length..]).Authority}/json"))!.AsArray();
                return new Uri(pages.First(page => page!["type"]!.GetValue<string>() == "page")!["webSocketDebuggerUrl"]!.GetValue<string>());
            }
        }

        throw new InvalidOperationException("Chromium did not start.");
    }

    private async Task<JsonNode> Call(string method, params (string Name, JsonNode? Value)[] parameters)
    {
        var number = ++_last;
        var call = new JsonObject
        {
            ["id"] = number,
            ["method"] = method,
            ["params"] = new JsonObject(parameters.Select(one => new KeyValuePair<string, JsonNode?>(one.Name, one.Value))),
        };
        await _line.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, true, default);
        while (true)
        {
            var message = await Receive();
            if (message["id"]?.GetValue<int>() == number)
            {
                Assert.True(message["error"] is null, $"{method}: {message["error"]}");
                return message["result"]!;
            }

            Note(message);
        }
    }

    private void Note(JsonNode message)
    {
        var (method, of) = (message["method"]?.GetValue<string>(), message["params"]);
        if (method is "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Log.entryAdded")
        {
            _complaints.Add(of!.ToJsonString());
        }
        else if (method is "Network.requestWillBeSent")
        {
            _asked.Add(of!["request"]!["url"]!.GetValue<string>());
        }
    }

    private async Task<JsonNode> Receive()
    {
        using var whole = new MemoryStream();
        var part = new byte[1 << 16];
        while (true)
        {
            var got = await _line.ReceiveAsync(part.AsMemory(), default);
            whole.Write(part, 0, got.Count);
            if (got.EndOfMessage)
            {
                return JsonNode.Parse(Encoding.UTF8.GetString(whole.ToArray()))!;
            }
        }
    }
}
