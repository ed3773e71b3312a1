using System.Text.Json;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.Simulator.Scenarios.Checks;

namespace TempIdentity.Simulator.LiveStation;

/// <summary>
/// Head office's books, read as they grow: how much is held, whether it is proven, and the newest rows. Each record is looked at once, so
/// long books cost no more than short ones. Thread-safe.
/// </summary>
internal sealed class StationBooks(HeadOfficeServer server)
{
    /// <summary>Rows shown.</summary>
    public const int RowsMax = 50;

    private const int PageMax = 500;
    private readonly Lock _lock = new();
    private readonly Dictionary<LedgerIdentity, Chain> _chains = [];
    private readonly List<BookRow> _newestFirst = [];
    private LedgerIdentity? _newest;
    private long _made;

    /// <summary>Reads what has come since. <paramref name="learn"/> gets each new record, in order.</summary>
    public void Read(Action<HeldRecord> learn)
    {
        lock (_lock)
        {
            foreach (var identity in server.Chains())
            {
                if (!_chains.TryGetValue(identity, out var chain)) _chains[identity] = chain = new Chain(identity);
                var read = ReadChain(identity, chain, learn);
                if (read || _newest is null || identity.Epoch > _newest.Epoch) _newest = identity;
            }
        }
    }

    /// <summary>The appliance said that it has made this record.</summary>
    public void Made(long sequence)
    {
        lock (_lock) _made = Math.Max(_made, sequence);
    }

    public BooksView View()
    {
        lock (_lock)
        {
            var held = _chains.Values.Sum(chain => chain.Held);
            var newest = _newest is { } identity ? _chains[identity] : null;
            var made = Math.Max(_made, newest?.SignedHead ?? 0);
            return new BooksView(
                held, Math.Max(0, made - (newest?.Last ?? 0)), _chains.Values.All(chain => chain.Proven), [.. _newestFirst]);
        }
    }

    private bool ReadChain(LedgerIdentity identity, Chain chain, Action<HeldRecord> learn)
    {
        var any = false;
        IReadOnlyList<HeldRecord> page;
        while ((page = server.Records(identity, chain.Last, PageMax)).Count > 0)
        {
            foreach (var record in page)
            {
                chain.Take(record);
                learn(record);
            }
            foreach (var record in page.TakeLast(RowsMax)) _newestFirst.Insert(0, Row(record));
            if (_newestFirst.Count > RowsMax) _newestFirst.RemoveRange(RowsMax, _newestFirst.Count - RowsMax);
            any = true;
        }
        if (any && server.Head(identity) is var (head, signed)) chain.TakeHead(head, signed);
        return any;
    }

    private static BookRow Row(HeldRecord record)
    {
        using var body = record.Body is { } bytes ? JsonDocument.Parse(bytes) : null;
        return new BookRow(record.Sequence, record.Kind.ToText(), record.Code, Text(body, "lane"),
            DateTimeOffset.TryParse(Text(body, "at"), System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : null,
            DateTimeOffset.FromUnixTimeMilliseconds(record.ReceivedMs));
    }

    private static string? Text(JsonDocument? body, string name) =>
        body is not null && body.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>One appliance's chain, followed record by record.</summary>
    private sealed class Chain(LedgerIdentity identity)
    {
        private byte[] _previous = RecordChain.Start(identity);
        private bool _broken;
        private bool _headHolds = true;

        public long Held { get; private set; }
        public long Last { get; private set; }
        public long SignedHead { get; private set; }
        public bool Proven => !_broken && _headHolds;

        public void Take(HeldRecord record)
        {
            _broken |= record.Sequence != Last + 1 || !ChainVerifier.Follows(identity, record, _previous);
            (_previous, Last) = (record.Hash, record.Sequence);
            Held++;
        }

        public void TakeHead(SignedHead head, bool signed)
        {
            SignedHead = head.Sequence;
            _headHolds = signed && head.Sequence >= Last && (head.Sequence != Last || head.Hash.AsSpan().SequenceEqual(_previous));
        }
    }
}
