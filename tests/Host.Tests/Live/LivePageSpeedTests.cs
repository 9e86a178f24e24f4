using FhnHw.Host.Tests.Commands;
using FhnHw.Host.Tests.Reports;
using FhnHw.Tests;
using Xunit.Abstractions;
using static System.FormattableString;

namespace FhnHw.Host.Tests.Live;

/// <summary>
/// What a page of 100 cells takes. Frames a second are measured where FHNHW_MEASURE says for how many seconds: tools/live-check page. Pictures that
/// tools/live-check picture asks for are taken here too.
/// </summary>
public sealed class LivePageSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const string Frames = "import('./clock.js').then(module => module.clock.frames)", Answers = "+(document.body?.dataset.answers ?? 0)";
    private const int Right = 39;

    // How many frames came how many sixtieths of a second after the one before, by the times that the browser gives them; and the milliseconds of all.
    private const string Gaps = """
        (seconds => new Promise(done => {
          const gaps = new Uint32Array(8);
          let first = 0, last = 0;
          const take = now => {
            if (last > 0) gaps[Math.min(7, Math.round((now - last) * 60 / 1000))]++;
            else first = now;
            last = now;
            if (now - first < 1000 * seconds) requestAnimationFrame(take);
            else done([...gaps, last - first]);
          };
          requestAnimationFrame(take);
        }))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ChromiumFact]
    public async Task A_page_keeps_no_memory_of_the_answers_that_it_has_shown_and_draws_on_while_it_gets_more()
    {
        if (LivePagePicture.IsAsked)
        {
            await LivePagePicture.Take();
            return;
        }

        Assert.Equal(0, CliRun.Of($"train --data builtin --device cpu --train-images 300 --test-images 60 --epochs 1 --out {_folder["run"]}").Code);
        using var call = new PageCall($"watch {_folder["run"]}");
        call.GoOn();
        await using var page = await DevTools.Open(call.Address, 1200, isDark: false);
        await page.Until($"{Answers} > 0");
        await AskFor(page, 10);
        var (heap, frames) = (await page.Heap(), await Number(page, Frames));
        await AskFor(page, 40);
        Assert.InRange(await page.Heap() - heap, double.MinValue, 1 << 20);
        Assert.True(await Number(page, Frames) > frames);
        Assert.Equal("89504E47", Convert.ToHexString((await LivePagePicture.Of(page))[..4])); // a PNG
        if (Environment.GetEnvironmentVariable("FHNHW_MEASURE") is { } seconds)
        {
            await Measure(double.Parse(seconds));
        }
    }

    // While a run trains, whose cells the page asks again and again.
    private async Task Measure(double seconds)
    {
        using var call = new PageCall("train --live --data builtin --device cpu --epochs 100000");
        call.GoOn();
        await using var page = await DevTools.Open(call.Address, 1200, isDark: false);
        await page.Until($"{Answers} > 1");
        await page.StopRecording();
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (heap, memory, processor) = (await page.Heap(), page.Memory(), page.Processor());
        var gaps = (await page.Value(Invariant($"{Gaps}({seconds})")))!.AsArray().Select(one => one!.GetValue<double>()).ToArray();
        var (taken, passed, drawn) = (page.Processor() - processor, gaps[^1] / 1e3, gaps[..^1].Sum());
        var (kept, used) = (await page.Heap() - heap, page.Memory() - memory);
        Say($"frames  {drawn / passed:0.00} a second over {passed:0.0} s; a frame takes the browser {1e3 * taken / drawn:0.00} ms of a processor");
        Say($"frames  {gaps[0] + gaps[1]} a sixtieth of a second after the one before, {gaps[2]} two sixtieths, {gaps[3..^1].Sum()} more");
        Say($"memory  {kept * 60 / passed / 1e6:+0.00;-0.00} MB a minute kept by its script, {used * 60 / passed / 1e6:+0.00;-0.00} MB by the browser");
    }

    private void Say(FormattableString words) => output.WriteLine(Invariant(words));

    private static async Task AskFor(DevTools page, int answers)
    {
        for (var known = await Number(page, Answers); answers > 0; answers--, known++)
        {
            await page.Press("ArrowRight", Right);
            await page.Until($"{Answers} > {known}");
        }
    }

    private static async Task<double> Number(DevTools page, string expression) => (await page.Value(expression))!.GetValue<double>();
}
