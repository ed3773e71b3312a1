using TempIdentity.GateAgent.Recording;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Tests.HeadOffice;

/// <summary>I6: what a scanner read is opened at head office and nowhere else.</summary>
public sealed class FrameTests : IAsyncLifetime
{
    private static readonly byte[] Frame = "TI1:EXAMPLE"u8.ToArray();
    private readonly HeadOfficeWorld _world = new();

    public Task InitializeAsync() => _world.Server.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_decisions_frame_opens_with_head_offices_key()
    {
        Append(lane: "1", sealedFor: "1|2026-11-20T08:00:00Z");
        Append(lane: "2", sealedFor: "1|2026-11-20T08:00:00Z");
        using var client = _world.Client();
        using var worker = _world.Worker(client);
        await HeadOfficeWorld.DrainAsync(worker);

        var records = _world.Server.Records();

        Assert.Equal(Frame, _world.Server.OpenFrame(records[0]));
        Assert.Null(_world.Server.OpenFrame(records[1]));
        Assert.Null(_world.Server.OpenFrame(records[0] with { Kind = RecordKind.Device }));
        Assert.Null(_world.Server.OpenFrame(records[0] with { Body = "{}"u8.ToArray() }));
    }

    private void Append(string lane, string sealedFor)
    {
        var sealedFrame = Hpke.Seal(_world.Options.SealingPublicKey.Span, "TI/frame/1"u8, System.Text.Encoding.UTF8.GetBytes(sealedFor),
            Frame);
        var body = new DecisionBody
        {
            At = "2026-11-20T08:00:00Z",
            MonotonicNs = 1,
            Clock = "trusted",
            ClockErrorMs = 5,
            Lane = lane,
            Purpose = "station-entry",
            Answer = "refused",
            Code = "code_stale",
            TrustVersion = 1,
            Provider = "libcrypto",
            FrameEnd = "terminator",
            FrameBytes = Frame.Length,
            Sealed = Convert.ToBase64String(sealedFrame),
        };
        _world.Ledger.Append(new RecordDraft(RecordKind.Decision, "code_stale", RecordJson.ToBytes(body)));
    }
}
