using System.Text.Json.Nodes;
using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.Simulator.Scenarios.Renewals;

/// <summary>Somebody with the railway's app and no account: applies, passes the camera, has a certificate (R1–R7).</summary>
internal sealed class RideIdHolder(ServiceHttp http, Identity person) : Holder(http, person)
{
    private const string Root = "ride-id/v1/";

    protected override string CodesPath => Root + "certificate/codes";

    protected override string GrantsPath => Root + "certificate/grants";

    public override async Task EnrolAsync(CancellationToken stop)
    {
        Token = Text(await AskAsync(Root + "sessions", null, stop), "token");
        var receipt = await AskAsync(Root + "applications", new JsonObject
        {
            ["id_number"] = Person.Number,
            ["name"] = Person.Name,
            ["location"] = new JsonObject
            {
                ["authorised"] = true,
                ["fix"] = new JsonObject { ["latitude"] = 39.865, ["longitude"] = 116.378 },
            },
        }, stop);
        await AskAsync($"{Root}applications/{Text(receipt, "application_id")}/check", Camera, stop);
    }

    public override Task CheckAgainAsync(CancellationToken stop) => AskAsync(Root + "certificate/check", Camera, stop);
}
