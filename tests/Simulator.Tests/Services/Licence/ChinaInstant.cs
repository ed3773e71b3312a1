using System.Globalization;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>Instants as a clock in China shows them.</summary>
internal static class ChinaInstant
{
    /// <summary>Reads <c>2026-11-20 16:00:00</c>.</summary>
    public static UnixTime At(string text) => UnixTime.From(new DateTimeOffset(
        DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), TimeSpan.FromHours(8)));
}
