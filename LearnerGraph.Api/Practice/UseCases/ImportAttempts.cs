using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Practice.UseCases;

/// <summary>Brings a file of answers in; running it again adds only what is not there yet.</summary>
public sealed class ImportAttempts(IAttemptImport import)
{
    public async ValueTask<Result<ImportReport>> RunAsync(
        Caller caller, AttemptFile file, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (caller.Needs(Role.Ops) is { } refusal) return refusal;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(file.TimeZone, out _))
            return new Problem.Invalid($"{file.TimeZone} is no time zone; say it as Europe/Berlin.");

        return await import.RunAsync(caller.Tenant, file, progress, ct);
    }
}
