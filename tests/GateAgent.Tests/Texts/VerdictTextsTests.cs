using TempIdentity.GateAgent.Texts;
using TempIdentity.TokenCrypto;

namespace TempIdentity.GateAgent.Tests.Texts;

public sealed class VerdictTextsTests
{
    public static TheoryData<VerdictCode> Codes => [.. VerdictCodes.All];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_tells_passenger_staff_and_engineer_in_both_languages(VerdictCode code)
    {
        var text = VerdictTexts.For(code);
        foreach (var message in new[] { text.Passenger, text.Staff, text.Engineer })
        {
            Assert.Contains(message.Zh, c => c is >= '一' and <= '鿿' or '≥');
            Assert.Contains(message.En, char.IsAsciiLetter);
            Assert.DoesNotContain(message.En, c => c is >= '一' and <= '鿿');
        }
    }

    [Fact]
    public void The_next_steps_are_those_of_the_services_documents()
    {
        Assert.Contains("刷新", VerdictTexts.For(VerdictCode.CodeStale).Passenger.Zh, StringComparison.Ordinal); // R13
        Assert.Contains("实人核验", VerdictTexts.For(VerdictCode.LivenessExpired).Passenger.Zh, StringComparison.Ordinal); // R10
        Assert.Contains("人工通道", VerdictTexts.For(VerdictCode.CredentialExpired).Passenger.Zh, StringComparison.Ordinal); // R14
        Assert.Contains("公安制证窗口", VerdictTexts.For(VerdictCode.Revoked).Passenger.Zh, StringComparison.Ordinal); // R17
        Assert.Equal("您的驾驶证状态异常，驾驶证电子版无效，请联系驾驶证发证地公安交管部门。",
            VerdictTexts.For(VerdictCode.LicenceInvalid).Passenger.Zh); // L11, word for word
    }

    [Fact]
    public void The_published_texts_of_codes_are_unique_and_round_trip()
    {
        Assert.Equal(VerdictCodes.All.Count, VerdictCodes.All.Select(code => code.ToText()).Distinct().Count());
        Assert.All(VerdictCodes.All, code => Assert.True(VerdictCodes.TryParse(code.ToText(), out var parsed) && parsed == code));
    }

    [Fact]
    public void The_table_in_the_docs_is_the_codes_own()
    {
        var page = File.ReadAllText(ProjectRoot.In("docs", "codes.md"));
        Assert.All(VerdictCodes.All, code =>
        {
            var text = VerdictTexts.For(code);
            Assert.Contains($"| `{code.ToText()}` | {code.ToAnswer().ToText()} | {text.Passenger.Zh} / {text.Passenger.En} "
                + $"| {text.Staff.Zh} / {text.Staff.En} | {text.Engineer.Zh} / {text.Engineer.En} |", page, StringComparison.Ordinal);
        });
    }
}
