using LearnerGraph.Api.Console;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Simulation.UseCases;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;
using LearnerGraph.Infrastructure;
using LearnerGraph.Infrastructure.Persistence;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Api.Setup;

/// <summary>Puts the application together; verbs, tests and the server all start from here.</summary>
public static class ApiApplication
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <param name="isLocal">For verbs that work on the store and take no requests: they need no key.</param>
    /// <param name="services">Replaces services, for tests.</param>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? adjust = null, bool isLocal = false,
        Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddProductVariables();
        adjust?.Invoke(builder);
        SettingsCheck.Require(builder.Configuration);

        builder.AddHttp();
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddSecurity(
            builder.Configuration.Bind<AuthOptions>(AuthOptions.Section), builder.Environment.IsDevelopment(), isLocal);
        builder.Services.AddOperations(HttpSetup.DrainTime(builder.Configuration, builder.Environment), static () =>
        {
            var count = SqlCounter.Begin();
            return () => new StoreWork(count.Commands, count.Elapsed);
        });
        builder.Services.AddUseCases(builder.Configuration);
        builder.Services.AddConsole(builder.Configuration);
        services?.Invoke(builder.Services);
        builder.Services.AddSingleton(TrustedDocuments.Read(builder.Configuration));
        builder.Services.AddSchema(builder.Configuration, builder.Environment.IsDevelopment());

        var app = builder.Build();
        _ = app.Services.GetService<JwksKeys>();
        app.UseHttp();
        app.UseAuthentication();
        if (app.Environment.IsDevelopment()) app.UseDevelopmentCaller();
        app.UseSubjectBudget();
        app.UseConsole();
        app.MapOperations(builder.Configuration.GetValue("Metrics:Port", 0));
        app.MapGraphQL();
        app.MapConsole();
        app.MapLandingPage();
        return app;
    }

    /// <summary>Brings the store to this program's schema, and in Development fills an empty one.</summary>
    public static async Task PrepareAsync(this WebApplication app, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(app);
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>();
        foreach (var name in SettingsCheck.UnknownVariables(variables))
        {
            app.Logger.LogWarning("{Variable} names no setting. All settings: docs/operations.md", name);
        }

        foreach (var (key, source) in SettingsCheck.UnknownKeys(app.Configuration))
        {
            app.Logger.LogWarning("{Key} ({Source}) names no setting. All settings: docs/operations.md", key, source);
        }

        foreach (var note in OlderNames.Notes(Environment.GetEnvironmentVariable))
        {
            app.Logger.LogWarning("{Note} All settings: docs/operations.md", note);
        }

        await app.MigrateAsync(ct);
        if (app.Environment.IsDevelopment() && app.Configuration.GetValue("Demo:OnEmptyStore", true))
        {
            await app.FillIfEmptyAsync(ct);
        }
    }

    public static async Task MigrateAsync(this WebApplication app, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(app);
        await app.Services.GetRequiredService<Schema>().MigrateAsync(ct);
    }

    private static async Task FillIfEmptyAsync(this WebApplication app, CancellationToken ct)
    {
        var fill = app.Services.GetRequiredService<FillDemo>();
        var caller = Caller.System(TenantId.Default);
        if (!await fill.IsNeededAsync(caller, ct)) return;

        var plan = new SimulationPlan(app.Configuration.GetValue("Demo:Learners", 300));
        app.Logger.LogInformation(
            "The store is empty: filling it with sample courses and {Learners} simulated learners.", plan.Learners);
        var result = await fill.RunAsync(caller, plan, new Progress<double>(), ct);
        if (!result.TryGet(out _, out var problem)) throw new InvalidOperationException(problem.Message);
    }

    public static T Bind<T>(this IConfiguration configuration, string section)
        where T : new()
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection(section).Get<T>() ?? new T();
    }

    /// <summary>Where the server listens if nothing else is said.</summary>
    internal static string UrlOf(IConfiguration configuration) =>
        configuration["urls"] is { Length: > 0 } urls ? urls : DefaultUrl;
}
