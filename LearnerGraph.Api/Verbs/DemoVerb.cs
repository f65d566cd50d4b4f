using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Api.Simulation.UseCases;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;
using Spectre.Console;

namespace LearnerGraph.Api.Verbs;

/// <summary>Prints one learner's set with its reasons; needs no server, and fills an empty store first.</summary>
internal static class DemoVerb
{
    private static readonly Option<string?> Learner = new("--learner")
    {
        Description = "External id of the learner; the one who practised last where it is left out.",
    };

    private static readonly Option<int> Count = new("--count")
    {
        Description = "How many recommendations, 1 to 50.",
        DefaultValueFactory = _ => 10,
    };

    public static Command Create()
    {
        var command = new Command(
            "demo",
            "Print one learner's recommendations with their reasons. An empty store gets sample data first.\n"
            + "Example: demo --count 5")
        {
            Learner, Count,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            return await RunAsync(
                app.Services, terminal, parsed.GetValue(Learner), parsed.GetValue(Count), ct);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, Terminal terminal, string? externalId, int count, CancellationToken ct)
    {
        var caller = Caller.System(TenantId.Default);
        var fill = services.GetRequiredService<FillDemo>();
        if (await fill.IsNeededAsync(caller, ct))
        {
            var filled = await terminal.ProgressAsync(
                "sample data",
                async progress => await fill.RunAsync(caller, new SimulationPlan(300), progress, ct));
            if (!filled.TryGet(out _, out var failure)) return terminal.Refuse(failure);
        }

        if (await FindAsync(services, caller, externalId, ct) is not { } learner)
        {
            return terminal.Refuse(externalId is null
                ? new Problem.Conflict("The store has no learners yet: the verb simulate adds some.")
                : new Problem.NotFound("Learner", externalId));
        }

        var served = await services.GetRequiredService<RecommendNext>().RunAsync(
            caller, learner, new RecommendationRequest(count), isFresh: true, ct);
        if (!served.TryGet(out var set, out var problem)) return terminal.Refuse(problem);

        Print(terminal, learner.Learner, set.Set, set.Catalog);
        return ExitCode.Ok;
    }

    private static async ValueTask<LearnerSnapshot?> FindAsync(
        IServiceProvider services, Caller caller, string? externalId, CancellationToken ct)
    {
        var learners = services.GetRequiredService<ILearnerStore>();
        var found = externalId is not null
            ? await learners.FindByExternalIdAsync(caller.Tenant, externalId, ct)
            : (await learners.PageAsync(caller.Tenant, null, null, null, 300, false, ct))
                .MaxBy(one => one.LastPracticedAt);
        if (found is null) return null;

        var snapshots = await services.GetRequiredService<IPracticeStore>().LoadAsync(caller.Tenant, [found.Id], ct);
        return snapshots.GetValueOrDefault(found.Id);
    }

    private static void Print(Terminal terminal, Learner learner, RecommendationSet set, CatalogSnapshot catalog)
    {
        if (terminal.IsJson)
        {
            terminal.Result(
                new
                {
                    schemaVersion = 1,
                    learner = learner.ExternalId,
                    set.Mix,
                    items = set.Items.Select(item => new
                    {
                        item.Rank, lane = NameOf(item.Lane), item.Score, item.Reason, what = WhatOf(item, catalog),
                        item.PredictedSuccess, item.EstimatedMinutes,
                    }),
                },
                "");
            return;
        }

        var mix = string.Join(", ", set.Mix.Select(share => $"{share.Served} {NameOf(share.Lane)}"));
        var name = learner.DisplayName ?? learner.Username;
        terminal.Output.WriteLine($"What now, {name} ({learner.ExternalId})? {mix}.");
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("#", "Lane", "What", "Why", "Chance", "Min", "Score");
        foreach (var item in set.Items)
        {
            table.AddRow(
                item.Rank.ToString(CultureInfo.InvariantCulture),
                NameOf(item.Lane),
                Markup.Escape(WhatOf(item, catalog)),
                Markup.Escape(item.Reason),
                (item.PredictedSuccess ?? item.Goal?.PredictedSuccess)?.ToString("P0", CultureInfo.InvariantCulture)
                    ?? "–",
                item.EstimatedMinutes.ToString("0", CultureInfo.InvariantCulture),
                item.Score.ToString("0.00", CultureInfo.InvariantCulture));
        }

        terminal.Write(table);
        foreach (var share in set.Mix.Where(share => share.Note is not null))
        {
            terminal.Output.WriteLine($"{NameOf(share.Lane)}: {share.Note}");
        }
    }

    private static string NameOf(Lane lane) => lane switch
    {
        Lane.NextQuestion => "next question",
        Lane.SpacedReview => "review",
        _ => "streak goal",
    };

    private static string WhatOf(Recommendation item, CatalogSnapshot catalog)
    {
        var concept = item.Concept is { } id ? catalog.Find(id)?.Name : null;
        return item.Questions is [var first, ..] && catalog.IndexOf(first) is >= 0 and var question
            ? $"{concept}: {catalog.Questions[question].Prompt}"
            : concept ?? NameOf(item.Goal?.Goal);
    }

    private static string NameOf(StreakGoalKind? goal) => goal switch
    {
        StreakGoalKind.KeepToday => "today's streak",
        StreakGoalKind.DailyMinutes => "minutes today",
        StreakGoalKind.WeeklyGoal => "the week's goal",
        StreakGoalKind.Milestone => "the next milestone",
        StreakGoalKind.PersonalBest => "a personal best",
        StreakGoalKind.Comeback => "coming back",
        StreakGoalKind.ConceptMastery => "a concept mastered",
        _ => "",
    };
}
