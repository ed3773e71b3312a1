using TempIdentity.GateAgent.Recording;

namespace TempIdentity.GateAgent.Tests.Recording;

public sealed class FaultyLedgerTests
{
    [Fact]
    public void Appends_fail_as_often_as_told_and_write_nothing()
    {
        using var ledger = new FaultyLedger(new InMemoryLedger("gate-0001"));
        ledger.FailAppends(2);

        Assert.Throws<LedgerException>(() => ledger.Append(Drafts.Refusal()));
        Assert.Throws<LedgerException>(() => ledger.Append(Drafts.Refusal()));
        Assert.Equal(1, ledger.Append(Drafts.Refusal()));
    }

    [Fact]
    public void While_failing_everything_that_touches_storage_fails()
    {
        using var ledger = new FaultyLedger(new InMemoryLedger("gate-0001")) { Failing = true };

        Assert.Throws<LedgerException>(() => ledger.Append(Drafts.Refusal()));
        Assert.Throws<LedgerException>(() => ledger.IsGranted(Drafts.Presentation(1)));
        Assert.Throws<LedgerException>(() => ledger.Read(0, 1, 1));

        ledger.Failing = false;
        Assert.Equal(1, ledger.Append(Drafts.Refusal()));
    }
}
