using System.CommandLine;
using System.Data.Common;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Verbs;

/// <summary>Looks at what the server needs, and says what is missing and what to do.</summary>
internal static class DoctorVerb
{
    private sealed record Finding(string What, bool IsWell, string Detail);

    public static Command Create()
    {
        var command = new Command(
            "doctor", "Check settings, store, content and keys. Exit code 3 if something is wrong.");
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed));
            Finding[] findings = [new("settings", true, "all values are accepted"), .. await LookAsync(app, ct)];
            terminal.Result(
                new { isWell = findings.All(f => f.IsWell), findings },
                string.Join(
                    Environment.NewLine,
                    findings.Select(f => $"{(f.IsWell ? "ok  " : "FAIL")}  {f.What}: {f.Detail}")));
            return findings.All(f => f.IsWell) ? ExitCode.Ok : ExitCode.CheckFailed;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(WebApplication app, CancellationToken ct)
    {
        var findings = new List<Finding>
        {
            new("environment", true, app.Environment.EnvironmentName),
            new("tokens", true, app.Services.GetService<TokenMint>() is null ? "by the authority" : "by a shared key"),
        };
        try
        {
            var content = await app.Services.GetRequiredService<ICatalogStore>().LoadAsync(TenantId.Default, ct);
            var learners = await app.Services.GetRequiredService<ILearnerStore>()
                .CountAsync(TenantId.Default, null, ct);
            findings.Add(new("store", true, "answers and has this program's schema"));
            findings.Add(new(
                "content", content.Questions.Count > 0,
                content.Questions.Count > 0
                    ? $"{content.Courses.Count} courses, {content.Concepts.Count} concepts, "
                        + $"{content.Questions.Count} questions, {learners} learners"
                    : "none yet: the verb demo brings some, or import your own"));
        }
        catch (DbException e)
        {
            findings.Add(new("store", false, $"{e.Message} The verb migrate makes it."));
        }

        if (app.Services.GetRequiredService<IGraphDatabase>() is { Concepts: { } graph } database)
            findings.Add(await LookAsync(database.Name, graph, ct));
        return findings;
    }

    private static async Task<Finding> LookAsync(string name, IConceptGraphStore graph, CancellationToken ct)
    {
        try
        {
            var mark = await graph.MarkAsync(TenantId.Default, ct);
            return new(
                "graph database", true, mark is null ? $"{name} answers; nothing pushed yet" : $"{name} answers");
        }
        catch (GraphUnavailableException e)
        {
            return new("graph database", false, e.Message);
        }
    }
}
