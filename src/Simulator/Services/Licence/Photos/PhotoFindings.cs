using TempIdentity.GateAgent.Texts;

namespace TempIdentity.Simulator.Services.Licence.Photos;

/// <summary>What the reviewer finds wrong with a photo (L6): the documents' list, closed.</summary>
internal enum PhotoFinding
{
    OlderThanSixMonths,
    BackgroundNotWhite,
    UnevenLight,
    PostureNotUpright,
    HeadTooHighOrLow,
    HeadTooSmall,
    OffCentre,
    Hat,
    Mask,
    Sunglasses,
    GlassesGlare,
    Ornaments,
    EarsOrBrowsCovered,
    HairUntidy,
    HeavyMakeUp,
    PaleClothesOrUniform,
    ImproperClothes,
    GestureOrBlink,
    ImproperContent,
    Retouched,
    Synthetic,
}

/// <summary>Codes and texts of <see cref="PhotoFinding"/>, in the documents' words.</summary>
internal static class PhotoFindings
{
    public static IReadOnlyList<PhotoFinding> All { get; } = Enum.GetValues<PhotoFinding>();

    public static string ToText(this PhotoFinding finding) => finding switch
    {
        PhotoFinding.OlderThanSixMonths => "older_than_six_months",
        PhotoFinding.BackgroundNotWhite => "background_not_white",
        PhotoFinding.UnevenLight => "uneven_light",
        PhotoFinding.PostureNotUpright => "posture_not_upright",
        PhotoFinding.HeadTooHighOrLow => "head_too_high_or_low",
        PhotoFinding.HeadTooSmall => "head_too_small",
        PhotoFinding.OffCentre => "off_centre",
        PhotoFinding.Hat => "hat",
        PhotoFinding.Mask => "mask",
        PhotoFinding.Sunglasses => "sunglasses",
        PhotoFinding.GlassesGlare => "glasses_glare",
        PhotoFinding.Ornaments => "ornaments",
        PhotoFinding.EarsOrBrowsCovered => "ears_or_brows_covered",
        PhotoFinding.HairUntidy => "hair_untidy",
        PhotoFinding.HeavyMakeUp => "heavy_make_up",
        PhotoFinding.PaleClothesOrUniform => "pale_clothes_or_uniform",
        PhotoFinding.ImproperClothes => "improper_clothes",
        PhotoFinding.GestureOrBlink => "gesture_or_blink",
        PhotoFinding.ImproperContent => "improper_content",
        PhotoFinding.Retouched => "retouched",
        PhotoFinding.Synthetic => "synthetic",
    };

    public static bool TryParse(string text, out PhotoFinding finding)
    {
        foreach (var candidate in All)
        {
            finding = candidate;
            if (candidate.ToText() == text) return true;
        }
        finding = default;
        return false;
    }

    /// <summary>The reason and what to do about it.</summary>
    public static BilingualText Text(PhotoFinding finding) => finding switch
    {
        PhotoFinding.OlderThanSixMonths => new("Send a photo taken in the last 6 months", "应上传近6个月内的证件照片"),
        PhotoFinding.BackgroundNotWhite => new("The background must be white", "背景应为白色"),
        PhotoFinding.UnevenLight => new("Light the face evenly: neither dark, nor pale, nor half of each", "脸部光线应均匀，不可太黑、太白或半黑半白"),
        PhotoFinding.PostureNotUpright => new("Sit upright with level shoulders and look into the camera", "坐姿应端正，双肩水平，正视镜头"),
        PhotoFinding.HeadTooHighOrLow => new("Hold the head neither too high nor too low", "头不可抬得太高或者太低"),
        PhotoFinding.HeadTooSmall => new("The head is too small: come closer", "头部偏小，请靠近拍摄"),
        PhotoFinding.OffCentre => new("The face must stand in the middle", "人像位置不正，请居中拍摄"),
        PhotoFinding.Hat => new("Take off the hat", "应免冠，不戴帽子"),
        PhotoFinding.Mask => new("Take off the mask", "不戴口罩"),
        PhotoFinding.Sunglasses => new("Take off the sunglasses", "不戴墨镜"),
        PhotoFinding.GlassesGlare => new("Glasses must neither glare nor cover the eyes", "眼镜不可反光，镜框不可遮挡眼睛"),
        PhotoFinding.Ornaments => new("Take off ornaments, badge straps, earphones and scarves", "不佩戴饰品（包括工作牌挂绳、蓝牙耳机、围巾）"),
        PhotoFinding.EarsOrBrowsCovered => new("Hair must leave face, ears and brows free", "头发不遮盖面部、眉毛、耳朵"),
        PhotoFinding.HairUntidy => new("Hair must be tidy", "发型不凌乱、蓬松"),
        PhotoFinding.HeavyMakeUp => new("No heavy make-up", "不化浓妆"),
        PhotoFinding.PaleClothesOrUniform => new("Wear dark clothes, no uniform", "不着过浅衣服、制式服装，请着深色衣服"),
        PhotoFinding.ImproperClothes => new("Dress properly", "不得衣衫不整、着过于暴露服饰"),
        PhotoFinding.GestureOrBlink => new("No poses, no gestures, eyes open", "不作夸张姿势，不打手势，不眨眼睛"),
        PhotoFinding.ImproperContent => new("No improper signs or writing in the picture", "不得含有违法或违背公序良俗的标识、文字"),
        PhotoFinding.Retouched => new("No retouching and no beauty filter", "不得对人像特征进行技术处理，请关闭美颜"),
        PhotoFinding.Synthetic => new("No composed or synthetic picture", "不得使用合成照片"),
    };
}
