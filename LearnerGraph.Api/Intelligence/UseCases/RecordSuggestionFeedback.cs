using System.Globalization;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>Keeps what an author took and left; later suggestions of that course lean towards it.</summary>
public sealed class RecordSuggestionFeedback(ISuggestionFeedback feedback, ICatalogSource catalogs, TimeProvider clock)
{
    public async ValueTask<Result<bool>> RunAsync(
        Caller caller, string description, ConceptId accepted, IReadOnlyList<ConceptId> rejected, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;
        if (SuggestConcepts.Unfit(description) is { } unfit) return unfit;
        if (rejected.Count > SuggestConcepts.MostAsked)
            return Wrong($"At most {SuggestConcepts.MostAsked} concepts can be rejected.", "rejectedConceptIds");
        if (rejected.Contains(accepted)) return Wrong("A concept is both accepted and rejected.", "rejectedConceptIds");

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        if (catalog.Find(accepted) is not { } taken)
            return new Problem.NotFound("Concept", accepted.Value.ToString(CultureInfo.InvariantCulture));
        foreach (var id in rejected)
        {
            if (catalog.Find(id) is not { } left)
                return new Problem.NotFound("Concept", id.Value.ToString(CultureInfo.InvariantCulture));
            if (left.CourseId != taken.CourseId)
                return Wrong($"{left.Name} is of another course than {taken.Name}.", "rejectedConceptIds");
        }

        await feedback.AddAsync(
            caller.Tenant,
            new SuggestionFeedback(
                0, taken.CourseId, description, accepted, [.. rejected.Distinct()], clock.GetUtcNow(), caller.Subject),
            ct);
        return true;
    }

    private static Problem.Invalid Wrong(string message, string argument) => new(message) { Path = [argument] };
}
