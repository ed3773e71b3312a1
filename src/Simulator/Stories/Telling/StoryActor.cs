using TempIdentity.GateAgent.Texts;

namespace TempIdentity.Simulator.Stories.Telling;

/// <summary>Who does something in a story.</summary>
internal enum StoryActor
{
    /// <summary>旅客.</summary>
    Traveller,
    /// <summary>同行旅客: somebody else who travels.</summary>
    Companion,
    /// <summary>铁路12306: the ride-ID issuer.</summary>
    RideIdService,
    /// <summary>闸机: an unattended gate.</summary>
    Gate,
    /// <summary>车站工作人员.</summary>
    StationStaff,
    /// <summary>列车工作人员.</summary>
    TrainStaff,
    /// <summary>总部: head office.</summary>
    HeadOffice,
    /// <summary>驾驶人.</summary>
    Driver,
    /// <summary>另一驾驶人.</summary>
    OtherDriver,
    /// <summary>交管12123: the licence issuer.</summary>
    LicenceService,
    /// <summary>审核人员: who looks at photos.</summary>
    Reviewer,
    /// <summary>公安交管部门: who sets statuses and renews licences.</summary>
    TrafficPolice,
    /// <summary>路面民警: an officer at the roadside.</summary>
    Officer,
}

/// <summary>What is done in a step; the text form is part of the JSON and never changes.</summary>
internal enum StoryAction
{
    /// <summary>Something that happens, without a service or a gate.</summary>
    Tell,
    Register,
    Apply,
    PassCheck,
    ViewCertificate,
    RefreshCode,
    Scan,
    ReadIdentity,
    BuyTicket,
    RefundTicket,
    Publish,
    SetStatus,
    RenewLicence,
    ReviewPhoto,
    ReadMessages,
    Reconcile,
}

/// <summary>Names of actors and actions.</summary>
internal static class StoryNames
{
    /// <summary>As people read it.</summary>
    public static BilingualText Name(this StoryActor actor) => actor switch
    {
        StoryActor.Traveller => new("traveller", "旅客"),
        StoryActor.Companion => new("other traveller", "另一旅客"),
        StoryActor.RideIdService => new("railway 12306", "铁路12306"),
        StoryActor.Gate => new("gate", "闸机"),
        StoryActor.StationStaff => new("station staff", "车站人员"),
        StoryActor.TrainStaff => new("train staff", "列车人员"),
        StoryActor.HeadOffice => new("head office", "总部"),
        StoryActor.Driver => new("driver", "驾驶人"),
        StoryActor.OtherDriver => new("other driver", "另一驾驶人"),
        StoryActor.LicenceService => new("traffic police 12123", "交管12123"),
        StoryActor.Reviewer => new("reviewer", "审核人员"),
        StoryActor.TrafficPolice => new("traffic police", "公安交管"),
        StoryActor.Officer => new("officer", "路面民警"),
    };

    /// <summary>In JSON.</summary>
    public static string ToText(this StoryActor actor) => actor switch
    {
        StoryActor.Traveller => "traveller",
        StoryActor.Companion => "other_traveller",
        StoryActor.RideIdService => "ride_id_service",
        StoryActor.Gate => "gate",
        StoryActor.StationStaff => "station_staff",
        StoryActor.TrainStaff => "train_staff",
        StoryActor.HeadOffice => "head_office",
        StoryActor.Driver => "driver",
        StoryActor.OtherDriver => "other_driver",
        StoryActor.LicenceService => "licence_service",
        StoryActor.Reviewer => "reviewer",
        StoryActor.TrafficPolice => "traffic_police",
        StoryActor.Officer => "officer",
    };

    /// <summary>In JSON.</summary>
    public static string ToText(this StoryAction action) => action switch
    {
        StoryAction.Tell => "tell",
        StoryAction.Register => "register",
        StoryAction.Apply => "apply",
        StoryAction.PassCheck => "pass_check",
        StoryAction.ViewCertificate => "view_certificate",
        StoryAction.RefreshCode => "refresh_code",
        StoryAction.Scan => "scan",
        StoryAction.ReadIdentity => "read_identity",
        StoryAction.BuyTicket => "buy_ticket",
        StoryAction.RefundTicket => "refund_ticket",
        StoryAction.Publish => "publish",
        StoryAction.SetStatus => "set_status",
        StoryAction.RenewLicence => "renew_licence",
        StoryAction.ReviewPhoto => "review_photo",
        StoryAction.ReadMessages => "read_messages",
        StoryAction.Reconcile => "reconcile",
    };
}
