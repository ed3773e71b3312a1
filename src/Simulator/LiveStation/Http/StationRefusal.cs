using Microsoft.AspNetCore.Http;
using TempIdentity.GateAgent.Texts;
using TempIdentity.Simulator.Services;

namespace TempIdentity.Simulator.LiveStation.Http;

/// <summary>Why the station does not do what a visitor asks.</summary>
internal enum StationRefusal
{
    /// <summary>As many visitors as there are places.</summary>
    TooManyVisitors,
    NoSuchLane,
    NotAPicture,
    NoCodeInPicture,
    TwoCodes,
    /// <summary>No text that a scanner sends as one code.</summary>
    NotOneCode,
    /// <summary>This machine cannot read pictures.</summary>
    NoImageReader,
    ScannerUnplugged,
    LaneBusy,
    AgentDown,
    /// <summary>The books are opened with head office's key only.</summary>
    KeyNeeded,
    KeyWrong,
    NoSuchRecord,
    /// <summary>A record without a frame, or one held as its hash only.</summary>
    NothingSealed,
    /// <summary>The text is no code of ours, so nobody's credential can be changed by it.</summary>
    NoCredential,
    /// <summary>The cheat does not go with this credential or lane.</summary>
    CheatDoesNotFit,
    /// <summary>A code lane and text are needed for this cheat.</summary>
    CodeNeeded,
    TrialsBusy,
    /// <summary>No key was stolen, or it is withdrawn already.</summary>
    NothingStolen,
    /// <summary>The key that would take over is not active yet: 24 hours after its publication.</summary>
    NoReserveKey,
    /// <summary>A next key is published and has not begun to sign.</summary>
    RotationUnderWay,
}

/// <summary>Code, status and texts of the station's refusals.</summary>
internal static class StationRefusals
{
    public static ServiceRefusal For(StationRefusal refusal, long? retryAfterSeconds = null) => refusal switch
    {
        StationRefusal.TooManyVisitors => Make("too_many_visitors", StatusCodes.Status503ServiceUnavailable,
            "车站页面的访问人数已满", "The station page has as many visitors as it takes",
            "请关闭一个车站页面后重试", "Close one of the station pages and try again", retryAfterSeconds),
        StationRefusal.NoSuchLane => Make("lane_unknown", StatusCodes.Status404NotFound,
            "没有这条通道", "There is no such lane", "请从页面上的通道中选择", "Choose one of the lanes on the page"),
        StationRefusal.NotAPicture => Make("not_a_picture", StatusCodes.Status422UnprocessableEntity,
            "扫码器收到的不是可识别的图片", "What the scanner saw is no picture that it reads",
            "请发送不超过256 KiB的PNG图片", "Send a PNG of at most 256 KiB"),
        StationRefusal.NoCodeInPicture => Make("no_code_in_picture", StatusCodes.Status422UnprocessableEntity,
            "图片中没有二维码", "There is no code in the picture",
            "请在手机上显示二维码后重新出示", "Bring the code onto the phone's screen and show it again"),
        StationRefusal.TwoCodes => Make("two_codes", StatusCodes.Status422UnprocessableEntity,
            "图片中有多个二维码", "There are several codes in the picture",
            "请一次只出示一个二维码", "Show one code at a time"),
        StationRefusal.NotOneCode => Make("not_one_code", StatusCodes.Status422UnprocessableEntity,
            "这段内容不是扫码器能发送的一个代码", "No scanner sends this as one code",
            "请出示手机上的二维码", "Show the code on the phone"),
        StationRefusal.NoImageReader => Make("no_image_reader", StatusCodes.Status409Conflict,
            "本机未安装图像识别程序", "This machine has no reader of pictures",
            "请发送二维码文本，或安装 libzbar0", "Send the code's text, or install libzbar0"),
        StationRefusal.ScannerUnplugged => Make("scanner_unplugged", StatusCodes.Status409Conflict,
            "扫码器已拔下", "The scanner is unplugged", "请先插回扫码器", "Plug the scanner in first"),
        StationRefusal.LaneBusy => Make("lane_busy", StatusCodes.Status409Conflict,
            "该通道前有人", "Others stand before this lane's scanner", "请稍候，或选择其他通道", "Wait a moment, or choose another lane"),
        StationRefusal.AgentDown => Make("agent_down", StatusCodes.Status409Conflict,
            "核验程序未运行", "The gate agent is not running",
            "核验程序约2秒后自动重启，请稍候重试", "It starts again by itself after about 2 seconds: try again then"),
        StationRefusal.KeyNeeded => Make("key_needed", StatusCodes.Status403Forbidden,
            "查看原始记录需要总部私钥", "Opening a record needs head office's private key",
            "请填写启动服务时打印的总部私钥", "Give the private key that the services printed at their start"),
        StationRefusal.KeyWrong => Make("key_wrong", StatusCodes.Status403Forbidden,
            "总部私钥不正确", "This is not head office's private key",
            "请核对启动服务时打印的总部私钥", "Check the private key that the services printed at their start"),
        StationRefusal.NoSuchRecord => Make("record_unknown", StatusCodes.Status404NotFound,
            "总部没有这条记录", "Head office holds no such record", "请从账簿中选择", "Choose a row of the books"),
        StationRefusal.NothingSealed => Make("nothing_sealed", StatusCodes.Status409Conflict,
            "这条记录没有密封内容", "Nothing is sealed in this record", "请选择一条核验记录", "Choose the record of a decision"),
        StationRefusal.NoCredential => Make("no_credential", StatusCodes.Status422UnprocessableEntity,
            "这段文本不是本系统签发的代码", "The text is no code of these issuers",
            "请使用手机上显示的二维码", "Use the code that a phone shows"),
        StationRefusal.CheatDoesNotFit => Make("cheat_does_not_fit", StatusCodes.Status409Conflict,
            "此操作不适用于该证件或通道", "This does not go with the credential or the lane",
            "请选择其他证件或通道", "Choose another credential or another lane"),
        StationRefusal.CodeNeeded => Make("code_needed", StatusCodes.Status422UnprocessableEntity,
            "此操作需要通道和手机上的代码", "This needs a lane and the code that a phone shows",
            "请先在手机上显示二维码，并选择通道", "Bring a code onto a phone's screen and choose a lane"),
        StationRefusal.TrialsBusy => Make("trials_busy", StatusCodes.Status429TooManyRequests,
            "正在进行的试验过多", "Too many trials are under way", "请稍候再试", "Wait a moment and try again", retryAfterSeconds),
        StationRefusal.NothingStolen => Make("nothing_stolen", StatusCodes.Status409Conflict,
            "没有被盗的密钥", "No key is stolen", "请先进行“盗取密钥”", "Steal a key first"),
        StationRefusal.NoReserveKey => Make("no_reserve_key", StatusCodes.Status409Conflict,
            "没有已可启用的其他密钥", "There is no other key that may sign yet",
            "请先轮换密钥，再将时间推进24小时后撤下", "Rotate the key, move the time ahead by 24 hours, then withdraw it"),
        StationRefusal.RotationUnderWay => Make("rotation_under_way", StatusCodes.Status409Conflict,
            "下一把密钥已公布，尚未启用", "The next key is published and has not taken over yet",
            "请将时间推进24小时使其启用", "Move the time ahead by 24 hours: it takes over then"),
    };

    private static ServiceRefusal Make(
        string code, int status, string titleZh, string titleEn, string nextZh, string nextEn, long? retryAfterSeconds = null) =>
        new(code, status, new BilingualText(titleEn, titleZh), new BilingualText(nextEn, nextZh), RetryAfterSeconds: retryAfterSeconds);
}
