using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;

namespace TempIdentity.Simulator.Services.Ticketing;

/// <summary>Why the ticket office does not do what it was asked.</summary>
internal enum TicketRefusal
{
    /// <summary>No such station.</summary>
    UnknownStation,
    /// <summary>No such train, or it does not go from the one station to the other.</summary>
    UnknownTrain,
    /// <summary>No such multi-ride or period ticket.</summary>
    UnknownProduct,
    /// <summary>Further ahead than tickets are sold.</summary>
    SaleNotOpen,
    /// <summary>The day is over.</summary>
    DayPast,
    /// <summary>Check-in for the train has closed.</summary>
    CheckInClosed,
    /// <summary>No seat on the whole way.</summary>
    SoldOut,
    /// <summary>The traveller has a ticket for another train at the same time.</summary>
    ItineraryConflict,
    /// <summary>More tickets on a day than a gate can be told of.</summary>
    TooManyTickets,
    /// <summary>There is no such ticket of this traveller; whether there is one of another's is not told.</summary>
    UnknownTicket,
    /// <summary>Refunded before.</summary>
    AlreadyRefunded,
    /// <summary>Somebody went in with it.</summary>
    TicketUsed,
    /// <summary>The train has left.</summary>
    Departed,
    /// <summary>Changed once already.</summary>
    ChangedBefore,
    /// <summary>A multi-ride or period ticket is not changed.</summary>
    NotChangeable,
    /// <summary>A change goes between the same cities.</summary>
    OtherRoute,
    /// <summary>Trust that the desk's verifier goes by is not there, or was refused.</summary>
    DeskNotReady,
}

/// <summary>Code, status and texts of the office's refusals. Next steps use the railway's own words (退票, 改签, 人工窗口).</summary>
internal static class TicketRefusals
{
    public static ServiceRefusal For(TicketRefusal refusal) => refusal switch
    {
        TicketRefusal.UnknownStation => Make("unknown_station", 404, "没有这个车站", "There is no such station",
            "请从车站列表中选择", "Choose from the list of stations"),
        TicketRefusal.UnknownTrain => Make("unknown_train", 404, "没有这趟列车，或不经过所选区间",
            "There is no such train between these stations",
            "请查询车次后重新选择", "Look the trains up and choose again"),
        TicketRefusal.UnknownProduct => Make("unknown_product", 404, "没有这种计次票或定期票", "There is no such multi-ride or period ticket",
            "请从计次票、定期票列表中选择", "Choose from the list of products"),
        TicketRefusal.SaleNotOpen => Make("sale_not_open", 409, "该日期车票尚未开售", "Tickets for that day are not on sale yet",
            "请在预售期内购买", "Buy within the days of advance sale"),
        TicketRefusal.DayPast => Make("day_past", 409, "所选日期已过", "That day is over",
            "请选择今天或以后的日期", "Choose today or a later day"),
        TicketRefusal.CheckInClosed => Make("check_in_closed", 409, "该次列车已停止检票", "Check-in for this train has closed",
            "请在窗口改签或购买其他车次", "Change the ticket at the desk (改签), or buy one for another train"),
        TicketRefusal.SoldOut => Make("sold_out", 409, "该次列车在所选区间已无票", "No seat is left on this train for the whole way",
            "请选择其他车次或区间", "Choose another train or other stations"),
        TicketRefusal.ItineraryConflict => Make("itinerary_conflict", 409, "与已购车票行程冲突",
            "The traveller holds a ticket for a train at the same time",
            "请先改签或退票，再购买", "Change (改签) or refund (退票) that ticket first"),
        TicketRefusal.TooManyTickets => Make("too_many_tickets", 409, "该旅客当日车票已达上限", "The traveller has the most tickets for that day",
            "请先退票，或选择其他日期", "Refund one first (退票), or choose another day"),
        TicketRefusal.UnknownTicket => Make("unknown_ticket", 404, "未找到该旅客的这张车票", "This traveller has no such ticket",
            "请核对车票号码和证件", "Check the ticket's number and the traveller's code"),
        TicketRefusal.AlreadyRefunded => Make("already_refunded", 409, "车票已退", "The ticket was refunded",
            "请重新购票", "Buy another ticket"),
        TicketRefusal.TicketUsed => Make("ticket_used", 409, "车票已进站检票，不能办理", "The ticket was used to go in",
            "如需帮助请到车站人工窗口", "Ask at the staffed counter"),
        TicketRefusal.Departed => Make("departed", 409, "列车已开车，不能办理", "The train has left",
            "请购买其他车次的车票", "Buy a ticket for another train"),
        TicketRefusal.ChangedBefore => Make("changed_before", 409, "车票已改签过，只能改签一次", "The ticket was changed before: once is the limit",
            "可退票后重新购买", "Refund it (退票) and buy another"),
        TicketRefusal.NotChangeable => Make("not_changeable", 409, "计次票、定期票不办理改签", "Multi-ride and period tickets are not changed",
            "可直接乘坐其他车次；未使用的可退票", "It is good for any train of its way; unused, it can be refunded", "R15"),
        TicketRefusal.OtherRoute => Make("other_route", 409, "改签的出发地和到达地须与原票在同一城市",
            "A change goes between the same two cities",
            "请退票后购买其他区间的车票", "Refund it (退票) and buy a ticket for the other way"),
        TicketRefusal.DeskNotReady => Make("desk_not_ready", 503, "窗口设备暂不能核验", "This desk cannot check codes now",
            "请到其他窗口，并报告运维", "Use another desk, and tell operations"),
    };

    /// <summary>
    /// The traveller's code did not pass: the verifier's own code and words, staff's as the title and the traveller's as the next step
    /// (R16).
    /// </summary>
    public static ServiceRefusal Of(VerdictCode verdict)
    {
        var texts = VerdictTexts.For(verdict);
        return new ServiceRefusal("code_" + verdict.ToText(), 403, texts.Staff, texts.Passenger, "R16");
    }

    private static ServiceRefusal Make(
        string code, int status, string titleZh, string titleEn, string nextZh, string nextEn, string? rule = null) =>
        new(code, status, new BilingualText(titleEn, titleZh), new BilingualText(nextEn, nextZh), rule);
}
