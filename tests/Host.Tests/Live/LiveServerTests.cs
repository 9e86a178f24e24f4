using System.Net;
using System.Text;
using System.Text.Json;
using FhnHw.Host.Live.Server;
using FhnHw.Kernels.Errors;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Live;

/// <summary>The server of pages, without anything behind it.</summary>
public sealed class LiveServerTests : IDisposable
{
    private readonly Nothing _content = new();
    private readonly LiveServer _server;
    private readonly PageReader _reader;

    public LiveServerTests()
    {
        _server = LiveServer.Start(_content, 0);
        _reader = new PageReader(new Uri(_server.Address));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void It_is_on_this_machine_alone() => Assert.StartsWith("http://127.0.0.1:", _server.Address);

    [Fact]
    public async Task Every_file_of_the_page_is_sent_and_names_no_other_place()
    {
        Assert.Contains("index.html", PageFiles.Names);
        foreach (var name in PageFiles.Names)
        {
            using var response = await _reader.Get(name);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var text = (await response.Content.ReadAsStringAsync()).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.DoesNotContain("//", text.Replace("// ", "", StringComparison.Ordinal));
            Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("evil.example:80", null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", null, HttpStatusCode.Forbidden)]
    [InlineData(null, "cross-site", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-site", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-origin", HttpStatusCode.OK)]
    [InlineData(null, "none", HttpStatusCode.OK)]
    public async Task Under_another_name_or_for_another_page_it_answers_nothing(string? host, string? site, HttpStatusCode code)
    {
        foreach (var path in new[] { "", "images?numbers=0", "weights" })
        {
            Assert.Equal(code, (await _reader.Get(path, host, site)).StatusCode);
        }
    }

    [Fact]
    public async Task Cells_are_asked_with_the_token_of_the_page_alone()
    {
        var token = await _reader.Token();
        Assert.Equal(HttpStatusCode.Forbidden, (await _reader.Post("{}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _reader.Post("{}", new string('0', token.Length))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _reader.Post("{}", token, "http://evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _reader.Post("{}", token, _server.Address.TrimEnd('/'))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _reader.Post("{}", token)).StatusCode);
    }

    [Fact]
    public async Task What_fails_is_told_in_a_sentence()
    {
        using var wrong = await _reader.Post("no JSON", await _reader.Token());
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("explained\n", await wrong.Content.ReadAsStringAsync());
        using var missing = await _reader.Get("../secret");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task A_page_gets_lists_whole_and_of_other_topics_the_latest()
    {
        _content.Topics.Set("batch", Json("{\"n\":1}"));
        _content.Topics.Add("epoch", Json("{\"n\":1}"));
        _content.Topics.Set("batch", Json("{\"n\":2}"));
        _content.Topics.Add("epoch", Json("{\"n\":2}"));
        var got = new List<string>();
        for (var n = 0; n < 3; n++)
        {
            var (number, topic, value) = (await _reader.Next())!.Value;
            got.Add($"{number} {topic} {value.GetProperty("n")}");
        }

        Assert.Equal(["2 epoch 1", "3 batch 2", "4 epoch 2"], got);
        _content.Topics.Set("end", Json("{\"n\":3}"));
        Assert.Equal(3, (await _reader.Next("end")).GetProperty("n").GetInt32());
        _content.Topics.Close();
        Assert.Null(await _reader.Next());
    }

    [Fact]
    public void A_page_that_reads_nothing_holds_up_nobody_and_keeps_nothing()
    {
        using var silent = new SilentReader(new Uri(_server.Address));
        Generous.Until(() => _content.Topics.AreRead, "the silent reader");
        var large = Json($"{{\"n\":\"{new string('x', 100_000)}\"}}");
        for (var n = 0; n < 1000; n++)
        {
            _content.Topics.Set("batch", large);
        }

        Assert.Equal(1000, Assert.Single(_content.Topics.After(0, out _)).Number);
    }

    [Fact]
    public void Two_pages_have_no_port_in_common()
    {
        var port = new Uri(_server.Address).Port;
        var error = Assert.Throws<InvalidSettingException>(() => LiveServer.Start(_content, port));
        Assert.Equal($"Port {port} of this machine is in use; give --port another, or leave it out for one that is free.", error.Message);
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class Nothing : ILiveContent
    {
        public LiveTopics Topics { get; } = new();

        public byte[] Images(IReadOnlyList<int> numbers) => [];

        public byte[] Weights() => [];

        public byte[] Answer(JsonElement ask) => [];

        public string Explain(Exception error) => "explained";
    }
}
