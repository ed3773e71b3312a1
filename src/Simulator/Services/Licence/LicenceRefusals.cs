using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Services.Licence.Photos;
using TempIdentity.Simulator.Services.Licence.Rules;

namespace TempIdentity.Simulator.Services.Licence;

/// <summary>What the licence service may answer beside <see cref="CommonRefusal"/>, a status's own text, and a photo's fault.</summary>
internal enum LicenceRefusal
{
    /// <summary>No address: this service registers with one (L1).</summary>
    AddressRequired,
    /// <summary>Not 12 digits.</summary>
    ArchiveNumberMalformed,
    /// <summary>No licence of this person has this archive number: a wrong number and somebody else's are one answer (L2).</summary>
    ArchiveNumberRefused,
    /// <summary>The licence is not filed yet (L2).</summary>
    LicenceNotFiled,
    /// <summary>No real-person check in this session, or one 30 minutes old (L4).</summary>
    RealPersonCheckRequired,
    /// <summary>The check did not find this person.</summary>
    RealPersonCheckFailed,
    /// <summary>The check found no live person.</summary>
    RealPersonCheckSpoof,
    /// <summary>The check found no usable picture in time.</summary>
    RealPersonCheckTimeout,
    /// <summary>The licence itself has run out.</summary>
    LicenceExpired,
    /// <summary>There is an electronic licence already.</summary>
    AlreadyIssued,
    /// <summary>An application waits for its review.</summary>
    ApplicationOpen,
    /// <summary>No photo on file that fits the rules (L3).</summary>
    NoPhotoOnFile,
    /// <summary>There is no earlier electronic licence whose photo could be kept.</summary>
    NoEarlierPhoto,
    /// <summary>No such uploaded photo waits for this user, or it came in another way than said.</summary>
    PhotoNotFound,
    /// <summary>The photo's day has not come.</summary>
    PhotoFromFuture,
    /// <summary>A replacement takes a new photo: one taken now or from the album (L7).</summary>
    ReplacementNeedsNewPhoto,
    /// <summary>The photo was replaced less than 6 months ago (L7).</summary>
    ReplacementTooSoon,
    /// <summary>There is no electronic licence yet.</summary>
    NoElectronicLicence,
    /// <summary>The licence was renewed: apply again (L12).</summary>
    SupersededByRenewal,
    /// <summary>The licence was transferred in: apply again (L13).</summary>
    SupersededByTransferIn,
    /// <summary>The phone's key is none that a grant may name.</summary>
    HolderKeyMalformed,
    /// <summary>Operator: no such driver.</summary>
    DriverNotFound,
    /// <summary>Operator: statuses out of range, or too many.</summary>
    StatusesMalformed,
    /// <summary>Operator: classes, authority or dates out of range.</summary>
    RecordMalformed,
    /// <summary>Operator: no such application waits.</summary>
    NothingToReview,
}

