using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Mastery.UseCases;
using LearnerGraph.Api.Memory.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Verbs;

/// <summary>Fits models to the installation's own attempts and says how to use what came of it.</summary>
internal static class FitVerb
{
    private static readonly Caller System = Caller.System(TenantId.Default);

    public static Command Create() => new("fit", "Fit models to the installation's own attempts.")
    {
        With(
            "memory",
            "Fit the 21 weights of memory to the reviews in the store and print them as a setting. Changes nothing.",
            (services, _, progress, ct) => services.GetRequiredService<FitMemory>().RunAsync(System, progress, ct),
            Words),
        With(
            "response",
            "Fit the response model to the answers in the store and print it as a setting. Changes nothing.",
            (services, seed, progress, ct) =>
                services.GetRequiredService<FitResponse>().RunAsync(System, seed, progress, ct),
            Words,
            EvaluateVerb.Seed),
    };

    private static Command With<T>(
        string name, string description,
        Func<IServiceProvider, ulong, IProgress<double>, CancellationToken, ValueTask<Result<T>>> fit,
        Func<T, string> words, Option<ulong>? seed = null)
        where T : class
    {
        var command = new Command(name, description);
        if (seed is not null) command.Add(seed);
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            var result = await terminal.ProgressAsync(
                $"fitting {name}",
                async progress => await Task.Run(
                    async () => await fit(app.Services, seed is null ? 0 : parsed.GetValue(seed), progress, ct), ct));
            if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

            terminal.Result(report, words(report));
            return ExitCode.Ok;
        }));
        return command;
    }

    private static string Words(FitResponseReport report)
    {
        var read = $"{report.Answers} answers searched, {report.HeldOutAnswers} of other learners held out, of "
            + $"{report.Learners} learners.";
        return !report.IsFitted
            ? $"{read} No weights predict the held-out learners better than the defaults: keep these."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {read}
                Log loss of the held-out {report.HeldOutLogLoss:0.0000}, by the defaults {report.DefaultLogLoss:0.0000};
                calibration error {report.CalibrationError:0.0000}.
                To use the weights, set the following, start again, and run the verb rebuild:
                Mastery:Weights={report.Setting}
                """);
    }

    private static string Words(FitMemoryReport report)
    {
        var read = $"{report.Reviews} reviews of {report.Memories} concepts by {report.Learners} learners.";
        return !report.IsFitted
            ? $"{read} No weights predict the last quarter of them better than the defaults: keep these."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {read}
                Log loss of the last quarter {report.HeldOutLogLoss:0.0000}, by the defaults {
                    report.DefaultLogLoss:0.0000}.
                To use the weights, set the following, start again, and run the verb rebuild:
                Memory:Weights={report.Setting}
                """);
    }
}
