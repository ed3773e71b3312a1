using TempIdentity.GateAgent.Texts;

namespace TempIdentity.GateAgent.Configuration;

/// <summary>Sentences for operators. Each says what is wrong and what is allowed.</summary>
internal static class ConfigurationTexts
{
    public static string ToText(this ConfigurationProblem problem) => problem switch
    {
        ConfigurationProblem.Unreadable => "unreadable",
        ConfigurationProblem.TooLarge => "too_large",
        ConfigurationProblem.NotJson => "not_json",
        ConfigurationProblem.DuplicateKey => "duplicate_key",
        ConfigurationProblem.UnknownKey => "unknown_key",
        ConfigurationProblem.Missing => "missing",
        ConfigurationProblem.WrongType => "wrong_type",
        ConfigurationProblem.OutOfRange => "out_of_range",
        ConfigurationProblem.NotAllowed => "not_allowed",
        ConfigurationProblem.BadForm => "bad_form",
        ConfigurationProblem.Repeated => "repeated",
        ConfigurationProblem.NeedsSimulated => "needs_simulated",
        ConfigurationProblem.NeedsHttps => "needs_https",
        ConfigurationProblem.NotForPurpose => "not_for_purpose",
    };

    public static BilingualText Describe(ConfigurationError error)
    {
        var what = What(error.Problem, error.Found);
        return string.IsNullOrEmpty(error.Allowed.En)
            ? what
            : new BilingualText($"{what.En}; allowed: {error.Allowed.En}", $"{what.Zh}；允许：{error.Allowed.Zh}");
    }

    private static BilingualText What(ConfigurationProblem problem, string found) => problem switch
    {
        ConfigurationProblem.Unreadable => new($"the file cannot be read ({found})", $"无法读取文件（{found}）"),
        ConfigurationProblem.TooLarge => new("the file is too large", "文件过大"),
        ConfigurationProblem.NotJson => new($"not strict JSON in UTF-8 ({found})", $"不是严格的 UTF-8 JSON（{found}）"),
        ConfigurationProblem.DuplicateKey => new("the key stands twice", "键重复"),
        ConfigurationProblem.UnknownKey => new("unknown key", "未知的键"),
        ConfigurationProblem.Missing => new("mandatory and absent", "缺少必填项"),
        ConfigurationProblem.WrongType => new($"has the wrong JSON type ({found})", $"JSON 类型错误（{found}）"),
        ConfigurationProblem.OutOfRange => new($"{found} is out of range", $"{found} 超出范围"),
        ConfigurationProblem.NotAllowed => new($"{found} is not allowed", $"不允许 {found}"),
        ConfigurationProblem.BadForm => new("does not have the required form", "格式不符合要求"),
        ConfigurationProblem.Repeated => new($"also used at {found}", $"与 {found} 重复"),
        ConfigurationProblem.NeedsSimulated => new("a simulated device without simulated: true", "模拟设备，但没有 simulated: true"),
        ConfigurationProblem.NeedsHttps => new("plain HTTP to another machine", "向其他主机使用明文 HTTP"),
        ConfigurationProblem.NotForPurpose => new($"has no meaning for the purpose {found}", $"对用途 {found} 没有意义"),
    };
}
