using System.Text.Json;
using TempIdentity.GateAgent.Recording;
using TempIdentity.Simulator.HeadOffice;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>When a record was made, by its own word.</summary>
internal static class BookTimes
{
    /// <summary>Null where it is held as its hash only, or says no time.</summary>
    public static UnixTime? Of(HeldRecord record)
    {
        if (record.Body is not { } body || record.Kind != RecordKind.Decision) return null;
        var decision = JsonSerializer.Deserialize(body, RecordJson.Default.DecisionBody);
        return decision is not null && UnixTime.TryParse(decision.At, out var at) ? at : null;
    }
}
