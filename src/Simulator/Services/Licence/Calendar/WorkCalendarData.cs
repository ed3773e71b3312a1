using System.Text.Json;
using System.Text.Json.Serialization;

namespace TempIdentity.Simulator.Services.Licence.Calendar;

/// <summary>A public holiday of one notice, with the weekdays that the notice states beside the dates.</summary>
/// <param name="From">First day off.</param>
/// <param name="To">Last day off.</param>
/// <param name="MakeUp">Weekend days worked for it (调休).</param>
internal sealed record Holiday(
    string Name, DateOnly From, string FromWeekday, DateOnly To, string ToWeekday, IReadOnlyList<DateOnly> MakeUp);

/// <summary>One year of the State Council's notice.</summary>
internal sealed record HolidayYear(int Year, string Source, IReadOnlyList<Holiday> Holidays);

/// <summary>The file <c>work-calendar.json</c>.</summary>
internal sealed record WorkCalendarData(IReadOnlyList<HolidayYear> Years)
{
    private const string Resource = "TempIdentity.Simulator.Services.Licence.Calendar.work-calendar.json";

    /// <summary>Reads the file that is built in.</summary>
    public static WorkCalendarData Load()
    {
        using var stream = typeof(WorkCalendarData).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The calendar is not built in.");
        return JsonSerializer.Deserialize(stream, WorkCalendarJson.Default.WorkCalendarData)
            ?? throw new InvalidOperationException("The calendar is empty.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WorkCalendarData))]
internal sealed partial class WorkCalendarJson : JsonSerializerContext;
