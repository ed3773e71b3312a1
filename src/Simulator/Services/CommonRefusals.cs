using TempIdentity.GateAgent.Texts;

namespace TempIdentity.Simulator.Services;

/// <summary>What every service may answer.</summary>
internal enum CommonRefusal
{
    /// <summary>The request is not of the published form.</summary>
    MalformedRequest,
    /// <summary>The body is larger than this address takes.</summary>
    RequestTooLarge,
    /// <summary>This address takes another method.</summary>
    MethodNotAllowed,
    /// <summary>The body is not JSON, or not what this address takes.</summary>
    UnsupportedMediaType,
    /// <summary>There is nothing at this address, or nothing that this session may know of.</summary>
    NotFound,
    /// <summary>No session, or one that has ended.</summary>
    SessionRequired,
    /// <summary>Only for users who signed in.</summary>
    SignInRequired,
    /// <summary>Only for the operator.</summary>
    OperatorRequired,
    /// <summary>A limit of attempts was reached.</summary>
    TooManyRequests,
    /// <summary>Phone number or password is wrong, or there is no such account: which, is not told.</summary>
    SignInRefused,
    /// <summary>The SMS code is wrong or too old, or there was no such registration: which, is not told.</summary>
    SmsCodeRefused,
    /// <summary>Not a mobile number of mainland China.</summary>
    PhoneMalformed,
    /// <summary>The password is too short, too long, or of one kind of characters only.</summary>
    PasswordWeak,
    /// <summary>The name is empty, too long, or has characters that no name has.</summary>
    NameMalformed,
    /// <summary>The address is too long or has control characters.</summary>
    AddressMalformed,
    /// <summary>This service does not take this kind of document.</summary>
    DocumentNotAccepted,
    /// <summary>The document's number is not of its form.</summary>
    DocumentNumberMalformed,
    /// <summary>The request comes from a page of another site, or names another host.</summary>
    ForeignOrigin,
    /// <summary>The service cannot store at the moment.</summary>
    StorageFailed,
    /// <summary>A defect of the service.</summary>
    InternalError,
}

/// <summary>Code, status and texts of what every service may answer.</summary>
internal static class CommonRefusals
{
    public static ServiceRefusal For(CommonRefusal refusal, long? retryAfterSeconds = null) => refusal switch
    {
        CommonRefusal.MalformedRequest => Make("malformed_request", 400,
            "请求格式不符合规定", "The request is not of the published form",
            "请更新应用后重试", "Update the app and try again"),
        CommonRefusal.RequestTooLarge => Make("request_too_large", 413,
            "请求内容过大", "The request is too large",
            "请缩小内容后重试", "Make it smaller and try again"),
        CommonRefusal.MethodNotAllowed => Make("method_not_allowed", 405,
            "该地址不支持此请求方法", "This address takes another method",
            "请更新应用后重试", "Update the app and try again"),
        CommonRefusal.UnsupportedMediaType => Make("unsupported_media_type", 415,
            "请求内容类型不支持", "This address does not take this kind of content",
            "请更新应用后重试", "Update the app and try again"),
        CommonRefusal.NotFound => Make("not_found", 404,
            "未找到所请求的内容", "There is nothing here",
            "请返回上一页重新进入", "Go back and open the page again"),
        CommonRefusal.SessionRequired => Make("session_required", 401,
            "会话不存在或已结束", "There is no session, or it has ended",
            "请重新打开页面或登录", "Open the page again, or sign in"),
        CommonRefusal.SignInRequired => Make("sign_in_required", 403,
            "请先登录", "Please sign in first",
            "请登录或注册后再办理", "Sign in or register, then go on"),
        CommonRefusal.OperatorRequired => Make("operator_required", 401,
            "仅限工作人员操作", "Only staff may do this",
            "请使用工作人员凭据", "Use the operator's token"),
        CommonRefusal.TooManyRequests => Make("too_many_requests", 429,
            "操作过于频繁", "Too many attempts",
            "请稍后再试", "Please wait a while and try again", retryAfterSeconds),
        CommonRefusal.SignInRefused => Make("sign_in_refused", 401,
            "手机号或密码不正确", "Phone number or password is wrong",
            "请核对后重试；未注册请先注册", "Check both and try again; register first if you have not"),
        CommonRefusal.SmsCodeRefused => Make("sms_code_refused", 403,
            "短信验证码不正确或已过期", "The SMS code is wrong or too old",
            "请核对短信验证码，或重新获取", "Check the code in the message, or ask for another"),
        CommonRefusal.PhoneMalformed => Make("phone_malformed", 422,
            "手机号码格式不正确", "Not a mobile number",
            "请填写11位手机号码", "Give the 11 digits of a mobile number"),
        CommonRefusal.PasswordWeak => Make("password_weak", 422,
            "密码不符合要求", "The password is not strong enough",
            "请设置8至64位，且至少包含字母和数字的密码", "Choose 8 to 64 characters with letters and digits"),
        CommonRefusal.NameMalformed => Make("name_malformed", 422,
            "姓名格式不正确", "The name cannot be right",
            "请按证件填写姓名，最多40个字符", "Give the name as on the document, at most 40 characters"),
        CommonRefusal.AddressMalformed => Make("address_malformed", 422,
            "住址格式不正确", "The address cannot be right",
            "请填写住址，最多200个字符", "Give the address, at most 200 characters"),
        CommonRefusal.DocumentNotAccepted => Make("document_not_accepted", 422,
            "暂不支持该证件类型", "This kind of document is not accepted",
            "请选择本服务支持的证件类型", "Choose one of the documents that this service takes"),
        CommonRefusal.DocumentNumberMalformed => Make("document_number_malformed", 422,
            "证件号码格式不正确", "The document's number cannot be right",
            "请核对证件号码", "Check the document's number"),
        CommonRefusal.ForeignOrigin => Make("foreign_origin", 403,
            "该请求来自其他网站", "This request comes from another site",
            "请直接打开本服务打印的地址", "Open the address that the service printed"),
        CommonRefusal.StorageFailed => Make("storage_failed", 503,
            "系统暂时无法保存", "The service cannot store at the moment",
            "请稍后再试", "Please try again later"),
        CommonRefusal.InternalError => Make("internal_error", 500,
            "系统故障", "The service failed",
            "请稍后再试", "Please try again later"),
    };

    private static ServiceRefusal Make(
        string code, int status, string titleZh, string titleEn, string nextZh, string nextEn, long? retryAfterSeconds = null) =>
        new(code, status, new BilingualText(titleEn, titleZh), new BilingualText(nextEn, nextZh), RetryAfterSeconds: retryAfterSeconds);
}
