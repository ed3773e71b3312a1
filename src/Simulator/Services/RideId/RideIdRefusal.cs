using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Issuers;

namespace TempIdentity.Simulator.Services.RideId;

/// <summary>Why the ride-ID issuer did not do what it was asked.</summary>
internal enum RideIdRefusal
{
    /// <summary>Nobody signed in, and name or number is missing; or only one of the two was given (R1).</summary>
    IdentityIncomplete,
    /// <summary>The app may not use the location (R2).</summary>
    LocationNotAuthorised,
    /// <summary>The app may, but has no fix (R2).</summary>
    LocationNotFixed,
    /// <summary>Another document than the resident identity card (R3).</summary>
    DocumentNotAccepted,
    NumberLength,
    NumberCharacter,
    NumberRegion,
    NumberBirthDate,
    NumberBirthDateInFuture,
    NumberCheckCharacter,
    /// <summary>No such application of this session, or its time is over.</summary>
    ApplicationUnknown,
    /// <summary>Number, name and face do not belong together: which, is not told (R5).</summary>
    CheckFailed,
    /// <summary>No live person before the camera (R5).</summary>
    CheckSpoofed,
    /// <summary>No usable picture in time (R5).</summary>
    CheckTimedOut,
    /// <summary>Three were granted in this calendar month (R6).</summary>
    QuotaUsed,
    /// <summary>This session has no certificate.</summary>
    NoCertificate,
    /// <summary>24 hours are over (R7, R14).</summary>
    CertificateExpired,
    /// <summary>The operator revoked it.</summary>
    CertificateRevoked,
    /// <summary>30 minutes since the check (R10).</summary>
    CheckExpired,
    /// <summary>A user who is not registered closed the page (R11).</summary>
    PageClosed,
    /// <summary>A registered user signed in again or cleared the cache (R12).</summary>
    CheckAfterSignIn,
    /// <summary>The phone's key is no point of its curve, or of an algorithm that phones do not use.</summary>
    HolderKeyRefused,
}

/// <summary>Code, status and texts of each refusal; next steps are those of the railway's document (R2, R6, R10–R14, R17).</summary>
internal static class RideIdRefusals
{
    private const string CheckNumberZh = "请核对身份证号码后重新填写";
    private const string CheckNumberEn = "Check the identity card's number and type it again";

