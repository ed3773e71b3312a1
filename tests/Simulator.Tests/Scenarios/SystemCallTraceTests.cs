namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>The reader of traces, on lines made by hand.</summary>
public class SystemCallTraceTests
{
    [Fact]
    public void A_call_in_one_line_is_read()
    {
        var call = Assert.Single(SystemCallTrace.Read(["12 1763.1 fdatasync(9</s/ledger.db-wal>) = 0"]));
        Assert.Equal(new TracedCall(12, "fdatasync", "9</s/ledger.db-wal>) = 0", 1, 1, true), call);
    }

    [Fact]
    public void A_call_that_another_thread_interrupts_returns_where_it_is_resumed()
    {
        var calls = SystemCallTrace.Read([
            "12 1763.1 fdatasync(9</s/ledger.db-wal> <unfinished ...>",
            "13 1763.2 sendto(7<UNIX-STREAM:[1->2]>, \"x\", 1, 0, NULL, 0) = 1",
            "12 1763.3 <... fdatasync resumed>) = 0",
        ]);
        Assert.Equal([("sendto", 2, 2), ("fdatasync", 1, 3)], calls.Select(call => (call.Name, call.Began, call.Returned)));
    }

    [Fact]
    public void A_failed_call_did_not_succeed() =>
        Assert.False(Assert.Single(SystemCallTrace.Read(["12 1763.1 fdatasync(9</s/x-wal>) = -1 EIO (Input/output error)"])).Succeeded);
}
