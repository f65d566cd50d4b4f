using System.Globalization;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Memory.UseCases;

/// <summary>What the installation's own reviews say of the weights of memory.</summary>
/// <param name="Setting">The weights as the setting Memory:Weights takes them; empty where the defaults stay.</param>
/// <param name="HeldOutLogLoss">On the last quarter of the reviews, unseen by the fit that is measured there.</param>
public sealed record FitMemoryReport(
    int Learners, int Memories, int Reviews, bool IsFitted, double? HeldOutLogLoss, double? DefaultLogLoss,
    string Setting);

/// <summary>Fits the weights of FSRS-6 to the reviews of all learners; changes nothing.</summary>
public sealed class FitMemory(IPracticeStore practice, ICatalogSource catalogs)
{
    public async ValueTask<Result<FitMemoryReport>> RunAsync(
        Caller caller, IProgress<double> progress, CancellationToken ct)
    {
        if (caller.Needs(Role.Ops) is { } refusal) return refusal;

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        var learners = 0;
        var cards = new List<ReviewedCard>();
        await foreach (var (_, _, history) in practice.HistoriesAsync(caller.Tenant, ct))
        {
            cards.AddRange(ReviewHistory.Of(catalog, history));
            learners++;
        }

        var fitted = FsrsFit.Run(cards, progress, ct);
        return new FitMemoryReport(
            learners, cards.Count, cards.Sum(card => card.Reviews.Count), fitted.IsFitted, fitted.HeldOutLoss,
            fitted.DefaultLoss,
            fitted.IsFitted
                ? string.Join(' ', fitted.Fsrs.Weights.ToArray().Select(
                    weight => weight.ToString("0.######", CultureInfo.InvariantCulture)))
                : "");
    }
}
