using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Tests.Services.Ticketing;

public class TimetableTests
{
    private static readonly Timetable Default = Timetable.Default;

    private static Journey Find(string train, string from, string to, int day = 0) =>
        Default.FindJourney(train, OfficeWorld.Day(day), from, to)!;

    [Fact]
    public void Check_in_opens_40_minutes_and_closes_5_minutes_before_departure()
    {
        var journey = Find("G1", "VNP", "AOH");
        Assert.Equal(OfficeWorld.At("07:00"), journey.Departs);
        Assert.Equal(OfficeWorld.At("06:20"), journey.EntryFrom);
        Assert.Equal(OfficeWorld.At("06:55"), journey.EntryUntil);
        Assert.Equal(OfficeWorld.At("11:29"), journey.Arrives);
        Assert.Equal(OfficeWorld.At("13:29"), journey.ExitUntil);
    }

    [Fact]
    public void A_journey_between_two_stops_has_their_times()
    {
        var journey = Find("G113", "TXP", "NKH");
        Assert.Equal((OfficeWorld.At("09:23"), OfficeWorld.At("12:57")), (journey.Departs, journey.Arrives));
        Assert.Equal((1, 3), (journey.FromStop, journey.ToStop));
    }

    [Theory]
    [InlineData("G1", "AOH", "VNP")]
    [InlineData("G1", "VNP", "TJP")]
    [InlineData("G1", "VNP", "VNP")]
    [InlineData("G9", "VNP", "AOH")]
    public void A_train_goes_one_way_and_to_its_stops_only(string train, string from, string to) =>
        Assert.Null(Default.FindJourney(train, OfficeWorld.Today, from, to));

    [Fact]
    public void A_night_train_arrives_on_the_next_day()
    {
        var journey = Find("T109", "BJP", "SHH");
        Assert.Equal((OfficeWorld.At("20:05"), OfficeWorld.At("10:42", 1)), (journey.Departs, journey.Arrives));
        Assert.Equal([OfficeWorld.Today, OfficeWorld.Day(1)], DayJourney.Of(journey).Days);
    }

    [Fact]
    public void Who_gets_on_after_midnight_rides_yesterdays_run()
    {
        var journey = Find("T109", "NJH", "SHH", day: 1);
        Assert.Equal(OfficeWorld.Today, journey.RunDay);
        Assert.Equal(OfficeWorld.At("06:40", 1), journey.Departs);
        Assert.Equal([OfficeWorld.Day(1)], DayJourney.Of(journey).Days);
    }

    [Fact]
    public void There_are_a_dozen_trains_and_every_station_is_served_or_a_neighbour()
    {
        Assert.True(Default.Trains.Count >= 12);
        var served = Default.Trains.SelectMany(train => train.Stops).Select(stop => stop.Station).ToHashSet();
        Assert.All(Default.Stations, station =>
            Assert.True(served.Contains(station.Code) || StationMap.Neighbours(station.Code).Any(served.Contains), station.Code));
    }

    [Fact]
    public void Stations_of_one_city_are_neighbours()
    {
        Assert.Equal(["BJP", "BXP"], StationMap.Neighbours("VNP"));
        Assert.True(StationMap.SameCity("AOH", "SHH"));
        Assert.False(StationMap.SameCity("AOH", "NKH"));
        Assert.Empty(StationMap.Neighbours("XXX"));
    }

    [Fact]
    public void A_seat_that_is_left_is_sold_again()
    {
        var train = Default.FindTrain("G113")!;
        SeatsTaken[] taken = [new(0, 2, 576), new(3, 4, 500)];
        Assert.Equal(0, SeatMap.Free(train, taken, 1, 2));
        Assert.Equal(0, SeatMap.Free(train, taken, 0, 4));
        Assert.Equal(576, SeatMap.Free(train, taken, 2, 3));
        Assert.Equal(76, SeatMap.Free(train, taken, 2, 4));
    }

    [Theory]
    [InlineData("07:00", null, "a stop without a way on")]
    [InlineData(null, "7:00", "a time of another form")]
    [InlineData(null, "25:00", "no such time")]
    public void A_timetable_that_cannot_be_is_refused(string? arrives, string? departs, string why)
    {
        var data = new TimetableData(40, 5, 120, 15,
            [new RailStation("VNP", "北京南", "Beijing South", "beijing"), new RailStation("TJP", "天津", "Tianjin", "tianjin")],
            [new TrainData("C1", 10, [new StopData("VNP", arrives, departs), new StopData("TJP", "08:00", null)])], []);
        Assert.NotEmpty(why);
        Assert.Throws<FormatException>(() => TimetableReader.Read(data));
    }

    [Fact]
    public void A_train_is_never_named_as_any_train()
    {
        Assert.Null(Default.FindTrain(Ticket.AnyTrain));
        Assert.DoesNotContain(Default.Trains, train => train.Number == Ticket.AnyTrain);
    }
}
