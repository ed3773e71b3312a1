using System.Text.Json.Nodes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>
/// A registered user of the traffic police's app: registers, files, passes the check, applies with the photo on file (L1–L4).
/// </summary>
/// <param name="phone">11 digits.</param>
internal sealed class LicenceHolder(ServiceHttp http, Identity person, string archiveNumber, string phone, SmsInbox inbox)
    : Holder(http, person)
{
    private const string Root = "licence/v1/";

    protected override string CodesPath => Root + "licence/codes";

    protected override string GrantsPath => Root + "licence/grants";

    public override async Task EnrolAsync(CancellationToken stop)
    {
        var registration = Text(await AskAsync(Root + "registrations", new JsonObject
        {
            ["document_number"] = Person.Number,
            ["name"] = Person.Name,
            ["phone"] = phone,
            ["address"] = "测试路1号",
            ["password"] = $"Renewals{phone}",
        }, stop), "registration_id");
        var code = await inbox.CodeOfAsync(phone, stop);
        Token = Text(await AskAsync(
            $"{Root}registrations/{registration}/confirmation", new JsonObject { ["code"] = code }, stop), "token");
        await AskAsync(Root + "filing", new JsonObject { ["archive_number"] = archiveNumber }, stop);
        await CheckAgainAsync(stop);
        var application = await AskAsync(Root + "applications", [], stop);
        if (Text(application, "state") is var state && state != "issued")
            throw new InvalidDataException($"An application with the photo on file ended as {state}.");
    }

    public override Task CheckAgainAsync(CancellationToken stop) => AskAsync(Root + "real-person-checks", Camera, stop);
}
