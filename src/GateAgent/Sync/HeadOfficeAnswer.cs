namespace TempIdentity.GateAgent.Sync;

/// <summary>What head office said to a batch, or that nothing usable came back.</summary>
internal abstract record HeadOfficeAnswer
{
    private HeadOfficeAnswer()
    {
    }

    /// <summary>All up to this sequence is stored there.</summary>
    internal sealed record Acknowledged(long Sequence) : HeadOfficeAnswer;

    /// <summary>A gap: head office wants to go on from this sequence.</summary>
    internal sealed record ExpectedNext(long Sequence) : HeadOfficeAnswer;

    /// <summary>One record is not taken, and head office names it.</summary>
    internal sealed record RecordRefused(long Sequence, string Reason) : HeadOfficeAnswer;

    /// <summary>The batch is not taken, and no record is named: 400, 413 or 422.</summary>
    internal sealed record BatchRefused(string Code) : HeadOfficeAnswer;

    /// <summary>
    /// This sender is not served (unknown, epoch closed, signature, conflict). No record is to blame: tried again, never quarantined.
    /// </summary>
    internal sealed record SenderRefused(string Code) : HeadOfficeAnswer;

    /// <summary>No answer of head office: the network, a captive portal, an overload. Tried again.</summary>
    internal sealed record Unavailable(string Reason) : HeadOfficeAnswer;
}

/// <summary>Head office as the agent reaches it. Members never throw for what the other side or the network does.</summary>
internal interface IHeadOffice
{
    Task<HeadOfficeAnswer> SendAsync(BatchMessage batch, CancellationToken stop);

    /// <summary>True when the hint was taken.</summary>
    Task<bool> HintAsync(HintMessage hint, CancellationToken stop);

    /// <summary>Null when no answer in the right form came. The signature is not yet checked.</summary>
    Task<TimeMessage?> TimeAsync(ReadOnlyMemory<byte> nonce, CancellationToken stop);
}
