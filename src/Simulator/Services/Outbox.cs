using Microsoft.Data.Sqlite;
using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services;

/// <summary>How a message reaches a person.</summary>
internal enum OutboxChannel
{
    /// <summary>短信.</summary>
    Sms = 1,
    /// <summary>应用内通知.</summary>
    InApp = 2,
}

/// <summary>A message as sent.</summary>
/// <param name="Account">The account it belongs to; null for a phone without one.</param>
/// <param name="Recipient">Phone number; empty for a notice in the app.</param>
internal sealed record OutboxMessage(long Id, OutboxChannel Channel, long? Account, string Recipient, BilingualText Text, UnixTime SentAt)
{
    /// <summary>Masked: never the recipient or the text.</summary>
    public override string ToString() => FormattableString.Invariant($"OutboxMessage({Id}, {Channel})");
}

/// <summary>
/// SMS and in-app notices. Nothing leaves the machine: a tester reads them here. Recipient and text are sealed at rest. A message is part
/// of its sender's transaction. Thread-safe.
/// </summary>
internal sealed class Outbox(ServiceDatabase database, PersonalData personal)
{
    /// <summary>Messages of one answer at most.</summary>
    public const int PageMax = 200;

    private const string Context = "outbox";
    private const string Columns = "id, channel, account, recipient, text_zh_cn, text_en, sent_at";

    public void SendSms(string phone, BilingualText text, UnixTime now, long? account = null) =>
        Send(OutboxChannel.Sms, account, phone, text, now);

    public void Notify(long account, BilingualText text, UnixTime now) => Send(OutboxChannel.InApp, account, "", text, now);

    /// <summary>Messages after a number, oldest first; for the tester.</summary>
    public IReadOnlyList<OutboxMessage> Read(long after = 0) =>
        database.Query($"SELECT {Columns} FROM outbox WHERE id > $1 ORDER BY id LIMIT $2", Read, after, (long)PageMax);

    /// <summary>The notices of an account in its app, newest first.</summary>
    public IReadOnlyList<OutboxMessage> NoticesOf(long account) => database.Query(
        $"SELECT {Columns} FROM outbox WHERE account = $1 AND channel = $2 ORDER BY id DESC LIMIT $3",
        Read, account, (long)OutboxChannel.InApp, (long)PageMax);

    private void Send(OutboxChannel channel, long? account, string recipient, BilingualText text, UnixTime now) => database.Execute(
        "INSERT INTO outbox(channel, account, recipient, text_zh_cn, text_en, sent_at) VALUES ($1, $2, $3, $4, $5, $6)",
        (long)channel, account, personal.Seal(Context, recipient), personal.Seal(Context, text.Zh), personal.Seal(Context, text.En),
        now.Seconds);

    private OutboxMessage Read(SqliteDataReader row) => new(
        row.GetInt64(0), (OutboxChannel)row.GetInt32(1), row.IsDBNull(2) ? null : row.GetInt64(2), Open(row, 3),
        new BilingualText(Open(row, 5), Open(row, 4)), new UnixTime(row.GetInt64(6)));

    private string Open(SqliteDataReader row, int column) => personal.Open(Context, row.GetFieldValue<byte[]>(column));
}
