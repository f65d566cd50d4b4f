using System.CommandLine;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Verbs;

/// <summary>Serves GraphQL until it is told to stop.</summary>
internal static class ServeVerb
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen; http://localhost:5080 by default.",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Serve GraphQL at /graphql. The default verb.");
        Configure(command);
        return command;
    }

    public static void Configure(Command command)
    {
        command.Options.Add(Urls);
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, terminal => RunAsync(parsed, terminal, ct)));
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var arguments = CommonOptions.HostArguments(parsed).ToList();
        if (parsed.GetValue(Urls) is { Length: > 0 } urls) arguments.Add($"--urls={urls}");

        await using var app = ApiApplication.Build([.. arguments]);
        await app.PrepareAsync(ct);
        app.Lifetime.ApplicationStarted.Register(() => Greet(app, terminal));
        await app.RunAsync(ct);
        return ExitCode.Ok;
    }

    private static void Greet(WebApplication app, Terminal terminal)
    {
        if (!app.Environment.IsDevelopment()) return;

        var url = app.Urls.FirstOrDefault() ?? "";
        terminal.Say(
            $"""

            LearnerGraph listens on {url}
              start here          {url}/
              try queries         {url}/graphql
              the schema          {url}/graphql?sdl
              health and metrics  {url}/health/ready  {url}/metrics

            A query to paste:
            {LandingPage.SampleQuery}

            Ctrl+C stops it.
            """);
    }
}
