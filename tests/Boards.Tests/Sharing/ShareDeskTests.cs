using FhnHw.Boards.Sharing;
using FhnHw.Boards.Wire;

namespace FhnHw.Boards.Tests.Sharing;

/// <summary>The rules of a shared board, with a clock that only the test moves.</summary>
public class ShareDeskTests
{
    private const string Token = "a token of the laboratory";
    private static readonly Frame Hello = new(Protocol.HelloKind, 1, [1, 2, 3, 4]), Job = new(Protocol.JobKind, 1, new byte[30]);
    private static readonly Frame Done = new(Protocol.DoneKind, 1, new byte[Protocol.DoneBytes]);

    [Fact]
    public void The_board_goes_to_whoever_came_first_and_then_in_the_order_of_coming()
    {
        var desk = new FakeDesk();
        desk.Open();
        FakeClient[] clients = [.. Enumerable.Range(0, 5).Select(number => desk.Join($"client {number}"))];
        for (var next = 0; next < clients.Length; next++)
        {
            Assert.Equal([.. Enumerable.Range(0, 5).Select(number => number <= next)], clients.Select(client => client.HasTurn));
            clients[next].Leaves();
        }

        Assert.Equal(["client 0", "client 1", "client 2", "client 3", "client 4"], desk.Turns.Select(turn => turn.Client));
    }

    [Fact]
    public void Whoever_waits_is_told_the_place_and_who_has_the_board_and_for_how_long()
    {
        var desk = new FakeDesk();
        desk.Open();
        var first = desk.Join("anna@lab");
        desk.Move(7);
        first.StaysAlive();
        desk.Join("ben@lab");
        var third = desk.Join("carla@lab");
        desk.Move(2);
        Assert.Equal(new WaitingPlace(2, 2, 2, false, 9, "anna@lab"), third.Place! with { Seconds = 2, HolderSeconds = 9 });
        Assert.InRange(third.Place!.HolderSeconds, 7, 9);
        first.Leaves();
        desk.Move(0.2);
        Assert.Equal((1, "ben@lab"), (third.Place!.Place, third.Place.Holder));
    }

    [Fact]
    public void Between_two_clients_the_board_gets_a_new_session_and_its_readout_is_overwritten()
    {
        var desk = new FakeDesk();
        desk.Open();
        var first = desk.Join("first");
        first.Says(Hello, new Frame(Protocol.ReadoutKind, 1, [0, 0, 7, 7]), Job);
        var second = desk.Join("second");
        desk.ToBoard.Clear();
        first.Leaves();
        Assert.True(second.HasTurn);
        Assert.Equal([Protocol.HelloKind, Protocol.ReadoutKind, Protocol.ReadoutKind, Protocol.HelloKind], desk.ToBoard.Select(frame => frame.Kind));
        Assert.All(desk.ToBoard.Where(frame => frame.Kind == Protocol.ReadoutKind), frame => Assert.All(frame.Payload[2..], part => Assert.Equal(0, part)));
        Assert.Equal(2 * 300, desk.ToBoard.Where(frame => frame.Kind == Protocol.ReadoutKind).Sum(frame => frame.Payload.Length - 2));
    }

    [Fact]
    public void Nothing_that_was_on_its_way_to_one_client_comes_to_the_next()
    {
        var desk = new FakeDesk { };
        desk.Open();
        var first = desk.Join("first");
        first.Says(Hello, Job);
        var second = desk.Join("second");
        desk.Mute = true; // the greeting is late
        first.Leaves();
        desk.Board(new Frame(Protocol.DataKind, 1, [0, 0, 42]));
        desk.Board(Done);
        Assert.False(second.HasTurn);
        desk.Mute = false;
        desk.Move(1);
        Assert.True(second.HasTurn);
        Assert.DoesNotContain(second.Frames, frame => frame.Kind is Protocol.DataKind or Protocol.DoneKind);
    }

