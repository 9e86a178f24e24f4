namespace FhnHw.Host.Tests.Live;

/// <summary>A picture of a page once its numbers are there.</summary>
internal static class LivePagePicture
{
    /// <summary>
    /// True where tools/live-check picture asks for one of a program that runs by itself: its page's address is in FHNHW_PAGE, the file in FHNHW_PICTURE.
    /// </summary>
    public static bool IsAsked => Asked("FHNHW_PAGE") is not null;

    /// <summary>Takes the one that is asked for: FHNHW_WIDTH and FHNHW_HEIGHT pixels, dark where FHNHW_DARK is set.</summary>
    public static async Task Take()
    {
        var (width, height) = (int.Parse(Asked("FHNHW_WIDTH") ?? "1140"), int.Parse(Asked("FHNHW_HEIGHT") ?? "1000"));
        await using var page = await DevTools.Open(new Uri(Asked("FHNHW_PAGE")!), width, Asked("FHNHW_DARK") is not null, height);
        await page.Until("+(document.body?.dataset.answers ?? 0) > 0");
        await File.WriteAllBytesAsync(Asked("FHNHW_PICTURE")!, await Of(page));
    }

    /// <summary>Halts a page's time at a third of the window, waits until all is drawn, and takes the picture.</summary>
    /// <param name="page">A page that has had an answer.</param>
    public static async Task<byte[]> Of(DevTools page)
    {
        await page.Until("document.body.classList.contains('device') || document.querySelector('#confusion td')");
        await page.Until( // pictures of weights that are in sight are drawn; a device alone has none
            "document.body.classList.contains('device') || "
            + "(figure => figure.getBoundingClientRect().top > innerHeight || figure.style.height !== '200px')"
            + "(document.querySelector('[data-plot=weights]'))");
        await page.Value(
            """
            (async () => {
              const play = document.getElementById('play'), time = document.getElementById('time');
              if (play.textContent === 'pause') play.click();
              time.value = 312;
              for (const name of ['input', 'change']) time.dispatchEvent(new Event(name));
              for (let frame = 0; frame < 40; frame++) await new Promise(requestAnimationFrame); // a frame draws one plot anew
            })()
            """);
        return await page.Picture();
    }

    private static string? Asked(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
