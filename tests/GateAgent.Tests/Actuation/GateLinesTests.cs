using System.Text;
using TempIdentity.GateAgent.Actuation;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Actuation;

public sealed class GateLinesTests
{
    private readonly GateLineReader _reader = new();
    private readonly List<GateSignal> _signals = [];

    [Fact]
    public void Lines_to_the_gate_are_as_agreed()
    {
        Assert.Equal("{\"hello\":{\"lane\":\"1\"}}\n", Encoding.UTF8.GetString(GateLines.Hello(new LaneId("1"))));
        Assert.Equal("{\"hello\":{\"lane\":\"a\\u0022b\"}}\n", Encoding.UTF8.GetString(GateLines.Hello(new LaneId("a\"b"))));
        Assert.Equal("{\"pulse\":{\"grant\":17,\"milliseconds\":200}}\n", Encoding.UTF8.GetString(GateLines.Pulse(17, 200)));
        Assert.Equal("{\"show\":{\"answer\":\"refused\",\"code\":\"code_stale\"}}\n",
            Encoding.UTF8.GetString(GateLines.Show(Answer.Refused, VerdictCode.CodeStale)));
    }

    [Theory]
    [InlineData("{\"passed\":{}}", GateSignal.Passed)]
    [InlineData("{\"tailgate\":{}}", GateSignal.Tailgate)]
    [InlineData("{\"emergency_on\":{}}", GateSignal.EmergencyOn)]
    [InlineData("{\"emergency_off\":{}}", GateSignal.EmergencyOff)]
    [InlineData("{\"fault\":{}}", GateSignal.Fault)]
    [InlineData(" { \"restored\" : { } }\r", GateSignal.Restored)]
    [InlineData("{\"unknown\":{}}", null)]
    [InlineData("{\"passed\":{\"x\":1}}", null)]
    [InlineData("{\"passed\":1}", null)]
    [InlineData("{\"passed\":{},\"fault\":{}}", null)]
    [InlineData("{\"passed\":{}}{}", null)]
    [InlineData("{}", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    [InlineData("{\"passed\":{}", null)]
    [InlineData("\u00ff", null)]
    internal void A_line_of_the_gate_is_one_known_signal_or_malformed(string line, GateSignal? expected) =>
        Assert.Equal(expected, GateLines.TryRead(Encoding.Latin1.GetBytes(line)));

    [Fact]
    public void Lines_come_in_any_pieces()
    {
        foreach (var value in "{\"passed\":{}}\n{\"fault\":{}}\n"u8.ToArray()) Assert.True(_reader.Read([value], _signals.Add));
        Assert.Equal([GateSignal.Passed, GateSignal.Fault], _signals);
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void A_line_has_1024_bytes_at_most(int bytes, bool read)
    {
        var line = "{\"passed\":{}}".PadRight(bytes - 1) + "\n";
        Assert.Equal(read, _reader.Read(Encoding.UTF8.GetBytes(line), _signals.Add));
        Assert.Equal(read ? 1 : 0, _signals.Count);
    }

    [Fact]
    public void Nothing_after_a_malformed_line_is_read()
    {
        Assert.False(_reader.Read("{\"passed\":{}}\nrubbish\n{\"passed\":{}}\n"u8, _signals.Add));
        Assert.Equal([GateSignal.Passed], _signals);
    }
}