/// <summary>Code, HTTP status, rule and texts of what the licence service answers.</summary>
internal static class LicenceRefusals
{
    public static ServiceRefusal For(LicenceRefusal refusal, long? retryAfterSeconds = null) => refusal switch
    {
        LicenceRefusal.AddressRequired => Make("address_required", 422, "L1",
            "请填写住址", "The address is missing", "请填写住址后提交", "Give the address and try again"),
        LicenceRefusal.ArchiveNumberMalformed => Make("archive_number_malformed", 422, "L2",
            "档案编号应为12位数字", "An archive number has 12 digits",
            "请核对驾驶证上的档案编号", "Check the archive number on the licence"),
        LicenceRefusal.ArchiveNumberRefused => Make("archive_number_refused", 403, "L2",
            "档案编号与本人驾驶证不符", "The archive number is not that of your licence",
            "请核对驾驶证上的档案编号；仍不符请联系驾驶证发证地公安交管部门", "Check the number on the licence; if it is right, ask the traffic police"),
        LicenceRefusal.LicenceNotFiled => Make("licence_not_filed", 409, "L2",
            "尚未备案驾驶证", "The licence is not filed", "请先备案驾驶证，再申领驾驶证电子版", "File the licence first, then apply"),
        LicenceRefusal.RealPersonCheckRequired => Make("real_person_check_required", 403, "L4",
            "需要进行实人认证", "The real-person check is needed", "请进行实人认证后重试", "Pass the real-person check and try again"),
        LicenceRefusal.RealPersonCheckFailed => Make("real_person_check_failed", 403, "L4",
            "实人认证未通过", "The real-person check was not passed",
            "请本人正对镜头重新认证；仍不通过请联系公安交管部门", "Face the camera yourself and try again; if it fails, ask the traffic police"),
        LicenceRefusal.RealPersonCheckSpoof => Make("real_person_check_spoof", 403, "L4",
            "未检测到本人活体", "No live person was found", "请勿使用照片或视频，由本人重新认证", "Use no picture or film; try again in person"),
        LicenceRefusal.RealPersonCheckTimeout => Make("real_person_check_timeout", 403, "L4",
            "实人认证超时", "The real-person check took too long", "请在光线充足处重新认证", "Try again where there is enough light"),
        LicenceRefusal.LicenceExpired => Make("licence_expired", 409, null,
            "驾驶证已过有效期", "The licence has run out", "请先办理期满换证", "Renew the licence first"),
        LicenceRefusal.AlreadyIssued => Make("already_issued", 409, null,
            "已申领驾驶证电子版", "The electronic licence is issued already",
            "可直接查看；如需更换照片请点击“换照片”", "Open it; to change the photo choose \"replace photo\""),
        LicenceRefusal.ApplicationOpen => Make("application_open", 409, "L5",
            "申请正在审核中", "An application is being reviewed",
            "请等待审核结果，结果将通过短信和应用内通知告知", "Wait for the result; an SMS and a notice in the app will tell it"),
        LicenceRefusal.NoPhotoOnFile => Make("no_photo_on_file", 409, "L3",
            "信息系统中没有符合要求的留存照片", "There is no photo on file that fits the rules",
            "请拍照或从相册选择证件照片提交", "Take a photo now, or choose one from the album"),
        LicenceRefusal.NoEarlierPhoto => Make("no_earlier_photo", 409, "L12",
            "没有可继续使用的照片", "There is no earlier photo to keep",
            "请使用留存照片，或重新提交照片", "Use the photo on file, or send a new one"),
        LicenceRefusal.PhotoNotFound => Make("photo_not_found", 404, "L3",
            "未找到所提交的照片", "There is no such photo", "请重新上传照片", "Send the photo again"),
        LicenceRefusal.PhotoFromFuture => Make("photo_from_future", 422, "L6",
            "拍摄日期晚于今天", "The photo's day has not come", "请核对拍摄日期", "Check the day"),
        LicenceRefusal.ReplacementNeedsNewPhoto => Make("replacement_needs_new_photo", 422, "L7",
            "更换照片须提交新照片", "A replacement needs a new photo",
            "请通过“拍照”或者“相册选择”提交照片", "Take a photo now, or choose one from the album"),
        LicenceRefusal.ReplacementTooSoon => Make("replacement_too_soon", 409, "L7",
            "驾驶证电子版照片六个月内只可以更换一次", "The photo may be replaced once in 6 months",
            "请满六个月后再更换", "Wait until six months have passed", retryAfterSeconds),
        LicenceRefusal.NoElectronicLicence => Make("no_electronic_licence", 409, null,
            "尚未申领驾驶证电子版", "There is no electronic licence yet", "请先申领驾驶证电子版", "Apply for it first"),
        LicenceRefusal.SupersededByRenewal => Make("superseded_by_renewal", 409, "L12",
            "驾驶证已换证，原驾驶证电子版不再使用", "The licence was renewed; the earlier electronic licence is not used any more",
            "请重新申领驾驶证电子版；此前请出示纸质驾驶证", "Apply for it again; until then show the paper licence"),
        LicenceRefusal.SupersededByTransferIn => Make("superseded_by_transfer_in", 409, "L13",
            "驾驶证已转入，原驾驶证电子版不再使用", "The licence was transferred in; the earlier electronic licence is not used any more",
            "请重新申领驾驶证电子版；此前请出示纸质驾驶证", "Apply for it again; until then show the paper licence"),
        LicenceRefusal.HolderKeyMalformed => Make("holder_key_malformed", 422, null,
            "手机密钥不可用", "The phone's key cannot be used", "请更新应用后重试", "Update the app and try again"),
        LicenceRefusal.DriverNotFound => Make("driver_not_found", 404, null,
            "没有该驾驶人", "There is no such driver", "请核对证件类型和号码", "Check the document"),
        LicenceRefusal.StatusesMalformed => Make("statuses_malformed", 422, null,
            "状态不符合规定", "The statuses are not of the published form",
            "每项状态须有原因和起止时间，最多12项且不重复", "Give each a reason and a time, 12 at most, none twice"),
        LicenceRefusal.RecordMalformed => Make("record_malformed", 422, null,
            "驾驶证信息不符合规定", "The licence's data are out of range",
            "请核对准驾车型、发证机关和有效期", "Check classes, authority and validity"),
        LicenceRefusal.NothingToReview => Make("nothing_to_review", 409, "L5",
            "没有待审核的申请", "No such application waits for review", "请刷新申请列表", "Refresh the list"),
    };

    /// <summary>An applicant whose licence's status does not allow it (L9–L11).</summary>
    public static ServiceRefusal Applicant(StatusEffect effect) => OfStatus("licence_status_forbids", effect, effect.ApplicantText!.Value);

    /// <summary>The holder of an electronic licence that is no longer shown (L10), or is told not to be valid (L11).</summary>
    public static ServiceRefusal Holder(StatusEffect effect) => OfStatus("licence_not_valid", effect, effect.HolderText!.Value);

    /// <summary>A file that is no photo (L6).</summary>
    public static ServiceRefusal Photo(PhotoFault fault) => new(fault.ToText(), 422, PhotoFaults.Text(fault),
        new BilingualText("Choose another picture and send it again", "请重新选择照片上传"), "L6");

    private static ServiceRefusal OfStatus(string code, StatusEffect effect, BilingualText text) => new(code, 409, text,
        new BilingualText("Contact the traffic police where the licence was issued", "请联系驾驶证发证地公安交管部门"), effect.Rule);

    private static ServiceRefusal Make(string code, int status, string? rule, string titleZh, string titleEn, string nextZh, string nextEn,
        long? retryAfterSeconds = null) =>
        new(code, status, new BilingualText(titleEn, titleZh), new BilingualText(nextEn, nextZh), rule, retryAfterSeconds);
}
