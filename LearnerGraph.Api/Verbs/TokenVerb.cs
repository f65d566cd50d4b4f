using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Verbs;

/// <summary>Mints a bearer token with the configured key, or in Development with the machine's own.</summary>
internal static class TokenVerb
{
    private static readonly Option<string[]> Role = new("--role")
    {
        Description = "LEARNER, AUTHOR, EXPERIMENTER, ML, OPS, ADMIN or INGEST; may be repeated.",
        Required = true,
    };

    private static readonly Option<string?> Learner = new("--learner")
    {
        Description = "The learner whom a LEARNER token speaks for: the id as GraphQL shows it, or its number.",
    };

    private static readonly Option<string> Tenant = new("--tenant")
    {
        Description = "Tenant of the token.",
        DefaultValueFactory = _ => TenantId.Default.Value,
    };

    private static readonly Option<string?> Subject = new("--subject") { Description = "The sub of the token." };

    public static Command Create()
    {
        var command = new Command("token", "Mint a bearer token.\nExample: token --role LEARNER --learner 1")
        {
            Role, Learner, Tenant, Subject,
        };
        command.SetAction((parsed, _) => CommandLine.GuardAsync(parsed, terminal => RunAsync(parsed, terminal)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal)
    {
        await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed));
        if (app.Services.GetService<TokenMint>() is not { } mint)
        {
            throw new VerbException(
                "There is no key to sign with: set Auth:Key or Auth:KeyFile, or run with --environment Development.",
                ExitCode.Usage);
        }

        var roles = (parsed.GetValue(Role) ?? []).Select(ReadRole).ToHashSet();
        var learner = ReadLearner(parsed.GetValue(Learner));
        if (roles.Contains(Security.Role.Learner) && learner is null)
        {
            throw new VerbException("A LEARNER token needs --learner ID.", ExitCode.Usage);
        }

        var subject = parsed.GetValue(Subject)
            ?? (learner is { } id ? $"learner-{id.Value}" : roles.First().ToString().ToLowerInvariant());
        var caller = new Caller(new TenantId(parsed.GetValue(Tenant)!), subject, roles, learner);
        var token = mint.Mint(caller, TimeProvider.System.GetUtcNow());
        terminal.Result(new { token, tokenType = "Bearer", subject }, token);
        return ExitCode.Ok;
    }

    private static Role ReadRole(string text)
    {
        if (Roles.TryParse(text, out var role)) return role;

        var names = Enum.GetValues<Role>().Select(Roles.NameOf).ToArray();
        var meant = Suggestions.Nearest(text, names);
        throw new VerbException(
            $"--role {text}: "
            + (meant is null ? $"expected one of {string.Join(", ", names)}." : $"did you mean {meant}?"),
            ExitCode.Usage);
    }

    private static LearnerId? ReadLearner(string? text)
    {
        if (text is null) return null;

        var raw = GlobalId.Read("Learner", text) ?? text;
        return long.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new LearnerId(id)
            : throw new VerbException(
                $"--learner {text}: expected an id as GraphQL shows it, or its number.", ExitCode.Usage);
    }
}