    [Fact]
    public void A_frame_that_is_cut_short_by_its_sender_never_reaches_the_board()
    {
        var desk = new FakeDesk();
        desk.Open();
        var hostile = desk.Join("hostile");
        hostile.Says(Hello);
        hostile.Raw(5, 1, 2); // no zero
        var next = desk.Join("next");
        hostile.Leaves();
        next.Says(Hello);
        Assert.DoesNotContain(desk.ToBoard, frame => frame.IsDamaged);
        Assert.Equal(Protocol.GreetingKind, next.Frames[^1].Kind);
    }

    [Fact]
    public void A_client_without_signs_of_life_loses_the_board_after_ten_seconds()
    {
        var desk = new FakeDesk();
        desk.Open();
        var first = desk.Join("vanishes");
        var second = desk.Join("waits");
        desk.Move(9.5);
        Assert.False(second.HasTurn);
        second.StaysAlive();
        desk.Move(1);
        Assert.True(second.HasTurn);
        Assert.True(first.IsClosed);
        Assert.Equal("it gave no sign of life", Assert.Single(desk.Turns).Reason);
    }

    [Fact]
    public void A_waiting_client_without_signs_of_life_loses_its_place()
    {
        var desk = new FakeDesk();
        desk.Open();
        var first = desk.Join("works");
        var second = desk.Join("vanishes");
        var third = desk.Join("waits");
        for (var second5 = 0; second5 < 3; second5++)
        {
            desk.Move(5);
            first.StaysAlive();
            third.StaysAlive();
        }

        Assert.Equal(EndReason.Silent, second.End);
        first.Leaves();
        Assert.True(third.HasTurn);
    }

    [Fact]
    public void A_turn_has_no_end_while_nobody_waits()
    {
        var desk = new FakeDesk(new ShareSettings { Turn = TimeSpan.FromSeconds(60) });
        desk.Open();
        var first = desk.Join("first");
        for (var time = 0; time < 300; time += 5)
        {
            first.StaysAlive();
            desk.Move(5);
        }

        Assert.False(first.IsClosed);
        Assert.DoesNotContain(first.Frames, frame => frame.Kind == ShareFrames.YieldKind);
    }

    [Fact]
    public void A_turn_that_is_over_ends_between_two_jobs_where_the_client_yields()
    {
        var desk = new FakeDesk(new ShareSettings { Turn = TimeSpan.FromSeconds(5) });
        desk.Open();
        var first = desk.Join("first");
        first.Says(Hello, Job);
        var second = desk.Join("second");
        desk.Move(6);
        Assert.Contains(first.Frames, frame => frame.Kind == ShareFrames.YieldKind);
        Assert.False(first.IsClosed);
        desk.Board(Done);
        Assert.Contains(first.Frames, frame => frame.Kind == Protocol.DoneKind);
        first.Leaves();
        Assert.True(second.HasTurn);
        Assert.Equal(1, desk.Turns[0].Jobs);
    }

    [Fact]
    public void A_client_that_does_not_yield_is_cut_after_the_grace()
    {
        var desk = new FakeDesk(new ShareSettings { Turn = TimeSpan.FromSeconds(5), Silence = TimeSpan.FromHours(1) });
        desk.Open();
        var first = desk.Join("first");
        first.Says(Hello, Job);
        var second = desk.Join("second");
        desk.Move(34);
        Assert.False(second.HasTurn);
        desk.Move(2);
        Assert.Equal(EndReason.TurnOver, first.End);
        Assert.True(second.HasTurn);
    }

    [Fact]
    public void A_client_without_work_gives_the_board_to_those_who_wait()
    {
        var desk = new FakeDesk(new ShareSettings { Silence = TimeSpan.FromHours(1) });
        desk.Open();
        var first = desk.Join("measures a response table, then trains for hours");
        first.Says(Hello, Job);
        desk.Move(60);
        Assert.False(first.IsClosed);
        desk.Board(Done);
        desk.Move(60);
        Assert.False(first.IsClosed); // nobody waits
        var second = desk.Join("second");
        desk.Move(0.2);
        Assert.Equal(EndReason.Idle, first.End);
        Assert.True(second.HasTurn);
    }

