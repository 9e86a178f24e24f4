using FhnHw.Host.Experiments.Peers;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Peers;

public class PeerProcessTests
{
    [UnixFact]
    public void A_peer_says_what_it_is_and_answers_round_by_round()
    {
        using var peer = FakePeer.Start(FakePeer.Good);
        Assert.Equal(new PeerReady("fake 1.0", 1), peer.Ready);
        Assert.Equal(new RoundAnswer(0.5, new WorkChecks(MeanAbs: 0.25)), peer.Run(1));
        Assert.Equal(0.5, peer.Run(7).Seconds);
    }

    [UnixTheory]
    [InlineData("exit 3", "ended without an answer (exit code 3)")]
    [InlineData("echo 'Traceback' >&2; echo 'ValueError: no.' >&2; exit 1", "ended without an answer (ValueError: no)")]
    [InlineData("echo hello; cat", "answered 'hello', which is not the line of JSON that was asked for")]
    [InlineData("""echo '{"threads": 1}'; cat""", """answered '{"threads": 1}', which is not the line of JSON that was asked for""")]
    public void One_that_does_not_get_ready_is_told_in_a_sentence(string script, string expected) =>
        Assert.Equal(expected, Assert.Throws<PeerFailedException>(() => FakePeer.Start(script)).Message);

    [UnixTheory]
    [InlineData("read n; echo 'out of memory' >&2; exit 1", "ended without an answer (out of memory)")]
    [InlineData("read n; echo '[1]'; cat", "answered '[1]', which is not the line of JSON that was asked for")]
    [InlineData("""read n; echo '{"seconds": 1, "times": 1}'; cat""", "says that it did the work 1 times in 1 s, and was asked for 4 times")]
    [InlineData("""read n; echo '{"seconds": 0, "times": 4}'; cat""", "says that it did the work 4 times in 0 s, and was asked for 4 times")]
    public void One_that_fails_in_a_round_is_told_in_a_sentence(string script, string expected)
    {
        using var peer = FakePeer.Start($"{FakePeer.Ready} {script}");
        Assert.Equal(expected, Assert.Throws<PeerFailedException>(() => peer.Run(4)).Message);
    }

    [UnixFact]
    public void One_that_ends_between_two_rounds_is_told_in_a_sentence()
    {
        using var peer = FakePeer.Start($"{FakePeer.Ready} exit 5");
        Assert.Equal("ended without an answer (exit code 5)", Assert.Throws<PeerFailedException>(() => peer.Run(1)).Message);
    }

    [UnixFact]
    public void One_that_hangs_is_ended()
    {
        var error = Assert.Throws<PeerFailedException>(() => FakePeer.Start("exec sleep 3600", TimeSpan.FromMilliseconds(100)));
        Assert.StartsWith("has not answered for", error.Message);
    }

    [Fact]
    public void A_program_that_is_not_there_does_not_start()
    {
        var error = Assert.Throws<PeerFailedException>(() =>
            PeerProcess.Start("/no/such/program", [], Generous.Patience, CancellationToken.None));
        Assert.StartsWith("does not start (", error.Message);
    }

    [UnixFact]
    public void Cancelling_ends_it()
    {
        using var stop = new CancellationTokenSource();
        using var peer = PeerProcess.Start("/bin/sh", ["-c", $"{FakePeer.Ready} exec sleep 3600"], Generous.Patience, stop.Token);
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => peer.Run(1));
    }

    [UnixFact]
    public void What_the_environment_tells_libraries_to_do_does_not_reach_a_peer()
    {
        const string Name = "OPENBLAS_OF_THIS_TEST", Other = "FHNHW_OF_THIS_TEST";
        Environment.SetEnvironmentVariable(Name, "Haswell");
        Environment.SetEnvironmentVariable(Other, "kept");
        try
        {
            Assert.Contains(Name, PeerProcess.Cleared);
            Assert.DoesNotContain(Other, PeerProcess.Cleared);
            using var peer = FakePeer.Start($$"""echo "{\"ready\": \"<${{{Name}}}> <${{{Other}}}>\", \"threads\": 1}"; cat""");
            Assert.Equal("<> <kept>", peer.Ready.Versions);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
            Environment.SetEnvironmentVariable(Other, null);
        }
    }
}