    public static ServiceRefusal For(RideIdRefusal refusal) => refusal switch
    {
        RideIdRefusal.IdentityIncomplete => Make("identity_incomplete", 422, "R1",
            "请填写姓名和身份证号", "Name and identity number are both needed",
            "请填写身份信息后点击“立即申请”，或登录12306后自动填写", "Give both and tap Apply, or sign in to have them filled in"),
        RideIdRefusal.LocationNotAuthorised => Make("location_not_authorised", 422, "R2",
            "申请时需授权开启定位服务", "An application needs the location service",
            "请在手机设置中授权铁路12306使用定位，再点击“重新定位”",
            "Allow the 12306 app to use the location in the phone's settings, then tap Locate again (重新定位)"),
        RideIdRefusal.LocationNotFixed => Make("location_not_fixed", 422, "R2",
            "未能获取位置信息", "The phone has no location yet",
            "请点击“重新定位”再次获取位置信息，并确认手机定位服务已开启",
            "Tap Locate again (重新定位), and see that the phone's location service is on"),
        RideIdRefusal.DocumentNotAccepted => Make("document_not_accepted", 422, "R3",
            "电子临时乘车身份证明暂时仅支持中国居民身份证", "Only the PRC resident identity card is accepted",
            "请使用居民身份证申请，或前往车站公安制证窗口",
            "Apply with a resident identity card, or go to the police counter at the station (车站公安制证窗口)"),
        RideIdRefusal.NumberLength => Number("number_length", "身份证号码应为18位", "An identity number has 18 characters"),
        RideIdRefusal.NumberCharacter => Number(
            "number_character", "身份证号码前17位应为数字", "The first 17 characters of an identity number are digits"),
        RideIdRefusal.NumberRegion => Number(
            "number_region", "身份证号码的地区代码不存在", "The identity number's region does not exist"),
        RideIdRefusal.NumberBirthDate => Number(
            "number_birth_date", "身份证号码中的出生日期不存在", "The identity number's birth date does not exist"),
        RideIdRefusal.NumberBirthDateInFuture => Number(
            "number_birth_date_in_future", "身份证号码中的出生日期在未来", "The identity number's birth date lies in the future"),
        RideIdRefusal.NumberCheckCharacter => Number(
            "number_check_character", "身份证号码校验位不正确", "The identity number's last character does not fit the others"),
        RideIdRefusal.ApplicationUnknown => Make("application_unknown", 404, null,
            "未找到该申请或申请已超时", "There is no such application, or its time is over",
            "请重新申请", "Please apply again"),
        RideIdRefusal.CheckFailed => Make("check_failed", 403, "R5",
            "实人核验未通过", "The real-person check was not passed",
            "请核对姓名和身份证号，并由本人重新申请；仍未通过的，请前往车站公安制证窗口",
            "Check name and number and apply again in person; if it fails again, go to the police counter at the station (车站公安制证窗口)"),
        RideIdRefusal.CheckSpoofed => Make("check_spoofed", 403, "R5",
            "实人核验未通过：未检测到真人", "The real-person check saw no live person",
            "请由申请人本人面对镜头重新申请，不要使用照片或视频",
            "Apply again with the applicant before the camera, no photograph or video"),
        RideIdRefusal.CheckTimedOut => Make("check_timed_out", 408, "R5",
            "实人核验超时", "The real-person check took too long",
            "请在光线充足处正对镜头，再次进行实人核验", "Face the camera in good light and do the check once more"),
        RideIdRefusal.QuotaUsed => Make("quota_used", 403, "R6",
            "您本自然月已申请3次电子临时乘车身份证明", "You have had 3 certificates in this calendar month",
            "请前往车站的公安制证窗口办理纸质临时乘车身份证明",
            "Go to the police counter at the station (车站公安制证窗口) for the paper certificate"),
        RideIdRefusal.NoCertificate => Make("no_certificate", 404, null,
            "没有可查看的电子临时乘车身份证明", "There is no certificate to show",
            "请先申请电子临时乘车身份证明", "Apply for a certificate first"),
        RideIdRefusal.CertificateExpired => Make("certificate_expired", 410, "R14",
            "电子临时乘车身份证明已失效（24小时内有效）", "The certificate has run out: it is valid for 24 hours",
            "请重新提交申请，或通过人工通道办理出站手续", "Apply again, or leave through the staffed lane (人工通道)"),
        RideIdRefusal.CertificateRevoked => Make("certificate_revoked", 410, "R17",
            "电子临时乘车身份证明已撤销", "The certificate was revoked",
            "请前往车站的公安制证窗口办理纸质临时乘车身份证明",
            "Go to the police counter at the station (车站公安制证窗口) for the paper certificate"),
        RideIdRefusal.CheckExpired => CheckAgain("check_expired", "R10",
            "距上次实人核验已满30分钟，为避免他人冒用，需再次进行实人核验",
            "30 minutes since the real-person check: it is asked for again so that nobody else uses the certificate"),
        RideIdRefusal.PageClosed => CheckAgain("page_closed", "R11",
            "非注册用户关闭页面后，查看时需再次进行实人核验",
            "A user who is not registered passes the real-person check again after closing the page"),
        RideIdRefusal.CheckAfterSignIn => CheckAgain("check_after_sign_in", "R12",
            "退出登录或清理缓存后，查看时需再次进行实人核验",
            "After signing out or clearing the cache the real-person check is passed again"),
        RideIdRefusal.HolderKeyRefused => Make("holder_key_refused", 422, null,
            "手机密钥无法使用", "The phone's key cannot be used",
            "请更新应用后重试", "Update the app and try again"),
    };

    /// <summary>What is wrong with a number (R3).</summary>
    public static ServiceRefusal For(NumberProblem problem) => For(problem switch
    {
        NumberProblem.WrongLength => RideIdRefusal.NumberLength,
        NumberProblem.WrongCharacter => RideIdRefusal.NumberCharacter,
        NumberProblem.UnknownRegion => RideIdRefusal.NumberRegion,
        NumberProblem.ImpossibleBirthDate => RideIdRefusal.NumberBirthDate,
        NumberProblem.BirthDateInFuture => RideIdRefusal.NumberBirthDateInFuture,
        NumberProblem.WrongCheckCharacter => RideIdRefusal.NumberCheckCharacter,
    });

    private static ServiceRefusal Number(string code, string titleZh, string titleEn) =>
        Make(code, 422, "R3", titleZh, titleEn, CheckNumberZh, CheckNumberEn);

    private static ServiceRefusal CheckAgain(string code, string rule, string titleZh, string titleEn) => Make(code, 403, rule, titleZh,
        titleEn, "请再次进行实人核验，该操作不占用申请次数", "Pass the real-person check again; it does not count as an application");

    private static ServiceRefusal Make(
        string code, int status, string? rule, string titleZh, string titleEn, string nextZh, string nextEn) =>
        new(code, status, new BilingualText(titleEn, titleZh), new BilingualText(nextEn, nextZh), rule);
}
