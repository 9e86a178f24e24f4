using FhnHw.Host.Tests.Commands;
using FhnHw.Host.Tests.Reports;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Live;

/// <summary>The pages in a real browser, by clicks, keys and drawing.</summary>
public class LiveBrowserTests
{
    private const string Answer = "document.getElementById('answer').textContent", Answers = "+(document.body?.dataset.answers ?? 0)";
    private const string Problem = "document.getElementById('problem').textContent", Play = "document.getElementById('play').textContent";
    private const string Cell = "document.querySelector('#cells input').value";
    private const string Tips = "[...document.querySelectorAll('#tips button:not([hidden])')].map(row => row.textContent).join('; ')";
    private const int Space = 32, Left = 37, Up = 38, Right = 39, Enter = 13, Down = 40;

    [ChromiumFact]
    public async Task A_run_is_seen_as_it_trains_and_its_cells_answer_images_and_drawings()
    {
        using var call = new PageCall(
            $"train --live --data builtin --device cpu --train-images 300 --test-images 60 --epochs 100000 --hidden 12 {CliRun.Short}");
        await using var page = await DevTools.Open(call.Address, 1200, isDark: false);
        await page.Until("document.title.startsWith('Training')");
        call.GoOn();
        await page.Until($"/^epoch \\d+ of 100000/.test(document.getElementById('status').textContent) && {Answers} > 0");
        await page.Until("document.querySelectorAll('#confusion td').length === 100");

        await page.Click("#strip button:nth-child(3)");
        await page.Until($"{Answer}.startsWith('image 2:')");
        await page.Press("ArrowRight", Right);
        await page.Until($"{Answer}.startsWith('image 3:')");
        await page.Press("ArrowLeft", Left);
        await page.Until($"{Answer}.startsWith('image 2:')");

        var known = (await page.Value(Answers))!.GetValue<double>();
        await page.Draw("#pad", (0.3, 0.2), (0.7, 0.2), (0.5, 0.5), (0.4, 0.8));
        await page.Until($"{Answer}.startsWith('drawn:') && {Answers} > {known}");
        await page.Click("#clear");
        await page.Value("document.getElementById('pad').focus()");
        await page.Press("Enter", Enter);
        await page.Press("ArrowDown", Down);
        await page.Until("document.getElementById('pad').getContext('2d').getImageData(112, 60, 1, 1).data[0] === 255");
        await page.Value("document.activeElement.blur()");

        var cell = (await page.Value(Cell))!.GetValue<string>();
        await page.Press("ArrowUp", Up);
        await page.Until($"{Cell} !== '{cell}'");
        await page.Press(" ", Space);
        await page.Until($"{Play} === 'play'");

        AssertIsClean(page, call.Address);

        call.Interrupt();
        Assert.Equal(130, call.Wait());
        await page.Until($"{Problem}.includes('keeps what it shows')");
        await page.Press(" ", Space);
        await page.Until($"{Play} === 'pause'");
        Assert.DoesNotContain(page.Complaints, complaint => complaint.Contains("exceptionDetails", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task A_device_alone_answers_sliders_on_a_phone_in_the_dark()
    {
        using var call = new PageCall("watch cpu --imperfections lab");
        call.GoOn();
        await using var page = await DevTools.Open(call.Address, 360, isDark: true);
        await page.Until($"{Answers} === 1");
        Assert.Equal("rgb(18, 22, 27)", (await page.Value("getComputedStyle(document.body).backgroundColor"))!.GetValue<string>());
        Assert.Equal(360, (await page.Value("document.documentElement.scrollWidth"))!.GetValue<int>());
        await page.Value("document.querySelector('#each input').focus()");
        await page.Press("ArrowRight", Right);
        await page.Until($"{Answers} > 1 && document.querySelector('#each output').textContent === '-1.59'");
        await page.Until("document.getElementById('now').textContent !== '0.0'");
        Assert.Equal("", (await page.Value(Problem))!.GetValue<string>());
        AssertIsClean(page, call.Address);
    }

    [ChromiumFact]
    public async Task Classes_are_called_by_their_names_and_the_strip_has_some_of_each()
    {
        using var folder = new TemporaryFolder();
        SidePictures.Draw(folder["sides"], 200, "bottom", "left", "right", "top");
        Assert.Equal(0, CliRun.Of($"train --device cpu --epochs 3 --hidden 4 {CliRun.Short} --data {folder["sides"]} --out {folder["run"]}").Code);
        using var call = new PageCall($"watch {folder["run"]}");
        await using var page = await DevTools.Open(call.Address, 1200, isDark: false);
        call.GoOn();
        await page.Until("document.title.startsWith('Run')");
        await page.Until($"/^image 0: (bottom|left|right|top) by /.test({Answer})");
        await page.Until("document.querySelectorAll('#strip button').length === 24");
        Assert.Equal(
            "image 0, bottom; image 40, left; image 80, right; image 120, top; image 1, bottom",
            (await page.Value("[...document.querySelectorAll('#strip button')].slice(0, 5).map(button => button.title).join('; ')"))!.GetValue<string>());
        await page.Click("#strip button:nth-child(2)");
        await page.Until($"{Answer}.startsWith('image 40:') && document.querySelector('#strip [aria-pressed=true]').title === 'image 40, left'");
        await page.Click("#after");
        await page.Until("document.querySelector('#strip button').title === 'image 6, bottom'");
        AssertIsClean(page, call.Address);
    }

    [ChromiumFact]
    public async Task A_wrong_image_says_which_cells_made_it_so_as_the_report_does()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CliRun.Of(
            $"train --data builtin --device cpu --train-images 300 --test-images 60 --epochs 1 --hidden 16 {CliRun.Short} --out {folder["run"]}").Code);
        var table = Directory.GetFiles(folder["run/figures"], "why-*.csv").OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal).First();
        string[][] cells = [.. File.ReadLines(table).Skip(1).Select(line => line.Split(','))];
        string[] tips = [.. cells.Take(5).Concat(cells.TakeLast(5)).Select(row => $"cell {row[0]}, {double.Parse(row[3]):+0.00;-0.00;0.00}")];

        using var call = new PageCall($"watch {folder["run"]}");
        await using var page = await DevTools.Open(call.Address, 390, isDark: true);
        call.GoOn();
        var image = Path.GetFileNameWithoutExtension(table)["why-".Length..];
        await page.Until("document.querySelectorAll('#wrong button').length > 0");
        await page.Click($"#wrong button[title^='image {image},']");
        await page.Until($"{Answer}.startsWith('image {image}:')");
        Assert.Equal(string.Join("; ", tips), (await page.Value(Tips))!.GetValue<string>());
        var (truth, vote) = ((await page.Value("document.getElementById('overname').textContent"))!.GetValue<string>(),
            (await page.Value("document.getElementById('byname').textContent"))!.GetValue<string>());
        Assert.Matches("^for class \\d \\(true\\)$", truth);
        Assert.Matches("^for class \\d \\(by vote\\)$", vote);

        await page.Click("#tips button:nth-child(3)");
        await page.Until($"{Cell} === '{cells[2][0]}'");
        await page.Value("document.getElementById('over').focus()");
        await page.Press("ArrowDown", Down);
        await page.Until($"document.getElementById('overname').textContent !== '{truth}' && {Tips} !== '{string.Join("; ", tips)}'");
        await page.Press("ArrowUp", Up);
        await page.Until($"{Tips} === '{string.Join("; ", tips)}'");
        Assert.Equal(390, (await page.Value("document.documentElement.scrollWidth"))!.GetValue<int>());
        AssertIsClean(page, call.Address);
    }

    private static void AssertIsClean(DevTools page, Uri address)
    {
        Assert.Empty(page.Complaints);
        Assert.NotEmpty(page.Asked);
        Assert.All(page.Asked, asked => Assert.StartsWith(address.ToString(), asked));
    }
}
