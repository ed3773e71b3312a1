using System.Text;
using System.Text.Json;
using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Issue;

/// <summary>How <c>issue</c> ended: the paths, or an error in both languages.</summary>
internal sealed record IssueOutcome(int ExitCode, IssueResult? Result, QrImage? Picture, string? Error);

/// <summary><c>issue</c>: one code with all that is needed to verify it, in a directory.</summary>
internal static class IssueRun
{
    public const int Usage = 64;
    public const int BadTrust = 65;
    public const int CannotWrite = 73;

    /// <summary>
    /// Seconds that the trust is issued before the code is shown, so that verifying a little earlier is not refused as future trust.
    /// </summary>
    public const int TrustBeforeSeconds = 3600;

    public const string DeviceId = "issue-verifier";

    private static readonly Audience[] Audiences = Enum.GetValues<Audience>();

    /// <param name="now">The clock, for <c>--at</c>'s default.</param>
    public static IssueOutcome Run(IssueOptions options, UnixTime now)
    {
        if (IssueRequestReader.Read(options, now, out var errors) is not { } request) return Fail(Usage, string.Join('\n', errors));
        var kept = request.TrustDirectory is { } directory ? IssuerStore.Read(directory) : null;
        if (request.TrustDirectory is not null && kept is null)
        {
            return Fail(BadTrust,
                "--trust 目录旁没有可用的 issuer 目录（应为先前 issue 的输出） / "
                + "--trust: no usable issuer directory lies beside it (it must be an earlier issue's output)");
        }
        var createdAt = kept is null ? request.At : new UnixTime(kept.Value.State.CreatedAt);
        var window = KeyWindow.Around(createdAt);
        if (request.At - TrustBeforeSeconds < window.From || request.At >= window.Until)
        {
            return Fail(Usage,
                $"--at 不在 --trust 的密钥有效期内 / --at lies outside the windows of the keys of --trust: {window.From} to {window.Until}");
        }
        try
        {
            var secrets = kept is null ? IssuerStore.NewSecrets(out var seed) : new SeededSecrets(seed = kept.Value.Seed);
            var authorities = kept is null ? new Authorities(secrets, window) : kept.Value.State.Restore(secrets);
            return Write(request, authorities, seed, createdAt);
        }
        catch (ArgumentException e)
        {
            // Names the rule of the format, never the person.
            return Fail(Usage, $"该码超出格式范围 / the format has no place for this code: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(CannotWrite, $"--out 无法写入 / --out cannot be written: {e.Message}");
        }
    }

    private static IssueOutcome Write(IssueRequest request, Authorities authorities, byte[] seed, UnixTime createdAt)
    {
        var code = IssuedCode.Sign(request, authorities);
        var tickets = SellTickets(request, authorities.Tickets);
        var files = authorities.Trust.Publish(request.At - TrustBeforeSeconds, [request.Station]);
        var picture = QrImage.Of(code.Text);
        var paths = Paths(request.OutDirectory, authorities);
        IssuerStore.Write(paths.Issuer, seed, IssuerState.Of(authorities, createdAt));
        TrustFiles.Write(paths.Trust, files);
        VerifierEnrolment.Enrol(paths.Device, DeviceId, request.Station, Audiences, authorities.Audiences, request.At);
        TrustFiles.WritePublic(paths.CodeText, Encoding.ASCII.GetBytes(code.Text + "\n"));
        TrustFiles.WritePublic(paths.CodePng, picture.ToPng());
        var claims = ClaimsWriter.Write(request, authorities, code, tickets, picture);
        TrustFiles.WritePublic(paths.Claims, [.. JsonSerializer.SerializeToUtf8Bytes(claims, IssueJson.Indented.ClaimsFile), (byte)'\n']);
        return new IssueOutcome(0, paths, picture, null);
    }

    private static IssueResult Paths(string directory, Authorities authorities)
    {
        string In(string name) => Path.GetFullPath(Path.Combine(directory, name));
        return new IssueResult
        {
            Trust = In("trust"),
            Device = In("device"),
            Issuer = In(IssuerStore.DirectoryName),
            CodeText = In("code.txt"),
            CodePng = In("code.png"),
            Claims = In("claims.json"),
            RootSha256 = authorities.Trust.RootSha256,
        };
    }

    /// <summary>Out and back, so that the code opens the station's entry and its exit. The traveller's earlier tickets go.</summary>
    private static TicketOrder[] SellTickets(IssueRequest request, TicketOffice office)
    {
        office.Forget(request.Person);
        if (!request.WithTicket) return [];
        var there = StationMap.Elsewhere(request.Station);
        var outward = new TicketOrder(
            request.Person, "C2001", request.Station, there, request.At - 3600, request.At + 7200, request.At + 43_200);
        TicketOrder[] orders = [outward, outward with { Train = "C2002", Origin = there, Destination = request.Station }];
        foreach (var order in orders) office.Sell(order);
        return orders;
    }

    private static IssueOutcome Fail(int exitCode, string error) => new(exitCode, null, null, error);
}
