using System.Text.Json.Serialization;
using TempIdentity.Simulator.Services.Licence.Store;
using TempIdentity.Simulator.Services.RideId;

namespace TempIdentity.Simulator.Services.Licence.Http;

/// <summary>Every type that goes in or out of the licence service.</summary>
[JsonSerializable(typeof(SessionMessage))]
[JsonSerializable(typeof(LicenceRegistrationMessage))]
[JsonSerializable(typeof(RegistrationStartedMessage))]
[JsonSerializable(typeof(SmsCodeMessage))]
[JsonSerializable(typeof(SignInMessage))]
[JsonSerializable(typeof(FilingMessage))]
[JsonSerializable(typeof(FiledLicenceMessage))]
[JsonSerializable(typeof(CheckMessage))]
[JsonSerializable(typeof(PassedCheckMessage))]
[JsonSerializable(typeof(PhotoMessage))]
[JsonSerializable(typeof(LicenceApplicationMessage))]
[JsonSerializable(typeof(PhotoReplacementMessage))]
[JsonSerializable(typeof(ApplicationMessage))]
[JsonSerializable(typeof(ApplicationsMessage))]
[JsonSerializable(typeof(OptionsMessage))]
[JsonSerializable(typeof(PurposesMessage))]
[JsonSerializable(typeof(CodeRequestMessage))]
[JsonSerializable(typeof(LicenceCodeMessage))]
[JsonSerializable(typeof(GrantRequestMessage))]
[JsonSerializable(typeof(LicenceGrantMessage))]
[JsonSerializable(typeof(DisplayMessage))]
[JsonSerializable(typeof(NoticesMessage))]
[JsonSerializable(typeof(OutboxPageMessage))]
[JsonSerializable(typeof(StatusesMessage))]
[JsonSerializable(typeof(RenewalMessage))]
[JsonSerializable(typeof(TransferInMessage))]
[JsonSerializable(typeof(DriverChangeMessage))]
[JsonSerializable(typeof(ReviewMessage))]
[JsonSerializable(typeof(ServiceProblem))]
[JsonSerializable(typeof(PhotoSource))]
[JsonSerializable(typeof(DateOnly?))]
[JsonSerializable(typeof(Stream))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long?))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class LicenceJson : JsonSerializerContext;
