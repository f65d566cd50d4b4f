using System.Globalization;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>Forgets a course's feedback, so that suggestions are again as the texts alone have it.</summary>
public sealed class ResetSuggestionFeedback(ISuggestionFeedback feedback, ICatalogSource catalogs, Audit audit)
{
    /// <returns>How many were forgotten.</returns>
    public async ValueTask<Result<int>> RunAsync(
        Caller caller, CourseId course, string? description, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;
        if ((await catalogs.GetAsync(caller.Tenant, ct)).Find(course) is not { } found)
            return new Problem.NotFound("Course", course.Value.ToString(CultureInfo.InvariantCulture));

        var removed = await feedback.RemoveAsync(caller.Tenant, course, description, ct);
        await audit.WriteAsync(caller, "resetSuggestionFeedback", $"course:{found.Key}", null, null, ct);
        return removed;
    }
}