    [Fact]
    public void YIELD_stands_between_two_frames_of_the_board()
    {
        var desk = new FakeDesk(new ShareSettings { Turn = TimeSpan.FromSeconds(1), Silence = TimeSpan.FromHours(1) });
        desk.Open();
        var first = desk.Join("first");
        first.Says(Hello, Job);
        desk.Join("second");
        var wire = new Frame(Protocol.DataKind, 1, [0, 0, 1, 2, 3, 4]).ToWire(BitConverter.ToUInt32(Hello.Payload));
        desk.Desk.BoardSent(wire.AsSpan(0, 6));
        desk.Mute = true;
        desk.Move(2);
        desk.Desk.BoardSent(wire.AsSpan(6));
        Assert.DoesNotContain(first.Frames, frame => frame.IsDamaged);
        Assert.Equal([Protocol.DataKind, ShareFrames.YieldKind], first.Frames.Select(frame => frame.Kind).TakeLast(2));
    }

    [Fact]
    public void A_plain_client_needs_to_know_nothing_of_turns()
    {
        var desk = new FakeDesk();
        desk.Open();
        var first = desk.Join("first");
        var plain = desk.Arrive();
        plain.Says(Hello);
        plain.Says(Hello with { Tag = 9, Payload = [9, 9, 9, 9] });
        Assert.Equal([ShareFrames.ShareKind], plain.Frames.Select(frame => frame.Kind));
        first.Leaves();
        Assert.Equal([ShareFrames.ShareKind, Protocol.GreetingKind], plain.Frames.Select(frame => frame.Kind));
        Assert.Equal(9, plain.Frames[^1].Tag);
        plain.Says(Job);
        desk.Board(Done);
        Assert.Equal(Protocol.DoneKind, plain.Frames[^1].Kind);
    }

    [Fact]
    public void A_wrong_token_is_refused_and_the_right_one_is_not()
    {
        var desk = new FakeDesk(new ShareSettings { Token = new ShareCredentials("", Token) });
        desk.Open();
        Assert.Equal(EndReason.Refused, desk.Join("guesses", token: "another token that is wrong").End);
        Assert.Equal(EndReason.Refused, desk.Join("has none").End);
        Assert.True(desk.Join("knows", token: Token).HasTurn);
    }

    [Fact]
    public void An_answer_that_was_heard_on_the_line_is_no_good_on_another_connection()
    {
        var desk = new FakeDesk(new ShareSettings { Token = new ShareCredentials("", Token) });
        desk.Open();
        var nonce = ShareFrames.ReadShare(desk.Arrive().Frames[0])!.Value.Nonce;
        var heard = ShareFrames.Ask(ShareFrames.JoinKind, new ShareCredentials("knows", Token), nonce, new byte[16]);
        var thief = desk.Arrive();
        thief.Says(heard);
        Assert.Equal(EndReason.Refused, thief.End);
    }

    [Fact]
    public void Without_a_token_a_HELLO_gets_no_greeting_where_one_is_needed()
    {
        var desk = new FakeDesk(new ShareSettings { Token = new ShareCredentials("", Token) });
        desk.Open();
        var plain = desk.Arrive();
        plain.Says(Hello, Job);
        desk.Move(11);
        Assert.Equal([ShareFrames.ShareKind, ShareFrames.EndKind], plain.Frames.Select(frame => frame.Kind));
        Assert.True(plain.IsClosed);
    }

    [Fact]
    public void After_five_wrong_tokens_an_address_waits_a_minute_even_with_the_right_one_and_others_do_not()
    {
        var desk = new FakeDesk(new ShareSettings { Token = new ShareCredentials("", Token) });
        desk.Open();
        for (var guess = 0; guess < 5; guess++)
        {
            desk.Join("guesses", "10.0.0.66", $"a guess that is wrong {guess}");
        }

        Assert.Equal(EndReason.Refused, desk.Join("guesses", "10.0.0.66", Token).End);
        Assert.True(desk.Join("another", "10.0.0.2", Token).HasTurn);
        desk.Move(61);
        Assert.True(desk.Join("guesses no more", "10.0.0.66", Token).HasTurn);
    }

