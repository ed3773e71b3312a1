using System.Collections.Frozen;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Licence.Calendar;

/// <summary>When a submitted photo is looked at, and by when it must have been (L5).</summary>
/// <param name="At">When the reviewer gets to it.</param>
/// <param name="DueAt">The end of the one working day.</param>
/// <param name="CalendarKnown">
/// False when a year between is not in the data: only its weekends are known, public holidays are not.
/// </param>
internal readonly record struct ReviewTime(UnixTime At, UnixTime DueAt, bool CalendarKnown);

/// <summary>
/// Working days in China: Monday to Friday, without public holidays, with make-up days (调休). Years outside the data have weekends
/// alone, and <see cref="Covers"/> says so. Immutable.
/// </summary>
internal sealed class WorkCalendar
{
    /// <summary>The reviewer's day begins, seconds since midnight.</summary>
    public const int WorkStartSecond = 9 * 3600;

    /// <summary>The reviewer's day ends, seconds since midnight, exclusive.</summary>
    public const int WorkEndSecond = 17 * 3600;

    /// <summary>A submission waits so long at least.</summary>
    public const int QueueSecondsMin = 1800;

    /// <summary>L5: working days within which a photo is reviewed.</summary>
    public const int ReviewWorkingDays = 1;

    /// <summary>Days in a row without work at most, far more than any notice gives; beyond it the data are wrong.</summary>
    private const int DaysOffInRowMax = 60;

    private readonly FrozenSet<DateOnly> _daysOff;
    private readonly FrozenSet<DateOnly> _makeUp;
    private readonly FrozenSet<int> _years;

    public WorkCalendar(WorkCalendarData data)
    {
        var holidays = data.Years.SelectMany(year => year.Holidays).ToArray();
        _daysOff = holidays.SelectMany(DaysOf).ToFrozenSet();
        _makeUp = holidays.SelectMany(holiday => holiday.MakeUp).ToFrozenSet();
        _years = data.Years.Select(year => year.Year).ToFrozenSet();
    }

    /// <summary>The calendar that is built in.</summary>
    public static WorkCalendar Default { get; } = new(WorkCalendarData.Load());

    /// <summary>True when the public holidays of the date's year are known.</summary>
    public bool Covers(DateOnly date) => _years.Contains(date.Year);

    public bool IsWorkingDay(DateOnly date) =>
        _makeUp.Contains(date) || !_daysOff.Contains(date) && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The date so many working days later, counted from the day after <paramref name="date"/>; 0: the date itself.</summary>
    public DateOnly AddWorkingDays(DateOnly date, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (; count > 0; count--) date = FirstWorkingDayFrom(date.AddDays(1));
        return date;
    }

    /// <summary>The date itself when work is done on it, else the next on which it is.</summary>
    public DateOnly FirstWorkingDayFrom(DateOnly date)
    {
        for (var skipped = 0; skipped < DaysOffInRowMax; skipped++, date = date.AddDays(1))
            if (IsWorkingDay(date)) return date;
        throw new InvalidOperationException("The calendar has no working day in two months.");
    }

    /// <summary>When a photo submitted at an instant is reviewed, and when it is due.</summary>
    public ReviewTime ReviewOf(UnixTime submitted)
    {
        var due = DueAt(submitted);
        return new(ReviewerAt(submitted), due, Covers(ChinaCalendar.DateOf(submitted)) && Covers(ChinaCalendar.DateOf(due - 1)));
    }

    /// <summary>
    /// L5, within 1 working day (ours): the same time of day on the next working day. What comes on a day off counts from the start of
    /// the next working day, so it is due at that day's end.
    /// </summary>
    private UnixTime DueAt(UnixTime submitted)
    {
        var date = ChinaCalendar.DateOf(submitted);
        return IsWorkingDay(date)
            ? ChinaCalendar.At(AddWorkingDays(date, ReviewWorkingDays), ChinaCalendar.SecondOfDay(submitted))
            : ChinaCalendar.At(AddWorkingDays(date, ReviewWorkingDays), ChinaCalendar.DaySeconds);
    }

    /// <summary>Half an hour after the submission, or the first moment of work after that.</summary>
    private UnixTime ReviewerAt(UnixTime submitted)
    {
        var earliest = submitted + QueueSecondsMin;
        var date = ChinaCalendar.DateOf(earliest);
        var second = ChinaCalendar.SecondOfDay(earliest);
        if (IsWorkingDay(date) && second < WorkEndSecond) return ChinaCalendar.At(date, Math.Max(second, WorkStartSecond));
        return ChinaCalendar.At(FirstWorkingDayFrom(date.AddDays(1)), WorkStartSecond);
    }

    private static IEnumerable<DateOnly> DaysOf(Holiday holiday)
    {
        for (var date = holiday.From; date <= holiday.To; date = date.AddDays(1)) yield return date;
    }
}
