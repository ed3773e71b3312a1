using System.Text.Json.Nodes;
using TempIdentity.Simulator.Services.Licence.Drivers;
using TempIdentity.Simulator.Services.Licence.Http;
using TempIdentity.Simulator.Services.RideId;

namespace TempIdentity.Simulator.Services.Http;

/// <summary>
/// Examples of what is sent, in the documents, so that a client can be written and tried from a document alone. They name persons of the
/// simulated registers, nobody real; a service answers them.
/// </summary>
internal static class ApiExamples
{
    /// <summary>Nobody's: all zeros.</summary>
    private const string Phone = "13000000000";

    private const string Password = "ride-example-1";

    /// <summary>The example of a message; null when there is none.</summary>
    public static JsonNode? Of(Type message)
    {
        var person = CitizenRegister.Standard[0];
        if (message == typeof(RideId.ApplicationMessage)) return new JsonObject
        {
            ["id_number"] = person.Number,
            ["name"] = person.Name,
            ["location"] = new JsonObject
            {
                ["authorised"] = true,
                ["fix"] = new JsonObject { ["latitude"] = 39.9, ["longitude"] = 116.4 },
            },
        };
        if (message == typeof(RegistrationMessage)) return new JsonObject
        {
            ["id_number"] = person.Number,
            ["name"] = person.Name,
            ["phone"] = Phone,
            ["password"] = Password,
        };
        if (message == typeof(LicenceRegistrationMessage)) return new JsonObject
        {
            ["document_number"] = person.Number,
            ["name"] = person.Name,
            ["phone"] = Phone,
            ["address"] = "测试路1号",
            ["password"] = Password,
        };
        if (message == typeof(FilingMessage)) return new JsonObject { ["archive_number"] = StandardDrivers.ArchiveNumberOf(0) };
        return null;
    }
}