    [Fact]
    public void Connections_that_say_nothing_are_closed_and_never_keep_a_client_out()
    {
        var desk = new FakeDesk(new ShareSettings { MostClients = 10 });
        desk.Open();
        FakeClient[] mute = [.. Enumerable.Range(0, 50).Select(_ => desk.Arrive())];
        Assert.Equal(40, mute.Count(client => client.IsClosed));
        Assert.True(desk.Join("works").HasTurn);
        desk.Move(5);
        mute[^1].Raw(1); // a byte now and then helps nobody
        desk.Move(6);
        Assert.All(mute, client => Assert.True(client.IsClosed));
    }

    [Fact]
    public void Masses_of_bytes_before_a_turn_end_the_connection()
    {
        var desk = new FakeDesk();
        desk.Open();
        var flood = desk.Arrive();
        for (var part = 0; part < 20; part++)
        {
            flood.Raw(new byte[4096]);
        }

        Assert.True(flood.IsClosed);
    }

    [Fact]
    public void Who_has_the_board_and_who_waits_is_told_to_whoever_asks()
    {
        var desk = new FakeDesk();
        desk.Open();
        desk.Join("anna@lab");
        desk.Join("ben@lab", "10.0.0.2");
        var asks = desk.Arrive();
        asks.Ask(ShareFrames.StatusKind, "asks");
        Assert.True(asks.IsClosed);
        var text = string.Concat(asks.Frames.Where(frame => frame.Kind == ShareFrames.StatusReplyKind)
            .Select(frame => System.Text.Encoding.UTF8.GetString(frame.Payload.AsSpan(1))));
        var status = StatusText.Read(text)!;
        Assert.Equal(("anna@lab", "ben@lab", "fake"), (status.Holder!.Client, Assert.Single(status.Waiting).Client, status.Board));
    }

    [Fact]
    public void A_board_that_is_lost_ends_the_turn_and_whoever_waits_is_told_and_keeps_the_place()
    {
        var desk = new FakeDesk();
        desk.Open();
        var first = desk.Join("first");
        var second = desk.Join("second");
        desk.Desk.BoardLost();
        Assert.Equal(EndReason.BoardAway, first.End);
        desk.Mute = true;
        desk.Move(3);
        Assert.True(second.Place!.BoardIsAway);
        Assert.False(second.HasTurn);
        desk.Mute = false;
        desk.Open();
        Assert.True(second.HasTurn);
    }

    [Fact]
    public void A_board_that_falls_silent_is_opened_again()
    {
        var desk = new FakeDesk();
        desk.Open();
        desk.Mute = true;
        desk.Move(2.5);
        Assert.Equal(0, desk.Reopenings);
        desk.Move(1);
        Assert.Equal(1, desk.Reopenings);
    }

    [Fact]
    public void A_client_that_takes_nothing_loses_the_board()
    {
        var desk = new FakeDesk();
        desk.Open();
        var first = desk.Join("first");
        first.Backlog = 1 << 23;
        Assert.True(desk.Desk.IsClogged);
        for (var time = 0; time < 12; time++)
        {
            first.StaysAlive();
            desk.Move(1);
        }

        Assert.True(first.IsClosed);
        Assert.False(desk.Desk.IsClogged);
    }

    [Fact]
    public void Names_are_claims_and_their_odd_characters_are_not_shown()
    {
        var desk = new FakeDesk();
        desk.Open();
        desk.Join("eve\u001b[31m\u202e\n" + new string('x', 100)).Leaves();
        Assert.Equal("eve?[31m??" + new string('x', 54), Assert.Single(desk.Turns).Client);
    }
}
