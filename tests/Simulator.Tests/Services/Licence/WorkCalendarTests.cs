using TempIdentity.Simulator.Services.Licence.Calendar;
using static TempIdentity.Simulator.Tests.Services.Licence.ChinaInstant;

namespace TempIdentity.Simulator.Tests.Services.Licence;

/// <summary>L5: working days, and when a photo is reviewed and due.</summary>
public class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Default;
    private static readonly WorkCalendarData Data = WorkCalendarData.Load();

    public static TheoryData<int> Years() => new(Data.Years.Select(year => year.Year));

    [Fact]
    public void The_data_hold_2025_and_2026() => Assert.Equal([2025, 2026], Data.Years.Select(year => year.Year));

    [Theory]
    [MemberData(nameof(Years))]
    public void The_notice_s_weekdays_are_the_calendar_s(int number)
    {
        var names = new[] { "周日", "周一", "周二", "周三", "周四", "周五", "周六" };
        Assert.All(Year(number).Holidays, holiday =>
        {
            Assert.Equal(holiday.FromWeekday, names[(int)holiday.From.DayOfWeek]);
            Assert.Equal(holiday.ToWeekday, names[(int)holiday.To.DayOfWeek]);
            Assert.True(holiday.From <= holiday.To);
        });
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Make_up_days_are_weekend_days_outside_every_holiday(int number)
    {
        var year = Year(number);
        Assert.All(year.Holidays.SelectMany(holiday => holiday.MakeUp), day =>
        {
            Assert.Equal(number, day.Year);
            Assert.True(day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.DoesNotContain(year.Holidays, holiday => day >= holiday.From && day <= holiday.To);
        });
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Weekdays_off_less_make_up_days_are_the_thirteen_days_of_the_law(int number)
    {
        var year = Year(number);
        var weekdaysOff = year.Holidays.Sum(holiday => Enumerable.Range(0, holiday.To.DayNumber - holiday.From.DayNumber + 1)
            .Count(day => holiday.From.AddDays(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)));
        Assert.Equal(13, weekdaysOff - year.Holidays.Sum(holiday => holiday.MakeUp.Count));
    }

    [Theory]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    [InlineData("2026-02-13", true)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-15", false)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-01-04", true)]
    [InlineData("2026-09-25", false)]
    [InlineData("2026-10-07", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2025-01-27", true)]
    [InlineData("2025-01-28", false)]
    public void Holidays_are_off_and_make_up_days_are_worked(string date, bool working) =>
        Assert.Equal(working, Calendar.IsWorkingDay(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-11-20", 0, "2026-11-20")]
    [InlineData("2026-11-20", 1, "2026-11-23")]
    [InlineData("2026-11-21", 1, "2026-11-23")]
    [InlineData("2026-02-14", 1, "2026-02-24")]
    [InlineData("2026-09-30", 2, "2026-10-09")]
    public void Working_days_are_added_from_the_next_day(string from, int days, string to) => Assert.Equal(
        DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
        Calendar.AddWorkingDays(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), days));

    [Theory]
    // A working day: the same time on the next one, over a weekend and over the Spring Festival.
    [InlineData("2026-11-19 10:00:00", "2026-11-20 10:00:00", "2026-11-19 10:30:00")]
    [InlineData("2026-11-20 16:29:59", "2026-11-23 16:29:59", "2026-11-20 16:59:59")]
    [InlineData("2026-11-20 16:30:00", "2026-11-23 16:30:00", "2026-11-23 09:00:00")]
    [InlineData("2026-02-14 12:00:00", "2026-02-24 12:00:00", "2026-02-14 12:30:00")]
    [InlineData("2026-11-19 03:00:00", "2026-11-20 03:00:00", "2026-11-19 09:00:00")]
    [InlineData("2026-11-19 23:59:59", "2026-11-20 23:59:59", "2026-11-20 09:00:00")]
    // A day off: it counts from the start of the next working day, whose end is due.
    [InlineData("2026-11-21 00:00:00", "2026-11-24 00:00:00", "2026-11-23 09:00:00")]
    [InlineData("2026-11-22 23:59:59", "2026-11-24 00:00:00", "2026-11-23 09:00:00")]
    [InlineData("2026-02-15 08:00:00", "2026-02-25 00:00:00", "2026-02-24 09:00:00")]
    [Trait("rule", "L5")]
    public void A_photo_is_reviewed_within_one_working_day(string submitted, string due, string reviewed)
    {
        var review = Calendar.ReviewOf(At(submitted));
        Assert.Equal(At(due), review.DueAt);
        Assert.Equal(At(reviewed), review.At);
        Assert.True(review.CalendarKnown);
    }

    [Fact]
    [Trait("rule", "L5")]
    public void The_reviewer_works_in_working_hours_waits_half_an_hour_and_is_never_late()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var submitted = At("2025-01-01 00:00:00") + random.NextInt64(2 * 365L * ChinaCalendar.DaySeconds);
            var review = Calendar.ReviewOf(submitted);
            Assert.True(review.At - submitted >= WorkCalendar.QueueSecondsMin);
            Assert.True(review.At <= review.DueAt);
            Assert.True(Calendar.IsWorkingDay(ChinaCalendar.DateOf(review.At)));
            Assert.InRange(ChinaCalendar.SecondOfDay(review.At), WorkCalendar.WorkStartSecond, WorkCalendar.WorkEndSecond - 1);
        }
    }

    [Theory]
    [InlineData("2026-12-30 10:00:00", true)]
    [InlineData("2026-12-31 10:00:00", false)]
    [InlineData("2027-01-04 10:00:00", false)]
    public void Beyond_the_data_the_answer_says_that_holidays_are_not_known(string submitted, bool known)
    {
        Assert.Equal(known, Calendar.ReviewOf(At(submitted)).CalendarKnown);
        Assert.False(Calendar.IsWorkingDay(new DateOnly(2027, 1, 2)));
    }

    [Fact]
    public void A_calendar_without_a_working_day_is_a_defect()
    {
        var endless = new Holiday("", new(2026, 1, 1), "", new(2026, 12, 31), "", []);
        var calendar = new WorkCalendar(new WorkCalendarData([new HolidayYear(2026, "", [endless])]));
        Assert.Throws<InvalidOperationException>(() => calendar.FirstWorkingDayFrom(new DateOnly(2026, 3, 2)));
    }

    [Theory]
    [InlineData("1970-01-01 08:00:00")]
    [InlineData("2026-11-20 00:00:00")]
    [InlineData("2026-11-20 23:59:59")]
    public void An_instant_is_its_date_and_second_in_China(string text)
    {
        var at = At(text);
        Assert.Equal(text[..10], ChinaCalendar.DateOf(at).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(at, ChinaCalendar.At(ChinaCalendar.DateOf(at), ChinaCalendar.SecondOfDay(at)));
    }

    private static HolidayYear Year(int number) => Data.Years.Single(year => year.Year == number);
}
