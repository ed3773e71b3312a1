using System.Text.RegularExpressions;
using TempIdentity.Simulator.Services;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>Reads the code of a registration from the newest SMS, as its recipient does. The code is random and never told.</summary>
internal static partial class SmsCodes
{
    public static string Last(Outbox outbox)
    {
        var newest = outbox.Read().Last(message => message.Channel == OutboxChannel.Sms);
        return SixDigits().Match(newest.Text.Zh).Value;
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}
