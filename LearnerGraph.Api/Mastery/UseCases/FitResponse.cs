using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Mastery.UseCases;

/// <summary>What the installation's own answers say of the response model.</summary>
/// <param name="Setting">The weights as the setting Mastery:Weights takes them; empty where the defaults stay.</param>
/// <param name="HeldOutLogLoss">On a quarter of the learners, unseen by the fit.</param>
public sealed record FitResponseReport(
    int Learners, int Answers, int HeldOutAnswers, bool IsFitted, double? HeldOutLogLoss, double? DefaultLogLoss,
    double? CalibrationError, string Setting);

/// <summary>Fits the numbers of the response model to the answers of all learners; changes nothing.</summary>
public sealed class FitResponse(IPracticeStore practice, ICatalogSource catalogs, Tracer tracer)
{
    public async ValueTask<Result<FitResponseReport>> RunAsync(
        Caller caller, ulong seed, IProgress<double> progress, CancellationToken ct)
    {
        if (caller.Needs(Role.Ops, Role.Ml) is { } refusal) return refusal;

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        var learners = new List<LearnerRows>();
        await foreach (var (learner, _, history) in practice.HistoriesAsync(caller.Tenant, ct))
        {
            TrialRow[] rows =
            [
                .. history.Where(attempt => attempt.Correct is not null && catalog.Find(attempt.Question) is not null)
                    .Select(attempt => new TrialRow(
                        attempt.Question, attempt.Correct!.Value, attempt.IsDated ? attempt.AnsweredAt : null,
                        attempt.HintsUsed)),
            ];
            if (rows.Length > 0) learners.Add(new LearnerRows(learner, rows));
        }

        var content = new CatalogContent(
            catalog.Version, catalog.Courses, catalog.Concepts, catalog.Questions, catalog.Relations,
            new Dictionary<QuestionId, QuestionState>());
        var fitted = ResponseFit.Run(tracer.Rules, content, learners, seed, progress, ct);
        return new FitResponseReport(
            learners.Count, fitted.Answers, fitted.HeldOutAnswers, fitted.IsFitted, fitted.HeldOutLoss,
            fitted.DefaultLoss, fitted.CalibrationError,
            fitted.IsFitted ? ResponseWeights.Write(fitted.Parameters) : "");
    }
}
