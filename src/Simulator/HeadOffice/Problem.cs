using System.Text.Json;
using TempIdentity.GateAgent.Sync;

namespace TempIdentity.Simulator.HeadOffice;

/// <summary>A refusal as it goes out: problem details (RFC 9457) with a stable code and a title in both languages.</summary>
internal sealed record Problem(int Status, string Code, string Title, string TitleZhCn)
{
    public const string MediaType = "application/problem+json";

    public static readonly Problem MalformedBatch = new(400, "malformed_batch", "The message is not of the published form.", "报文格式不符合规定。");
    public static readonly Problem BadSignature = new(403, "bad_signature", "The signature is not this appliance's.", "签名与该设备不符。");
    public static readonly Problem EpochClosed = new(403, "epoch_closed", "This epoch is closed.", "该纪元已关闭。");
    public static readonly Problem UnknownAppliance = new(404, "unknown_appliance", "This appliance is not registered.", "该设备未登记。");
    public static readonly Problem UnknownPath = new(404, "unknown_path", "There is nothing at this address.", "该地址不存在。");
    public static readonly Problem SequenceGap = new(409, "sequence_gap", "Records are missing before this batch.", "此批次之前缺少记录。");

    public static readonly Problem ChainConflict = new(409, "chain_conflict",
        "Another record is held at this sequence.", "该序号已存有不同的记录。");

    public static readonly Problem Oversize = new(413, "oversize", "The message is too large.", "报文过大。");
    public static readonly Problem RecordRefused = new(422, "record_refused", "One record cannot be taken.", "有一条记录无法接收。");
    public static readonly Problem ServerError = new(500, "server_error", "Head office failed.", "中心系统故障。");
    public static readonly Problem StorageFailed = new(503, "storage_failed", "Head office cannot store at the moment.", "中心系统暂时无法存储。");

    public static IReadOnlyList<Problem> All { get; } =
    [
        MalformedBatch, BadSignature, EpochClosed, UnknownAppliance, UnknownPath, SequenceGap, ChainConflict, Oversize, RecordRefused,
        ServerError, StorageFailed,
    ];

    public byte[] ToBytes(long? expected = null, long? sequence = null, string? reason = null) => JsonSerializer.SerializeToUtf8Bytes(
        new ProblemMessage
        {
            Type = "urn:tempidentity:problem:" + Code,
            Title = Title,
            TitleZhCn = TitleZhCn,
            Status = Status,
            Code = Code,
            Expected = expected,
            Sequence = sequence,
            Reason = reason,
        }, SyncJson.Default.ProblemMessage);
}

/// <summary>An answer: its status and bytes.</summary>
internal sealed record Reply(int Status, string? MediaType, byte[] Body)
{
    public static Reply Of(Problem problem, long? expected = null, long? sequence = null, string? reason = null) =>
        new(problem.Status, Problem.MediaType, problem.ToBytes(expected, sequence, reason));

    public static Reply Acknowledged(long sequence) => new(200, "application/json",
        JsonSerializer.SerializeToUtf8Bytes(new AcknowledgedMessage { Acknowledged = sequence }, SyncJson.Default.AcknowledgedMessage));
}
